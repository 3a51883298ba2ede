package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.SelectStrategy;
import org.junit.jupiter.api.Test;

final class SpinThenSleepTest {
  private static final long SPIN = 50_000;

  private long now = 1_000_000;
  private int looks;
  private int readyAfterLooks = Integer.MAX_VALUE;
  private boolean tasks;
  private final SpinThenSleep strategy =
      new SpinThenSleep(
          SPIN,
          () -> tasks,
          () -> {
            now += 1_000;
            return now;
          });

  private int turn() throws Exception {
    looks = 0;
    return strategy.calculateStrategy(
        () -> {
          looks++;
          return looks >= readyAfterLooks ? 1 : 0;
        },
        false);
  }

  @Test
  void whatComesDuringTheSpinNeedsNoSleep() throws Exception {
    readyAfterLooks = 20;
    assertEquals(1, turn());
    assertEquals(20, looks);
  }

  @Test
  void sleepsWhenTheSpinWasInVain() throws Exception {
    assertEquals(SelectStrategy.SELECT, turn());
    assertTrue(looks >= 40 && looks <= 51, () -> looks + " looks");
  }

  @Test
  void tasksOfOthersEndTheSpin() throws Exception {
    tasks = true;
    assertEquals(0, turn());
    assertEquals(1, looks);
  }

  @Test
  void anIdleLoopSpinsInOneWaitOf64() throws Exception {
    int spins = 0;
    for (int wait = 0; wait < 10_000; wait++) {
      assertEquals(SelectStrategy.SELECT, turn());
      now += 10 * SPIN;
      spins += looks > 0 ? 1 : 0;
    }
    assertTrue(spins < 10_000 / 64 + 8, spins + " spins");
  }

  @Test
  void aShortSleepBringsTheSpinBack() throws Exception {
    for (int wait = 0; wait < 1_000; wait++) {
      turn();
      now += 10 * SPIN;
    }
    while (looks > 0) {
      turn();
      now += 10 * SPIN;
    }
    turn();
    // This sleep is over at once.
    turn();
    assertTrue(looks > 0);
  }
}
