package io.ghostchain.zcrypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * Pure ML-DSA (FIPS 204 section 5.2) by Bouncy Castle, hedged with fresh randomness (section 3.4).
 *
 * @param context the context string, empty for the schemes of their own
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
record BcMlDsa(MLDSAParameters parameters, byte[] context, SecureRandom random)
    implements SignatureEngine {
  private static final byte[] NO_CONTEXT = {};

  /** With an empty context. */
  static BcMlDsa pure(MLDSAParameters parameters) {
    return new BcMlDsa(parameters, NO_CONTEXT, Entropy.RANDOM);
  }

  /** The raw public key of a seed (FIPS 204 algorithm 6). */
  static byte[] publicKey(MLDSAParameters parameters, byte[] seed) {
    // Destroying the key wipes the very array it was made from.
    var key = new MLDSAPrivateKeyParameters(parameters, seed.clone());
    try {
      return key.getPublicKey();
    } finally {
      key.destroy();
    }
  }

  /** The expanded private key of a seed (FIPS 204 algorithm 24). */
  static byte[] expanded(MLDSAParameters parameters, byte[] seed) {
    var key = new MLDSAPrivateKeyParameters(parameters, seed.clone());
    byte[] expanded = key.getEncoded();
    key.destroy();
    return expanded;
  }

  @Override
  public CryptoProvider provider() {
    return CryptoProvider.BC;
  }

  @Override
  public SigningKey signingKey(byte[] seed, byte[] publicKey) {
    return signingKey(seed);
  }

  /**
   * A key for signing.
   *
   * @param secret a seed, or an expanded private key (FIPS 204 algorithm 24)
   */
  SigningKey signingKey(byte[] secret) {
    return new Key(new MLDSAPrivateKeyParameters(parameters, secret.clone()));
  }

  @Override
  public VerifyingKey verifyingKey(byte[] publicKey) {
    var key = new MLDSAPublicKeyParameters(parameters, publicKey);
    return (message, signature) -> {
      var verifier = new MLDSASigner();
      verifier.init(false, new ParametersWithContext(key, context));
      verifier.update(message, 0, message.length);
      return verifier.verifySignature(signature);
    };
  }

  private final class Key implements SigningKey {
    private final MLDSAPrivateKeyParameters key;

    Key(MLDSAPrivateKeyParameters key) {
      this.key = key;
    }

    @Override
    public byte[] sign(byte[] message) {
      var signer = new MLDSASigner();
      signer.init(true, new ParametersWithContext(new ParametersWithRandom(key, random), context));
      signer.update(message, 0, message.length);
      try {
        return signer.generateSignature();
      } catch (CryptoException e) {
        throw new IllegalStateException("Bouncy Castle failed to sign with ML-DSA", e);
      }
    }

    @Override
    public void close() {
      key.destroy();
    }
  }
}
