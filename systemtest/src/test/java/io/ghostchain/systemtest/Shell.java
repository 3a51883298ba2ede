package io.ghostchain.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the commands of a user in the root of the repository, each within a time. */
final class Shell {
  /** The root of the repository: the nearest folder above that has the script. */
  static final Path ROOT = root();

  private Shell() {}

  /** What a command printed, and how it ended. */
  record Outcome(int code, String output) {
    Outcome requireSuccess() {
      if (code != 0) {
        throw new AssertionError("expected exit code 0, got " + code + ":\n" + output);
      }
      return this;
    }
  }

  static Outcome run(Duration limit, Map<String, String> environment, List<String> command) {
    try {
      Path output = Files.createTempFile("shell", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(ROOT.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(Path.of("/dev/null").toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(
            command + " took longer than " + limit + ":\n" + Files.readString(output));
      }
      String text = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return new Outcome(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(command + " was interrupted", e);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(folder.resolve("ghost"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new AssertionError("the tests run outside the repository");
      }
    }
    return folder;
  }
}
