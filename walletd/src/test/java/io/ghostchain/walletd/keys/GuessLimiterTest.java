package io.ghostchain.walletd.keys;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.Property;
import io.ghostchain.walletd.ManualClock;
import io.ghostchain.walletd.Refusal;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GuessLimiterTest {
  private final ManualClock clock = new ManualClock();
  private final GuessLimiter limiter = new GuessLimiter(clock::nanos);

  @Test
  void theFirstWrongGuessesCostNothing() {
    for (int i = 1; i < GuessLimiter.FREE; i++) {
      limiter.wrong("alice");
      assertDoesNotThrow(() -> limiter.permit("alice"));
    }
  }

  @Test
  void furtherOnesWaitTwiceAsLongEachTime() {
    for (int i = 0; i < GuessLimiter.FREE; i++) {
      limiter.wrong("alice");
    }
    Refusal refused = assertThrows(Refusal.class, () -> limiter.permit("alice"));
    assertEquals("TOO_MANY_GUESSES", refused.reason());
    assertEquals("1000", refused.details().get("retry_after_millis"));
    clock.advance(Duration.ofSeconds(1));
    limiter.permit("alice");
    limiter.wrong("alice");
    clock.advance(Duration.ofMillis(1999));
    assertThrows(Refusal.class, () -> limiter.permit("alice"));
    clock.advance(Duration.ofMillis(1));
    limiter.permit("alice");
  }

  @Test
  void settingTheWallClockNeitherEndsNorProlongsTheWait() {
    for (int i = 0; i < GuessLimiter.FREE; i++) {
      limiter.wrong("alice");
    }
    clock.set(Duration.ofDays(1));
    assertThrows(Refusal.class, () -> limiter.permit("alice"));
    clock.set(Duration.ofDays(-30));
    clock.advance(Duration.ofSeconds(1));
    assertDoesNotThrow(() -> limiter.permit("alice"));
  }

  @Test
  void oneWalletsGuessesAreNotAnothers() {
    for (int i = 0; i < 20; i++) {
      limiter.wrong("alice");
    }
    assertDoesNotThrow(() -> limiter.permit("bob"));
  }

  @Test
  void aRightGuessForgetsTheWrongOnes() {
    for (int i = 0; i < 20; i++) {
      limiter.wrong("alice");
    }
    limiter.forget("alice");
    assertDoesNotThrow(() -> limiter.permit("alice"));
  }

  @Property
  void waitsNeverShrinkAndNeverPassFiveMinutes(RandomGenerator random) {
    int wrong = random.nextInt(1, 10_000);
    Duration wait = GuessLimiter.wait(wrong);
    assertTrue(wait.compareTo(GuessLimiter.wait(wrong + 1)) <= 0);
    assertTrue(wait.compareTo(Duration.ofMinutes(5)) <= 0);
  }
}
