package io.ghostchain.zcrypto;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 (RFC 8032 section 5.1) by Bouncy Castle. */
record BcEd25519() implements SignatureEngine {
  /** The raw public key of a seed. */
  static byte[] publicKey(byte[] seed) {
    byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    return publicKey;
  }

  @Override
  public CryptoProvider provider() {
    return CryptoProvider.BC;
  }

  @Override
  public SigningKey signingKey(byte[] seed, byte[] publicKey) {
    return new Key(seed.clone(), publicKey.clone());
  }

  @Override
  public VerifyingKey verifyingKey(byte[] publicKey) {
    Ed25519.PublicPoint point = Ed25519.validatePublicKeyPartialExport(publicKey, 0);
    if (point == null) {
      return VerifyingKey.OF_NOTHING;
    }
    // Its equation does not tell an R with a component of small order from one without.
    return (message, signature) ->
        Ed25519.verify(signature, 0, point, message, 0, message.length)
            && Ed25519.validatePublicKeyFull(signature, 0);
  }

  /**
   * Signs with the public key at hand, which saves a scalar multiplication. The key is the one that
   * was derived from the seed: signing for another would give the seed away.
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  private record Key(byte[] seed, byte[] publicKey) implements SigningKey {
    @Override
    public byte[] sign(byte[] message) {
      byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
      Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
      return signature;
    }

    @Override
    public void close() {
      Arrays.fill(seed, (byte) 0);
    }
  }
}
