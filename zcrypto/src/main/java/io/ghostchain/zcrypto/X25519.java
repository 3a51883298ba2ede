package io.ghostchain.zcrypto;

import java.util.Optional;

/**
 * The bare function X25519 (RFC 7748 section 5), for protocols that ask for just that. For sending
 * a secret to a public key use {@link KemScheme#X25519} or, better, {@link KemScheme#X_WING}.
 *
 * <p>Not post-quantum.
 */
public final class X25519 {
  /** Length of a private key, a public key and a shared secret in bytes. */
  public static final int KEY_BYTES = 32;

  private X25519() {}

  /** The public key of a private one: any 32 bytes, which are clamped. */
  public static byte[] publicKey(byte[] privateKey) {
    requireLength(privateKey);
    byte[] publicKey = new byte[KEY_BYTES];
    org.bouncycastle.math.ec.rfc7748.X25519.scalarMultBase(privateKey, 0, publicKey, 0);
    return publicKey;
  }

  /**
   * The secret shared with a peer: nothing if the peer's key is of small order, which makes the
   * secret zero whatever the private key (RFC 7748 section 6.1).
   */
  public static Optional<byte[]> sharedSecret(byte[] privateKey, byte[] publicKey) {
    requireLength(privateKey);
    requireLength(publicKey);
    byte[] secret = new byte[KEY_BYTES];
    boolean agreed =
        org.bouncycastle.math.ec.rfc7748.X25519.calculateAgreement(
            privateKey, 0, publicKey, 0, secret, 0);
    return agreed ? Optional.of(secret) : Optional.empty();
  }

  /** The product even if it is zero, for X-Wing, which does not ask. */
  static byte[] product(byte[] privateKey, byte[] publicKey) {
    byte[] product = new byte[KEY_BYTES];
    org.bouncycastle.math.ec.rfc7748.X25519.scalarMult(privateKey, 0, publicKey, 0, product, 0);
    return product;
  }

  private static void requireLength(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "a key of X25519 has " + KEY_BYTES + " bytes, got " + key.length);
    }
  }
}
