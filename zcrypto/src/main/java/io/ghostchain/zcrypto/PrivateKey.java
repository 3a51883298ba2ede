package io.ghostchain.zcrypto;

import java.util.Arrays;

/**
 * A private key that can be destroyed. Held as its seed; {@link #close} wipes it.
 *
 * <p>Safe for use by several threads, as long as none uses it after it was closed.
 */
public final class PrivateKey implements AutoCloseable {
  private final PublicKey publicKey;
  private final byte[] seed;
  private volatile boolean destroyed;

  PrivateKey(PublicKey publicKey, byte[] seed) {
    this.publicKey = publicKey;
    this.seed = seed;
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
    requireAlive();
    return MlDsa.sign(scheme(), seed, message);
  }

  /**
   * A copy of the seed, for storing it encrypted. The caller wipes the copy.
   *
   * @throws IllegalStateException if the key was destroyed
   */
  public byte[] seed() {
    requireAlive();
    return seed.clone();
  }

  /** Whether {@link #close} was called. */
  public boolean isDestroyed() {
    return destroyed;
  }

  /** Wipes the secret. Closing twice is harmless. */
  @Override
  public void close() {
    destroyed = true;
    Arrays.fill(seed, (byte) 0);
  }

  /** Names the public half only. */
  @Override
  public String toString() {
    return "PrivateKey[" + publicKey + "]";
  }

  private void requireAlive() {
    if (destroyed) {
      throw new IllegalStateException("the private key was destroyed");
    }
  }
}
