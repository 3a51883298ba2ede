package io.ghostchain.zcrypto;

import java.util.Optional;

/**
 * ECDSA over secp256k1 on digests made elsewhere, such as the Keccak-256 digests of Ethereum's
 * transactions and of EIP-712: {@link SignatureScheme#SECP256K1} itself signs the SHA-256 of its
 * message.
 *
 * <p>Signatures are r || s of 32 bytes each with the lower s; others do not hold.
 */
public final class Secp256k1 {
  /** Length of a digest in bytes. */
  public static final int DIGEST_BYTES = 32;

  private Secp256k1() {}

  /**
   * A signature from which the public key can be recovered.
   *
   * @param signature r || s
   * @param parity 0 or 1: Ethereum's yParity, or v less 27
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  public record Recoverable(byte[] signature, int parity) {}

  /**
   * Signs a digest.
   *
   * @throws IllegalStateException if the key was destroyed
   */
  public static Recoverable sign(PrivateKey key, byte[] digest) {
    requireScheme(key.scheme());
    requireDigest(digest);
    Ecdsa ecdsa = SignatureEngines.ecdsa();
    byte[] signature = key.withSecret(secret -> ecdsa.sign(secret, digest));
    for (int parity = 0; parity <= 1; parity++) {
      Optional<PublicKey> recovered = recover(digest, signature, parity);
      if (recovered.isPresent() && recovered.get().equals(key.publicKey())) {
        return new Recoverable(signature, parity);
      }
    }
    throw new IllegalStateException("the signature leads to another key");
  }

  /** Whether a signature over a digest was made with a key; never throws for what a peer sent. */
  public static boolean verify(PublicKey key, byte[] digest, byte[] signature) {
    requireScheme(key.scheme());
    return digest.length == DIGEST_BYTES
        && EcdsaRule.admitsKey(key.bytes())
        && EcdsaRule.admitsSignature(signature)
        && SignatureEngines.ecdsa().verifyingDigest(key.bytes()).verify(digest, signature);
  }

  /**
   * The key that made a signature over a digest: nothing if there is none, or if r, s or the parity
   * are out of range.
   *
   * @param parity 0 or 1
   */
  public static Optional<PublicKey> recover(byte[] digest, byte[] signature, int parity) {
    if (digest.length != DIGEST_BYTES
        || parity < 0
        || parity > 1
        || !EcdsaRule.admitsSignature(signature)) {
      return Optional.empty();
    }
    return SignatureEngines.ecdsa()
        .recover(digest, signature, parity)
        .map(SignatureScheme.SECP256K1::publicKey);
  }

  /**
   * The 64 bytes x || y of a key, of whose Keccak-256 an Ethereum address is the end: nothing if
   * the key is not on the curve.
   */
  public static Optional<byte[]> coordinates(PublicKey key) {
    requireScheme(key.scheme());
    return BcEcdsa.coordinates(key.bytes());
  }

  private static void requireScheme(SignatureScheme scheme) {
    if (scheme != SignatureScheme.SECP256K1) {
      throw new IllegalArgumentException("expected a key of SECP256K1, got one of " + scheme);
    }
  }

  private static void requireDigest(byte[] digest) {
    if (digest.length != DIGEST_BYTES) {
      throw new IllegalArgumentException(
          "a digest has " + DIGEST_BYTES + " bytes, got " + digest.length);
    }
  }
}
