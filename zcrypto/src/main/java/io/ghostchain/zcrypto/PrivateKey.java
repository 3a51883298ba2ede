package io.ghostchain.zcrypto;

/**
 * A private key that can be destroyed. Held as its seed, and in its provider's form from the first
 * signature on; {@link #close} wipes both, as far as the provider lets us.
 *
 * <p>Safe for many threads: closing waits for signatures under way, and none begins after it.
 */
public final class PrivateKey extends DestroyableKey<SigningKey> {
  private final PublicKey publicKey;

  private PrivateKey(PublicKey publicKey, boolean seeded, GuardedSecret<SigningKey> secret) {
    super(seeded, secret);
    this.publicKey = publicKey;
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

  /** Names the public half only. */
  @Override
  public String toString() {
    return "PrivateKey[" + publicKey + "]";
  }
}
