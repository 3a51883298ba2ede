package io.ghostchain.zcrypto;

import java.util.Optional;
import java.util.function.Function;

/**
 * A private key that finds the secrets sent to its public half, and can be destroyed.
 *
 * <p>Safe for many threads: closing waits for uses under way, and none begins after it.
 */
public final class KemPrivateKey implements AutoCloseable {
  private final KemPublicKey publicKey;
  private final boolean seeded;
  private final GuardedSecret<KemEngine.Decapsulator> secret;

  private KemPrivateKey(
      KemPublicKey publicKey, boolean seeded, GuardedSecret<KemEngine.Decapsulator> secret) {
    this.publicKey = publicKey;
    this.seeded = seeded;
    this.secret = secret;
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

  /** Whether the seed is known: not so for an ML-KEM key that was read in its expanded form. */
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
    return "KemPrivateKey[" + publicKey + "]";
  }

  /** Does something with the seed or, if there is none, the expanded key; it must not keep it. */
  <T> T withSecret(Function<byte[], T> action) {
    return secret.use(action);
  }
}
