package io.ghostchain.zcrypto;

import java.util.function.Function;

/**
 * What private keys of both kinds are: held as a seed, or expanded where the seed is not known, and
 * in their provider's form from the first use on; {@link #close} wipes all of it, as far as the
 * provider lets us.
 *
 * <p>Safe for many threads: closing waits for uses under way, and none begins after it.
 *
 * @param <K> the provider's form
 */
abstract sealed class DestroyableKey<K extends ProviderKey> implements AutoCloseable
    permits PrivateKey, KemPrivateKey {
  final GuardedSecret<K> secret;
  private final boolean seeded;

  DestroyableKey(boolean seeded, GuardedSecret<K> secret) {
    this.seeded = seeded;
    this.secret = secret;
  }

  /** Whether the seed is known: not so for a key that was read in its expanded form. */
  public boolean hasSeed() {
    return seeded;
  }

  /**
   * A copy of the seed, for storing it encrypted. The caller wipes the copy.
   *
   * @throws IllegalStateException if the key was destroyed, or its seed is not known
   */
  public byte[] seed() {
    if (!seeded) {
      throw new IllegalStateException("the key was read in expanded form, its seed is not known");
    }
    return secret.use(byte[]::clone);
  }

  /** Whether {@link #close} was called. */
  public boolean isDestroyed() {
    return secret.isDestroyed();
  }

  /** Wipes the secret. Closing twice is harmless. */
  @Override
  public void close() {
    secret.destroy();
  }

  /** Does something with the seed or, if there is none, the expanded key; it must not keep it. */
  <T> T withSecret(Function<byte[], T> action) {
    return secret.use(action);
  }
}
