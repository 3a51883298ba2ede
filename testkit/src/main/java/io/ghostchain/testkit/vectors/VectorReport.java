package io.ghostchain.testkit.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many vectors of each file ran in this JVM, written to {@code target/vectors-report.txt} after
 * each run: file, subject, ran, skipped with reasons, separated by tabs.
 */
public final class VectorReport {
  /** Where the report stands, relative to the module. */
  public static final Path PATH = Path.of("target", "vectors-report.txt");

  private static final Map<String, String> LINES = new TreeMap<>();

  private VectorReport() {}

  /** One run: which file, what it tested, how many ran, and how many did not by reason. */
  record Line(String file, String subject, int ran, Map<String, Integer> skipped) {
    @Override
    public String toString() {
      String reasons =
          skipped.isEmpty()
              ? "0"
              : new TreeMap<>(skipped)
                  .entrySet().stream()
                      .map(entry -> entry.getValue() + " " + entry.getKey())
                      .collect(Collectors.joining("; "));
      return String.join("\t", file, subject, Integer.toString(ran), reasons);
    }
  }

  /**
   * Enters a known file that a module does not run at all, so that its absence is a statement.
   *
   * @param file where the file stands in the collection it is from
   */
  public static void leaveOut(String file, String reason) {
    enter(file, "left out", String.join("\t", file, "left out", "0", "all: " + reason));
  }

  static void enter(Line line) {
    enter(line.file(), line.subject(), line.toString());
  }

  private static synchronized void enter(String file, String subject, String line) {
    LINES.put(file + "\t" + subject, line);
    try {
      Files.createDirectories(PATH.getParent());
      Files.write(
          PATH,
          Stream.concat(Stream.of("file\tsubject\tran\tskipped"), LINES.values().stream())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The vector files under {@code folder} that no line of the report names: what a module's last
   * test requires to be empty. Notes ({@code .md}) are no vectors.
   *
   * @param folder a module's {@code src/test/resources/vectors}
   */
  public static Set<String> unread(Path folder) throws IOException {
    Set<String> unread = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .filter(name -> !name.endsWith(".md"))
          .forEach(unread::add);
    }
    for (String line : Files.readAllLines(PATH)) {
      unread.remove(line.substring(0, line.indexOf('\t')));
    }
    return unread;
  }
}
