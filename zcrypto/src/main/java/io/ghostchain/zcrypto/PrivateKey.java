package io.ghostchain.zcrypto;

import java.util.function.Function;

/**
 * A private key that can be destroyed. Held as its seed, and in its provider's form from the first
 * signature on; {@link #close} wipes both, as far as the provider lets us.
 *
 * <p>Safe for many threads: closing waits for signatures under way, and none begins after it.
 */
public final class PrivateKey implements AutoCloseable {
  private final PublicKey publicKey;
  private final boolean seeded;
  private final GuardedSecret<SigningKey> secret;

  private PrivateKey(PublicKey publicKey, boolean seeded, GuardedSecret<SigningKey> secret) {
    this.publicKey = publicKey;
    this.seeded = seeded;
    this.secret = secret;
  }

  /** A key held as its seed, which it owns from now on. */
  static PrivateKey ofSeed(PublicKey publicKey, byte[] seed) {
    return new PrivateKey(
        publicKey,
        true,
        new GuardedSecret<>(
            seed,
            () -> publicKey.scheme().selection().engine().signingKey(seed, publicKey.bytes())));
  }

  /** An ML-DSA key whose seed is not known, held expanded; it owns the bytes from now on. */
  static PrivateKey ofExpandedMlDsa(PublicKey publicKey, byte[] expanded) {
    return new PrivateKey(
        publicKey,
        false,
        new GuardedSecret<>(
            expanded,
            () -> BcMlDsa.pure(SignatureEngines.mlDsa(publicKey.scheme())).signingKey(expanded)));
  }

  /** The public half. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /** The scheme this key belongs to. */
  public SignatureScheme scheme() {
    return publicKey.scheme();
  }

  /**
   * Signs a message.
   *
   * @throws IllegalStateException if the key was destroyed
   */
  public byte[] sign(byte[] message) {
    return secret.useKey(key -> key.sign(message));
  }

  /** Whether the seed is known: not so for an ML-DSA key that was read in its expanded form. */
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

  /** Names the public half only. */
  @Override
  public String toString() {
    return "PrivateKey[" + publicKey + "]";
  }

  /** Does something with the seed or, if there is none, the expanded key; it must not keep it. */
  <T> T withSecret(Function<byte[], T> action) {
    return secret.use(action);
  }
}
