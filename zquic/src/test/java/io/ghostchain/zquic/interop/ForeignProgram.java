package io.ghostchain.zquic.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A program that others wrote, found on the PATH.
 *
 * @param path where it is
 */
record ForeignProgram(Path path) {
  private static final long SECONDS = 90;

  /** What a run printed, on either stream, and its exit status. */
  record Run(int status, String output) {}

  /**
   * Finds a program. When it is missing the test is skipped, or fails where the environment says
   * {@code GHOST_REQUIRE_INTEROP=1}.
   */
  static ForeignProgram find(String name, String debianPackage) {
    Optional<Path> found =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getenv().getOrDefault("PATH", ""))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isPresent()) {
      return new ForeignProgram(found.get());
    }
    String missing = name + " is not installed (Debian package " + debianPackage + ")";
    if ("1".equals(System.getenv("GHOST_REQUIRE_INTEROP"))) {
      return fail(missing);
    }
    return abort(missing);
  }

  /** Runs it to its end. */
  Run run(Path outputFile, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(path.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(outputFile.toFile())
            .start();
    try {
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), path + " did not end");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Run(process.exitValue(), Files.readString(outputFile, StandardCharsets.ISO_8859_1));
  }
}
