package io.ghostchain.daemonkit.memory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class QuietTest {
  private final Quiet quiet = new Quiet();
  private long cpuMillis;

  @Test
  void aStartIsWorkAndTwoQuietSecondsEndIt() {
    assertFalse(afterASecondOf(900));
    assertFalse(afterASecondOf(Quiet.MILLIS_MAX));
    assertTrue(afterASecondOf(Quiet.MILLIS_MAX));
  }

  @Test
  void oneQuietSecondBetweenTwoBusyOnesIsNotEnough() {
    afterASecondOf(900);
    assertFalse(afterASecondOf(0));
    assertFalse(afterASecondOf(Quiet.MILLIS_MAX + 1));
    assertFalse(afterASecondOf(0));
    assertTrue(afterASecondOf(0));
  }

  @Test
  void aDaemonThatWaitsGivesBackOnce() {
    release();
    for (int i = 0; i < 1000; i++) {
      assertFalse(afterASecondOf(30));
    }
  }

  @Test
  void whatGivingBackTookIsNotWork() {
    cpuMillis += 500;
    release();
    assertFalse(afterASecondOf(0));
    assertFalse(afterASecondOf(0));
  }

  @Test
  void workAfterwardsIsFollowedByAnother() {
    release();
    assertFalse(afterASecondOf(Quiet.MILLIS_MAX + 1));
    assertFalse(afterASecondOf(0));
    assertTrue(afterASecondOf(0));
  }

  private boolean afterASecondOf(long millis) {
    cpuMillis += millis;
    return quiet.due(cpuMillis);
  }

  private void release() {
    quiet.released(cpuMillis);
  }
}
