package io.ghostchain.testkit.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorRunTest {
  private final VectorFile file = new VectorFile("sample.json");

  @Test
  void runsAndStatedSkipsAreReported() throws IOException {
    try (VectorRun run = file.run("reported")) {
      run.expect(3);
      run.ran();
      run.skipped("no context");
      run.skipped("no context");
    }
    assertTrue(
        Files.readAllLines(VectorReport.PATH).contains("sample.json\treported\t1\t2 no context"));
  }

  @Test
  void aSilentSkipFails() {
    VectorRun run = file.run("silent");
    run.expect(2);
    run.ran();
    assertThrows(AssertionError.class, run::close);
  }

  @Test
  void aFileOfWhichNothingRanFails() {
    VectorRun run = file.run("nothing");
    run.expect(1);
    run.skipped("unsupported");
    assertThrows(AssertionError.class, run::close);
  }

  @Test
  void aFileNobodyReadIsNamed(@TempDir Path folder) throws IOException {
    try (VectorRun run = file.run("named")) {
      run.expect(1);
      run.ran();
    }
    Files.createFile(folder.resolve("sample.json"));
    Files.createFile(folder.resolve("README.md"));
    Files.createFile(Files.createDirectory(folder.resolve("deep")).resolve("lonely.txt"));
    assertEquals(Set.of("deep/lonely.txt"), VectorReport.unread(folder));
  }
}
