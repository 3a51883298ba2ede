package io.ghostchain.systemtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the code against the list of decoders ({@code decoders.txt}): whatever makes values of
 * bytes or text from a peer, a file, a person or a configuration stands there with the fuzz test
 * that feeds it anything, or with the reason why it needs none of its own.
 */
class DecodersTest {
  private static final Pattern NAME =
      Pattern.compile(
          "(decode|parse|read|from|of(Words|Trailers|SubjectPublicKeyInfo))([A-Z]\\w*)?");

  /** What comes from outside comes as one of these. */
  private static final Set<String> OUTSIDE =
      Set.of(
          "[B",
          "[C",
          "java.lang.String",
          "java.lang.CharSequence",
          "java.io.InputStream",
          "java.io.Reader",
          "java.nio.ByteBuffer",
          "java.nio.file.Path",
          "java.util.Map",
          "io.netty.buffer.ByteBuf",
          "com.google.protobuf.ByteString",
          "io.ghostchain.protocol.Bytes");

  /** Modules whose input is ours or the tests' alone. */
  private static final Set<String> INSIDE = Set.of("benchmarks", "testkit");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.ghostchain");

  private static final Map<String, String> ROWS = rows();

  @Test
  void whatLooksLikeADecoderIsListed() {
    Set<String> missing = new TreeSet<>(decoders(CLASSES));
    assertTrue(missing.size() > 60, () -> "only these look like decoders: " + missing);
    missing.removeAll(ROWS.keySet());
    assertTrue(
        missing.isEmpty(), () -> "no row in decoders.txt for\n" + String.join("\n", missing));
  }

