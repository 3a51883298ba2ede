package io.ghostchain.zcrypto;

/**
 * One provider's implementation of one signature scheme. Stateless: any thread may use it.
 *
 * <p>Lengths and the rules that a scheme adds to its provider are checked before an engine is
 * asked, see {@link StrictSignatureEngine}.
 */
interface SignatureEngine {
  /** Who does the arithmetic. */
  CryptoProvider provider();

  /**
   * A key for signing. The engine keeps no reference to the seed.
   *
   * @param publicKey the raw public key that belongs to the seed
   */
  SigningKey signingKey(byte[] seed, byte[] publicKey);

  /**
   * A key for verifying, parsed for reuse; one that holds for no signature if the bytes are no key.
   */
  VerifyingKey verifyingKey(byte[] publicKey);
}
