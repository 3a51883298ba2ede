package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.protocol.testing.WireType;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No decoder of outside bytes escapes the round trips, the pins, the oracle and the fuzzer. */
class DecodersTest {
  /** Those of texts; {@link ProtocolFuzzTest} has a target for each. */
  private static final Set<String> TEXTS =
      Set.of("AccountId.parse", "AssetId.parse", "Amount.parse", "Bytes.parseHex");

  @Test
  void everyDecoderIsListed() throws Exception {
    var listed = new TreeSet<>(TEXTS);
    WireType.ALL.forEach(type -> listed.add(type.name() + ".decode"));
    var found = new TreeSet<String>();
    for (Class<?> type : publicTypes()) {
      Arrays.stream(type.getDeclaredMethods())
          .filter(DecodersTest::decodes)
          .forEach(method -> found.add(type.getSimpleName() + "." + method.getName()));
    }
    assertEquals(listed, found);
  }

  private static boolean decodes(Method method) {
    int modifiers = method.getModifiers();
    return Modifier.isPublic(modifiers)
        && Modifier.isStatic(modifiers)
        && (method.getName().equals("decode") || method.getName().startsWith("parse"));
  }

  private static Set<Class<?>> publicTypes() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Transaction.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<Class<?>> types = new HashSet<>();
    try (Stream<Path> files = Files.list(classes.resolve("io/ghostchain/protocol"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          types.add(load("io.ghostchain.protocol." + name.substring(0, name.length() - 6)));
        }
      }
    }
    return types;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, DecodersTest.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new LinkageError(name, impossible);
    }
  }
}
