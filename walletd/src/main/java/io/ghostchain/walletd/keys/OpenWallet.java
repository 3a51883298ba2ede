package io.ghostchain.walletd.keys;

import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletkit.WalletSecret;
import java.time.Instant;
import java.util.function.Function;

/**
 * A wallet's secret while it is unlocked. Use and wiping exclude each other, so that no key is made
 * of half-wiped bytes.
 */
final class OpenWallet implements AutoCloseable {
  private final WalletSecret secret;
  private final Instant until;
  private final long untilNanos;

  /**
   * An open wallet.
   *
   * @param until by the wall clock, which may be set
   * @param untilNanos the same moment by a clock that only goes forward
   */
  OpenWallet(WalletSecret secret, Instant until, long untilNanos) {
    this.secret = secret;
    this.until = until;
    this.untilNanos = untilNanos;
  }

  Instant until() {
    return until;
  }

  /**
   * Whether its time is over by either clock: the wall clock set back gives nobody more time, and a
   * machine that slept, for which the other clock stood still, has used it up.
   */
  boolean isOver(Instant now, long nowNanos) {
    return !now.isBefore(until) || nowNanos - untilNanos >= 0;
  }

  synchronized <T> T use(String wallet, Function<WalletSecret, T> work) {
    if (secret.isDestroyed()) {
      throw Wallets.locked(wallet);
    }
    return work.apply(secret);
  }

  @Override
  public synchronized void close() {
    secret.close();
  }

  static Refusal wrongPassphrase(String wallet) {
    return Refusal.forbidden("PASSPHRASE_WRONG", "wrong passphrase for " + wallet);
  }
}
