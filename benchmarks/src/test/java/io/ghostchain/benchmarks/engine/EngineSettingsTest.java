package io.ghostchain.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.load.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EngineSettingsTest {
  private static EngineSettings of(String... words) {
    return EngineSettings.of(Options.parse(List.of(words)));
  }

  @Test
  void onlyChoosesRowsAndNoneMeansAll() {
    EngineSettings some = of("--only", "w1,state");
    assertTrue(some.wants("w1"));
    assertTrue(some.wants("state"));
    assertFalse(some.wants("w0"));
    EngineSettings.ROWS.forEach(row -> assertTrue(of().wants(row), row));
  }

  @Test
  void aRowThatIsNotThereIsRefusedWithThoseThatAre() {
    var refused = assertThrows(IllegalArgumentException.class, () -> of("--only", "w0,w7"));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("[execute, w0, verify_execute"), message);
    assertThrows(IllegalArgumentException.class, () -> of("--keys", "10M"));
    assertThrows(IllegalArgumentException.class, () -> of("--unknown", "1"));
  }

  @Test
  void aTimeAsksForAsMuchAsCanBeSubmittedInIt() {
    assertEquals(7, of().measuredTurns(Workload.w0(), 7));
    assertTrue(of("--seconds", "2").measuredTurns(Workload.w0(), 7) * 1_024 >= 140_000);
  }
}
