package io.ghostchain.walletd.keys;

import io.ghostchain.walletd.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down whoever guesses a wallet's passphrase: {@value #FREE} wrong ones are free, then each
 * doubles a wait that starts at a second and ends at five minutes. A right one forgets them.
 *
 * <p>Counts by keystore, since all clients of walletd are one user's. Time is a clock that only
 * goes forward, so that setting the wall clock neither ends a wait nor prolongs it. Safe for use by
 * several threads.
 */
final class GuessLimiter {
  /** Wrong guesses before the first wait. */
  static final int FREE = 5;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private record Guesses(int wrong, long notBeforeNanos) {}

  private final LongSupplier nanos;
  // Guarded by this. A key is of a wallet that is kept, or the one for files from elsewhere.
  private final Map<String, Guesses> byKey = new HashMap<>();

  GuessLimiter(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Before a guess is tried.
   *
   * @throws Refusal while it has to wait
   */
  synchronized void permit(String key) {
    Guesses guesses = byKey.get(key);
    long left = guesses == null ? 0 : guesses.notBeforeNanos() - nanos.getAsLong();
    if (guesses != null && left > 0) {
      // Rounded up: who waits so long must not come a moment too early.
      long millis = (left + 999_999) / 1_000_000;
      throw Refusal.exhausted(
              "TOO_MANY_GUESSES",
              guesses.wrong() + " wrong passphrases; the next is taken in " + millis + " ms")
          .with("retry_after_millis", millis);
    }
  }

  /** After a wrong one. */
  synchronized void wrong(String key) {
    Guesses before = byKey.get(key);
    int wrong = before == null ? 1 : before.wrong() + 1;
    byKey.put(key, new Guesses(wrong, nanos.getAsLong() + wait(wrong).toNanos()));
  }

  /** After a right one, or when the wallet is gone. */
  synchronized void forget(String key) {
    byKey.remove(key);
  }

  static Duration wait(int wrong) {
    if (wrong < FREE) {
      return Duration.ZERO;
    }
    int doublings = Math.min(wrong - FREE, 20);
    Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
