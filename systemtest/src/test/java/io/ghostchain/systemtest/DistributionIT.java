package io.ghostchain.systemtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the archive that operators get, unpacks it elsewhere and runs what is in it. */
class DistributionIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @TempDir static Path folder;
  private static Path home = Path.of("");

  @BeforeAll
  static void unpack() throws IOException {
    String said = run(Map.of(), "./ghost", "dist").requireSuccess().output().strip();
    Path archive = Shell.ROOT.resolve(said.substring(said.lastIndexOf("dist/")));
    run(Map.of(), "tar", "-C", folder.toString(), "-xzf", archive.toString()).requireSuccess();
    try (Stream<Path> unpacked = Files.list(folder)) {
      home = unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  @Test
  void everyProgramRunsWithItsOwnJavaAndNothingElse() {
    for (String program : List.of("ghostd", "walletd", "zwallet")) {
      Shell.Outcome outcome = inEmptyEnvironment(program, "--version").requireSuccess();
      assertTrue(outcome.output().contains("0.1.0"), outcome.output());
      assertFalse(outcome.output().contains("WARNING"), outcome.output());
    }
  }

  @Test
  void ghostdMakesItsDirectoryAndChecksItsConfiguration() {
    String data = folder.resolve("data").toString();
    inEmptyEnvironment("ghostd", "init", "--devnet", "--data-dir", data).requireSuccess();
    inEmptyEnvironment("ghostd", "check-config", "--data-dir", data).requireSuccess();
  }

  @Test
  void theUnitsAreHardened() throws IOException {
    for (String program : List.of("ghostd", "walletd")) {
      String unit = Files.readString(home.resolve("systemd/" + program + ".service"));
      for (String setting : List.of("Type=notify", "DynamicUser=yes", "ProtectSystem=strict")) {
        assertTrue(unit.contains(setting), program + " lacks " + setting);
      }
    }
  }

  @Test
  void thereAreManPagesAndCompletions() {
    assertTrue(Files.isRegularFile(home.resolve("share/man/man1/zwallet.1")));
    assertTrue(Files.isDirectory(home.resolve("share/completion")));
  }

  @Test
  void aCommandThatDoesNotExistIsAUsageError() {
    assertEquals(2, inEmptyEnvironment("zwallet", "no-such-command").code());
  }

  private static Shell.Outcome inEmptyEnvironment(String program, String... arguments) {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                "env",
                "-i",
                "PATH=/usr/bin:/bin",
                "HOME=" + folder,
                home.resolve("bin/" + program).toString()));
    command.addAll(List.of(arguments));
    return Shell.run(LIMIT, Map.of(), command);
  }

  private static Shell.Outcome run(Map<String, String> environment, String... command) {
    return Shell.run(LIMIT, environment, List.of(command));
  }
}
