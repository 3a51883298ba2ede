package io.ghostchain.zcrypto;

import java.util.Optional;

/**
 * A private key that finds the secrets sent to its public half, and can be destroyed.
 *
 * <p>Safe for many threads: closing waits for uses under way, and none begins after it.
 */
public final class KemPrivateKey extends DestroyableKey<KemEngine.Decapsulator> {
  private final KemPublicKey publicKey;

  private KemPrivateKey(
      KemPublicKey publicKey, boolean seeded, GuardedSecret<KemEngine.Decapsulator> secret) {
    super(seeded, secret);
    this.publicKey = publicKey;
  }

  /** A key held as its seed, which it owns from now on. */
  static KemPrivateKey ofSeed(KemPublicKey publicKey, byte[] seed) {
    return new KemPrivateKey(
        publicKey,
        true,
        new GuardedSecret<>(
            seed,
            () -> publicKey.scheme().selection().engine().decapsulator(seed, publicKey.bytes())));
  }

  /** An ML-KEM key whose seed is not known, held expanded; it owns the bytes from now on. */
  static KemPrivateKey ofExpandedMlKem(KemPublicKey publicKey, byte[] expanded) {
    return new KemPrivateKey(
        publicKey,
        false,
        new GuardedSecret<>(
            expanded,
            () -> new BcMlKem(KemEngines.mlKem(publicKey.scheme())).decapsulator(expanded)));
  }

  /** The public half. */
  public KemPublicKey publicKey() {
    return publicKey;
  }

  /** The scheme this key belongs to. */
  public KemScheme scheme() {
    return publicKey.scheme();
  }

  /**
   * The secret in a ciphertext: nothing if its length is another, or for {@link KemScheme#X25519}
   * if it is a point of small order. ML-KEM finds a secret in any ciphertext, one that nobody else
   * knows if it was not made for this key (FIPS 203 section 6.3).
   *
   * @throws IllegalStateException if the key was destroyed
   */
  public Optional<byte[]> decapsulate(byte[] ciphertext) {
    return secret.useKey(key ->
        ciphertext.length == scheme().ciphertextBytes()
            ? key.decapsulate(ciphertext)
            : Optional.empty());
  }

  /** Names the public half only. */
  @Override
  public String toString() {
    return "KemPrivateKey[" + publicKey + "]";
  }
}
