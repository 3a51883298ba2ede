package io.ghostchain.zcrypto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A public key: a scheme and its raw bytes, as the scheme's standard encodes them.
 *
 * <p>Immutable but for a cache: the first verification parses the key for its provider, the next
 * ones find it parsed.
 */
public final class PublicKey {
  private final SignatureScheme scheme;
  private final byte[] raw;
  private volatile @Nullable Parsed parsed;

  private record Parsed(SignatureEngine engine, VerifyingKey key) {}

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
   * Puts the raw bytes into an array, which spares a copy that is only looked at.
   *
   * @return how many they are
   * @throws IndexOutOfBoundsException if the array is too short
   */
  public int put(byte[] target, int offset) {
    System.arraycopy(raw, 0, target, offset, raw.length);
    return raw.length;
  }

  /**
   * Whether {@code signature} over {@code message} was made with this key. False for a signature of
   * any other form or length; never throws for what a peer sent.
   */
  public boolean verify(byte[] message, byte[] signature) {
    return verify(scheme.selection().engine(), message, signature);
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

  /** The raw bytes themselves, for who neither changes nor keeps them. */
  byte[] bytes() {
    return raw;
  }

  /** Verifies with a given engine of the scheme; the very engine, so that its cache is its own. */
  @SuppressWarnings("ReferenceEquality")
  boolean verify(SignatureEngine engine, byte[] message, byte[] signature) {
    Parsed known = parsed;
    if (known == null || known.engine() != engine) {
      known = new Parsed(engine, engine.verifyingKey(raw));
      parsed = known;
    }
    return known.key().verify(message, signature);
  }
}
