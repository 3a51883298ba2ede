package io.ghostchain.zcrypto;

import java.util.Arrays;

/** A public key: a scheme and its raw bytes, as the scheme's standard encodes them. */
public final class PublicKey {
  private final SignatureScheme scheme;
  private final byte[] raw;

  private PublicKey(SignatureScheme scheme, byte[] raw) {
    this.scheme = scheme;
    this.raw = raw;
  }

  /**
   * A public key from its raw bytes.
   *
   * @throws IllegalArgumentException if the scheme's keys have another length
   */
  public static PublicKey of(SignatureScheme scheme, byte[] raw) {
    if (raw.length != scheme.publicKeyBytes()) {
      throw new IllegalArgumentException(
          "a public key of "
              + scheme
              + " has "
              + scheme.publicKeyBytes()
              + " bytes, got "
              + raw.length);
    }
    return new PublicKey(scheme, raw.clone());
  }

  /** The scheme this key belongs to. */
  public SignatureScheme scheme() {
    return scheme;
  }

  /** A copy of the raw bytes. */
  public byte[] raw() {
    return raw.clone();
  }

  /**
   * Whether {@code signature} over {@code message} was made with this key. False for a signature of
   * any other form or length; never throws for what a peer sent.
   */
  public boolean verify(byte[] message, byte[] signature) {
    return MlDsa.verify(scheme, raw, message, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKey that && scheme == that.scheme && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  /** The scheme and the first bytes of SHA-256 of the key: enough to tell keys apart in a log. */
  @Override
  public String toString() {
    return scheme + ":" + Hash.sha256(raw).toString().substring(0, 16);
  }
}
