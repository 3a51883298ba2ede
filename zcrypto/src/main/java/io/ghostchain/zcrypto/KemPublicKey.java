package io.ghostchain.zcrypto;

import java.util.Arrays;

/** A public key to send secrets to: a scheme and its raw bytes. Immutable. */
public final class KemPublicKey {
  private final KemScheme scheme;
  private final byte[] raw;

  private KemPublicKey(KemScheme scheme, byte[] raw) {
    this.scheme = scheme;
    this.raw = raw;
  }

  /**
   * A public key from its raw bytes.
   *
   * @throws IllegalArgumentException see {@link KemScheme#publicKey}
   */
  public static KemPublicKey of(KemScheme scheme, byte[] raw) {
    if (raw.length != scheme.publicKeyBytes()) {
      throw new IllegalArgumentException(
          "a public key of %s has %d bytes, got %d"
              .formatted(scheme, scheme.publicKeyBytes(), raw.length));
    }
    byte[] own = raw.clone();
    if (!KemEngines.admitsKey(scheme, own)) {
      throw new IllegalArgumentException("the bytes are no public key of " + scheme);
    }
    return new KemPublicKey(scheme, own);
  }

  /** The scheme this key belongs to. */
  public KemScheme scheme() {
    return scheme;
  }

  /** A copy of the raw bytes. */
  public byte[] raw() {
    return raw.clone();
  }

  /** A fresh secret, and the ciphertext in which the holder of the private key will find it. */
  public Encapsulation encapsulate() {
    return scheme.selection().engine().encapsulate(raw, Entropy.RANDOM);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KemPublicKey that
        && scheme == that.scheme
        && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  /** The scheme and the first bytes of SHA-256 of the key. */
  @Override
  public String toString() {
    return scheme + ":" + Hash.sha256(raw).toString().substring(0, 16);
  }

  /** The raw bytes themselves, for who neither changes nor keeps them. */
  byte[] bytes() {
    return raw;
  }
}
