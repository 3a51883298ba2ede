package io.ghostchain.zcrypto;

import java.util.function.Predicate;

/**
 * An engine behind the rules of its scheme, so that every provider accepts the same keys and
 * signatures.
 *
 * @param admitsKey whether bytes may be a public key at all
 * @param admitsSignature whether bytes may be a signature at all
 */
record StrictSignatureEngine(
    SignatureEngine inner, Predicate<byte[]> admitsKey, Predicate<byte[]> admitsSignature)
    implements SignatureEngine {
  @Override
  public CryptoProvider provider() {
    return inner.provider();
  }

  @Override
  public SigningKey signingKey(byte[] seed, byte[] publicKey) {
    return inner.signingKey(seed, publicKey);
  }

  @Override
  public VerifyingKey verifyingKey(byte[] publicKey) {
    if (!admitsKey.test(publicKey)) {
      return VerifyingKey.OF_NOTHING;
    }
    VerifyingKey key = inner.verifyingKey(publicKey);
    return (message, signature) ->
        admitsSignature.test(signature) && key.verify(message, signature);
  }
}
