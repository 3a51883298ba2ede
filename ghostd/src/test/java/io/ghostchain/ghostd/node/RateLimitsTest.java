package io.ghostchain.ghostd.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private long nanos;

  @Test
  void aBurstOfOneSecondIsTakenAndThenTheRate() {
    var limits = new RateLimits(10, () -> nanos);
    for (int i = 0; i < 10; i++) {
      assertEquals(0, limits.take("a"));
    }
    assertEquals(100, limits.take("a"));
    nanos += 100_000_000;
    assertEquals(0, limits.take("a"));
    assertTrue(limits.take("a") > 0);
    nanos += 3_600_000_000_000L;
    for (int i = 0; i < 10; i++) {
      assertEquals(0, limits.take("a"), "an hour's rest gives one second's burst");
    }
    assertTrue(limits.take("a") > 0);
  }

  @Test
  void onePeersHasteIsNotAnothers() {
    var limits = new RateLimits(1, () -> nanos);
    assertEquals(0, limits.take("a"));
    assertTrue(limits.take("a") > 0);
    assertEquals(0, limits.take("b"));
  }

  @Test
  void noLimitMeansNone() {
    var limits = new RateLimits(0, () -> nanos);
    for (int i = 0; i < 1000; i++) {
      assertEquals(0, limits.take("a"));
    }
  }
}
