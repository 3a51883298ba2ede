package io.ghostchain.zcrypto;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** ML-DSA (FIPS 204), pure and with an empty context, by Bouncy Castle. */
final class MlDsa {
  private static final SecureRandom RANDOM = new SecureRandom();

  private MlDsa() {}

  static PrivateKey generate(SignatureScheme scheme) {
    byte[] seed = new byte[scheme.seedBytes()];
    RANDOM.nextBytes(seed);
    PrivateKey key = fromSeed(scheme, seed);
    Arrays.fill(seed, (byte) 0);
    return key;
  }

  static PrivateKey fromSeed(SignatureScheme scheme, byte[] seed) {
    byte[] own = seed.clone();
    var key = new MLDSAPrivateKeyParameters(parameters(scheme), own);
    return new PrivateKey(PublicKey.of(scheme, key.getPublicKey()), own);
  }

  static byte[] sign(SignatureScheme scheme, byte[] seed, byte[] message) {
    var signer = new MLDSASigner();
    var key = new MLDSAPrivateKeyParameters(parameters(scheme), seed);
    signer.init(true, new ParametersWithRandom(key, RANDOM));
    signer.update(message, 0, message.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException("signing with " + scheme + " failed", e);
    }
  }

  static boolean verify(
      SignatureScheme scheme, byte[] publicKey, byte[] message, byte[] signature) {
    if (signature.length != scheme.signatureBytes()) {
      return false;
    }
    var verifier = new MLDSASigner();
    verifier.init(false, new MLDSAPublicKeyParameters(parameters(scheme), publicKey));
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  private static MLDSAParameters parameters(SignatureScheme scheme) {
    return switch (scheme) {
      case ML_DSA_44 -> MLDSAParameters.ml_dsa_44;
      case ML_DSA_65 -> MLDSAParameters.ml_dsa_65;
      case ML_DSA_87 -> MLDSAParameters.ml_dsa_87;
    };
  }
}
