package io.ghostchain.zcrypto;

import java.util.Optional;

/**
 * ECDSA over secp256k1 (SEC 1 section 4.1) on digests of 32 bytes, by one provider. Signatures are
 * r || s, each of 32 bytes, with the lower of the two possible s; nonces follow RFC 6979.
 *
 * <p>Whoever calls has checked the ranges of r and s with {@link EcdsaRule}.
 */
interface Ecdsa {
  CryptoProvider provider();

  byte[] sign(byte[] secret, byte[] digest);

  /** The check for one key, parsed for reuse; it holds for nothing if the bytes are no key. */
  VerifyingKey verifyingDigest(byte[] publicKey);

  /**
   * The compressed public key under which a signature verifies.
   *
   * @param parity the lowest bit of the y coordinate of the signature's point
   */
  Optional<byte[]> recover(byte[] digest, byte[] signature, int parity);
}