  @Test
  void whatIsListedIsThere() {
    Set<String> there = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      type.getCodeUnits().forEach(unit -> there.add(address(unit)));
    }
    Set<String> gone = new TreeSet<>(ROWS.keySet());
    gone.removeAll(there);
    assertTrue(gone.isEmpty(), () -> "decoders.txt lists what is gone\n" + String.join("\n", gone));
  }

  @Test
  void everyDecoderHasAFuzzTestWithSeeds() throws IOException {
    Set<String> wrong = new TreeSet<>();
    int tests = 0;
    for (Map.Entry<String, String> row : ROWS.entrySet()) {
      if (row.getValue().startsWith("none:")) {
        continue;
      }
      for (String test : row.getValue().split(" ", -1)) {
        tests++;
        fault(test).ifPresent(fault -> wrong.add(row.getKey() + ": " + fault));
      }
    }
    assertTrue(tests > 60, "the list was read");
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
  }

  /** A fuzz test that no row names would go unnoticed when its decoder goes. */
  @Test
  void everyFuzzTestIsNamedByARow() throws IOException {
    Set<String> unnamed = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root(), 12)) {
      for (Path file : files.filter(path -> path.toString().endsWith("FuzzTest.java")).toList()) {
        Matcher method = fuzzMethods(Files.readString(file));
        while (method.find()) {
          unnamed.add(
              root().relativize(file).getName(0) + ":" + name(file) + "#" + method.group(1));
        }
      }
    }
    assertFalse(unnamed.isEmpty(), "fuzz tests were found");
    ROWS.values().forEach(tests -> unnamed.removeAll(Arrays.asList(tests.split(" ", -1))));
    assertTrue(unnamed.isEmpty(), () -> "no row names\n" + String.join("\n", unnamed));
  }

  /** A rule that finds nothing in the guilty would find nothing anywhere. */
  @Test
  void theRulesFindTheirOffenders() throws IOException {
    JavaClasses guilty = new ClassFileImporter().importClasses(Unlisted.class);
    assertEquals(
        Set.of(Unlisted.class.getName() + ".parse", Unlisted.class.getName() + ".readHeader"),
        decoders(guilty));
    assertTrue(fault("protocol:io.ghostchain.protocol.AbsentFuzzTest#x").isPresent());
    assertTrue(fault("protocol:io.ghostchain.protocol.ProtocolFuzzTest#absent").isPresent());
    assertTrue(fault("protocol:io.ghostchain.protocol.ProtocolFuzzTest#block").isEmpty());
  }

  /** Two decoders, and what only looks a little like one. */
  @SuppressWarnings("unused")
  private static final class Unlisted {
    static Unlisted parse(String text) {
      return new Unlisted();
    }

    Unlisted readHeader(byte[] bytes) {
      return this;
    }

    private static Unlisted parse(byte[] inside) {
      return new Unlisted();
    }

    static Unlisted of(String component) {
      return new Unlisted();
    }

    String readable(String text) {
      return text;
    }
  }

  private static Set<String> decoders(JavaClasses classes) {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : classes) {
      if (INSIDE.contains(module(type)) || type.getPackageName().contains(".api.")) {
        continue;
      }
      for (JavaCodeUnit unit : type.getCodeUnits()) {
        boolean named =
            unit.isConstructor()
                ? unit.getRawParameterTypes().stream()
                    .anyMatch(parameter -> parameter.getName().equals("java.io.InputStream"))
                : NAME.matcher(unit.getName()).matches();
        if (named
            && !unit.getModifiers().contains(JavaModifier.PRIVATE)
            && !unit.getModifiers().contains(JavaModifier.SYNTHETIC)
            && unit.getRawParameterTypes().stream()
                .anyMatch(parameter -> OUTSIDE.contains(parameter.getName()))) {
          found.add(address(unit));
        }
      }
    }
    return found;
  }

  private static String address(JavaCodeUnit unit) {
    return unit.getOwner().getName() + "." + unit.getName();
  }

  private static String module(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith("io.ghostchain.") ? name.split("\\.", -1)[2] : "";
  }

  /** What is wrong with a fuzz test, written {@code module:class#method}. */
  private static Optional<String> fault(String test) throws IOException {
    Matcher parts = Pattern.compile("([a-z-]+):([\\w.]+)#(\\w+)").matcher(test);
    if (!parts.matches()) {
      return Optional.of("expected module:class#method, got " + test);
    }
    Path module = root().resolve(parts.group(1)).resolve("src/test");
    String path = parts.group(2).replace('.', '/');
    Path source = module.resolve("java").resolve(path + ".java");
    if (!Files.exists(source)) {
      return Optional.of("no " + source);
    }
    Matcher method = fuzzMethods(Files.readString(source));
    while (method.find()) {
      if (method.group(1).equals(parts.group(3))) {
        Path seeds = module.resolve("resources").resolve(path + "Inputs").resolve(parts.group(3));
        return hasFiles(seeds) ? Optional.empty() : Optional.of("no seeds in " + seeds);
      }
    }
    return Optional.of("no @FuzzTest " + parts.group(3) + " in " + source);
  }

  private static Matcher fuzzMethods(String source) {
    return Pattern.compile("@FuzzTest\\s+void (\\w+)\\(").matcher(source);
  }

  private static boolean hasFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    }
  }

  private static String name(Path source) {
    String path = source.toString();
    int from = path.indexOf("src/test/java/") + "src/test/java/".length();
    return path.substring(from, path.length() - ".java".length()).replace('/', '.');
  }

  private static Path root() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  /** Decoder to its fuzz tests, separated by blanks, or to {@code none:} and a reason. */
  private static Map<String, String> rows() {
    try (InputStream in = DecodersTest.class.getResourceAsStream("/decoders.txt")) {
      if (in == null) {
        throw new IllegalStateException("no decoders.txt on the class path");
      }
      Map<String, String> rows = new TreeMap<>();
      String group = "";
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (!line.startsWith(" ")) {
          group = line.strip();
        } else if (rows.put("io.ghostchain." + line.strip(), group) != null) {
          throw new IllegalStateException("decoders.txt lists " + line.strip() + " twice");
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
