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

  OpenWallet(WalletSecret secret, Instant until) {
    this.secret = secret;
    this.until = until;
  }

  Instant until() {
    return until;
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
    return Refusal.forbidden("PASSPHRASE_WRONG", "the passphrase of " + wallet + " is another");
  }
}
