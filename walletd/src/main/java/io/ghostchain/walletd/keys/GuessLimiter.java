package io.ghostchain.walletd.keys;

import io.ghostchain.walletd.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Slows down whoever guesses a wallet's passphrase: {@value #FREE} wrong ones are free, then each
 * doubles a wait that starts at a second and ends at five minutes. A right one forgets them.
 *
 * <p>Counts by wallet, since all clients of walletd are one user's. Safe for use by several
 * threads.
 */
final class GuessLimiter {
  /** Wrong guesses before the first wait. */
  static final int FREE = 5;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private record Guesses(int wrong, Instant notBefore) {}

  private final InstantSource clock;
  // Guarded by this.
  private final Map<String, Guesses> byWallet = new HashMap<>();

  GuessLimiter(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Before a guess is tried.
   *
   * @throws Refusal while it has to wait
   */
  synchronized void permit(String wallet) {
    Guesses guesses = byWallet.get(wallet);
    Instant now = clock.instant();
    if (guesses != null && now.isBefore(guesses.notBefore())) {
      long millis = Duration.between(now, guesses.notBefore()).toMillis();
      throw Refusal.exhausted(
              "TOO_MANY_GUESSES",
              guesses.wrong()
                  + " wrong passphrases for "
                  + wallet
                  + "; the next is taken in "
                  + millis
                  + " ms")
          .with("retry_after_millis", millis);
    }
  }

  /** After a wrong one. */
  synchronized void wrong(String wallet) {
    Guesses before = byWallet.get(wallet);
    int wrong = before == null ? 1 : before.wrong() + 1;
    byWallet.put(wallet, new Guesses(wrong, clock.instant().plus(wait(wrong))));
  }

  /** After a right one, or when the wallet is gone. */
  synchronized void forget(String wallet) {
    byWallet.remove(wallet);
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
