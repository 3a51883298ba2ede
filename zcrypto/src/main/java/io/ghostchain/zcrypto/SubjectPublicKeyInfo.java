package io.ghostchain.zcrypto;

import java.util.Arrays;

/**
 * Public keys in X.509's SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7): RFC 9881 for ML-DSA, RFC
 * 9909 for SLH-DSA, RFC 9935 for ML-KEM, RFC 8410 for Ed25519 and X25519, RFC 5480 for secp256k1,
 * the drafts for the hybrids.
 */
public final class SubjectPublicKeyInfo {
  /** The label of such a key in PEM (RFC 7468 section 13). */
  public static final String PEM_LABEL = "PUBLIC KEY";

  private static final String NAME = "SubjectPublicKeyInfo";

  private SubjectPublicKeyInfo() {}

  /** A key for verifying signatures, in DER; secp256k1's point uncompressed, as others write it. */
  public static byte[] write(PublicKey key) {
    byte[] raw =
        key.scheme() == SignatureScheme.SECP256K1
            ? Secp256k1.coordinates(key)
                .map(xy -> Bytes.concatenate(new byte[] {4}, xy))
                .orElseThrow(() -> new IllegalArgumentException("a point that is not on the curve"))
            : key.bytes();
    return Der.sequence(key.scheme().algorithmIdentifier(), Der.bitString(raw));
  }

  /** A key for encapsulating, in DER. */
  public static byte[] write(KemPublicKey key) {
    return Der.sequence(key.scheme().algorithmIdentifier(), Der.bitString(key.bytes()));
  }

  /**
   * A key for verifying signatures.
   *
   * @throws KeyFormatException if the bytes are not strict DER, or of another kind of key
   */
  public static PublicKey read(byte[] der) throws KeyFormatException {
    Parts parts = parts(der);
    SignatureScheme scheme = KeyAlgorithms.signatureScheme(parts.algorithm());
    byte[] raw = parts.key();
    if (scheme == SignatureScheme.SECP256K1 && raw.length == 65) {
      raw = compress(raw);
    }
    if (raw.length != scheme.publicKeyBytes()) {
      throw new KeyFormatException(
          "a public key of %s has %d bytes, got %d"
              .formatted(scheme, scheme.publicKeyBytes(), raw.length));
    }
    return PublicKey.of(scheme, raw);
  }

  /**
   * A key for encapsulating.
   *
   * @throws KeyFormatException if the bytes are not strict DER, or of another kind of key
   */
  public static KemPublicKey readKem(byte[] der) throws KeyFormatException {
    Parts parts = parts(der);
    try {
      return KemPublicKey.of(KeyAlgorithms.kemScheme(parts.algorithm()), parts.key());
    } catch (IllegalArgumentException e) {
      throw new KeyFormatException(e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  private record Parts(byte[] algorithm, byte[] key) {}

  private static Parts parts(byte[] der) throws KeyFormatException {
    DerReader whole = new DerReader(der);
    DerReader info = whole.enter(Der.SEQUENCE, NAME);
    whole.end(NAME);
    byte[] algorithm = info.whole(Der.SEQUENCE, "the AlgorithmIdentifier");
    byte[] key = info.bitString("subjectPublicKey");
    info.end(NAME);
    return new Parts(algorithm, key);
  }

  /** The compressed form of an uncompressed point (SEC 1 section 2.3.3) on the curve. */
  static byte[] compress(byte[] point) throws KeyFormatException {
    byte[] compressed = Arrays.copyOf(point, 33);
    compressed[0] = (byte) (2 + (point[64] & 1));
    byte[] xy = BcEcdsa.coordinates(compressed).orElse(new byte[0]);
    if (point[0] != 4 || !Arrays.equals(xy, Arrays.copyOfRange(point, 1, 65))) {
      throw new KeyFormatException("the public key is no point of secp256k1");
    }
    return compressed;
  }
}
