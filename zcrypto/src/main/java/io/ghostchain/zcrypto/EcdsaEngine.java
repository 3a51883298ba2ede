package io.ghostchain.zcrypto;

import java.util.Arrays;

/** ECDSA over secp256k1 with SHA-256. The seed is the secret scalar, big-endian. */
record EcdsaEngine(Ecdsa ecdsa) implements SignatureEngine {
  @Override
  public CryptoProvider provider() {
    return ecdsa.provider();
  }

  @Override
  public SigningKey signingKey(byte[] seed, byte[] publicKey) {
    return new Key(ecdsa, seed.clone());
  }

  @Override
  public VerifyingKey verifyingKey(byte[] publicKey) {
    VerifyingKey digests = ecdsa.verifyingDigest(publicKey);
    return (message, signature) -> digests.verify(Hash.sha256(message).bytes(), signature);
  }

  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  private record Key(Ecdsa ecdsa, byte[] secret) implements SigningKey {
    @Override
    public byte[] sign(byte[] message) {
      return ecdsa.sign(secret, Hash.sha256(message).bytes());
    }

    @Override
    public void close() {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
