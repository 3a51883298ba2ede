package io.ghostchain.ghostd.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BlockPaceTest {
  private final BlockPace pace = new BlockPace(Duration.ofMillis(4), Duration.ofMillis(100));

  @Test
  void theFirstBlockWaitsForNobody() {
    assertEquals(4_000_000, pace.gatherNanos());
  }

  @Test
  void gathersATenthOfAMillisecondForEachTransactionOfTheBlockBefore() {
    pace.made(200);
    assertEquals(20_000_000, pace.gatherNanos());
    pace.made(5);
    assertEquals(4_000_000, pace.gatherNanos());
  }

  @Test
  void theBoundHolds() {
    pace.made(100_000);
    assertEquals(100_000_000, pace.gatherNanos());
    assertEquals(4_000_000, pace.leastNanos());
  }

  @Test
  void aBoundBelowTheLeastTimeIsTheLeastTime() {
    var fixed = new BlockPace(Duration.ofMillis(4), Duration.ZERO);
    fixed.made(100_000);
    assertEquals(4_000_000, fixed.gatherNanos());
  }
}
