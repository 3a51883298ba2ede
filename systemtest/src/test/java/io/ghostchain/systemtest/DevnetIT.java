package io.ghostchain.systemtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The devnet that {@code ./ghost up} leaves running, used as its users do. */
class DevnetIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir static Path data;
  private static String config = "";

  @BeforeAll
  static void up() throws IOException {
    Path file = data.resolve("config.json");
    ghost("up", "--data-dir", devnet(), "--config-out", file.toString()).requireSuccess();
    config = Files.readString(file);
  }

  @AfterAll
  static void down() {
    ghost("down", "--data-dir", devnet()).requireSuccess();
  }

  @Test
  void tenAccountsAreFundedAndListedForPrograms() {
    assertEquals(10, config.split("\"address\":\"ghost1", -1).length - 1, config);
    assertTrue(config.contains("\"pid\""), config);
  }

  @Test
  void theTutorialsCommandsWorkAsWritten() {
    Shell.run(LIMIT, Map.of(), List.of("docs/run-tutorial", "zwallet", "--data-dir", devnet()))
        .requireSuccess();
  }

  @Test
  void aSecondUpFindsEverythingAndFundsWhomItIsTold() {
    String address = config.replaceAll("(?s).*?\"address\":\"(ghost1[a-z0-9]+)\".*", "$1");
    ghost("up", "--data-dir", devnet(), "--fund", address + ":3").requireSuccess();
    assertTrue(
        ghost("status", "--data-dir", devnet()).requireSuccess().output().contains("height"));
  }

  @Test
  void whatIsNoAddressIsRefusedBeforeAnythingStarts() {
    Shell.Outcome outcome = ghost("up", "--data-dir", devnet(), "--fund", "alice:3");
    assertEquals(2, outcome.code(), outcome.output());
    assertTrue(outcome.output().contains("ADDRESS:AMOUNT"), outcome.output());
  }

  private static String devnet() {
    return data.resolve("devnet").toString();
  }

  private static Shell.Outcome ghost(String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of("./ghost"));
    command.addAll(List.of(arguments));
    return Shell.run(LIMIT, Map.of(), command);
  }
}
