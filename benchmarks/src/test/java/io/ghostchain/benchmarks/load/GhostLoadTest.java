package io.ghostchain.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class GhostLoadTest {
  private static final String ID = "0".repeat(64);

  private record Outcome(int code, String out, String err) {}

  private static Outcome run(String... arguments) {
    CommandLine command = GhostLoad.commandLine();
    var out = new StringWriter();
    var err = new StringWriter();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = command.execute(arguments);
    return new Outcome(code, out.toString(), err.toString());
  }

  private static Outcome load(String... more) {
    List<String> words = new ArrayList<>(List.of("--node", "127.0.0.1:1", "--node-id", ID));
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  @Test
  void helpNamesOptionsAndExitCodes() {
    Outcome help = run("--help");
    assertEquals(0, help.code);
    for (String word : List.of("--rate", "--window", "--faucet", "--from", "--invalid", "69")) {
      assertTrue(help.out.contains(word), word);
    }
  }

  @Test
  void wrongCommandLinesAreToldWithWhatWasExpected() {
    assertEquals(2, run("--faucet").code);
    assertEquals(2, load().code);
    assertEquals(2, load("--faucet", "--rate", "5", "--window", "5").code);
    Outcome workload = load("--faucet", "--workload", "W9");
    assertEquals(2, workload.code);
    assertTrue(workload.err.contains("expected a workload of [W0, W1, W2], got W9"));
    assertEquals(2, load("--faucet", "--rate", "0").code);
    assertEquals(2, load("--faucet", "--invalid", "2").code);
    Outcome json = load("--faucet", "--fund", "much", "--output", "json");
    assertEquals(2, json.code);
    assertTrue(json.out.contains("\"error\""), json.out);
  }

  @Test
  void aSeedThatIsNotThereIsAMissingFile(@TempDir Path folder) {
    Outcome missing = load("--from", folder.resolve("none.seed").toString());
    assertEquals(66, missing.code);
    assertTrue(missing.err.contains("none.seed"), missing.err);
  }
}
