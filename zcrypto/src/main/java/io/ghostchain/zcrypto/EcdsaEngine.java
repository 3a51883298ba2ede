package io.ghostchain.zcrypto;

import java.util.Arrays;

/**
 * ECDSA over secp256k1 on messages. The seed is the secret scalar, big-endian.
 *
 * @param digest with 32 bytes of output, of what is signed: SHA-256, or Ethereum's Keccak-256
 */
record EcdsaEngine(Ecdsa ecdsa, HashAlgorithm digest) implements SignatureEngine {
  @Override
  public CryptoProvider provider() {
    return ecdsa.provider();
  }

  @Override
  public SigningKey signingKey(byte[] seed, byte[] publicKey) {
    return new Key(ecdsa, digest, seed.clone());
  }

  @Override
  public VerifyingKey verifyingKey(byte[] publicKey) {
    VerifyingKey digests = ecdsa.verifyingDigest(publicKey);
    return (message, signature) -> digests.verify(digest.hash(message), signature);
  }

  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  private record Key(Ecdsa ecdsa, HashAlgorithm digest, byte[] secret) implements SigningKey {
    @Override
    public byte[] sign(byte[] message) {
      return ecdsa.sign(secret, digest.hash(message));
    }

    @Override
    public void close() {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
