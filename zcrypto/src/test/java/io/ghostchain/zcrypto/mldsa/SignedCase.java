package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcrypto.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** A key, a context, a message and a signature by Bouncy Castle, deterministic by its seed. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record SignedCase(
    SignatureScheme scheme, byte[] key, byte[] context, byte[] message, byte[] signature) {
  public static final List<SignatureScheme> SCHEMES =
      List.of(SignatureScheme.ML_DSA_44, SignatureScheme.ML_DSA_65, SignatureScheme.ML_DSA_87);

  private static final byte[] NO_CONTEXT = {};

  /** One of any scheme, without context, with a message of up to 400 bytes. */
  public static SignedCase random(RandomGenerator random) {
    SignatureScheme scheme = SCHEMES.get(random.nextInt(SCHEMES.size()));
    return sign(scheme, random, NO_CONTEXT, bytes(random, random.nextInt(400)));
  }

  public static SignedCase sign(
      SignatureScheme scheme, RandomGenerator random, byte[] context, byte[] message) {
    var key = new MLDSAPrivateKeyParameters(parameters(scheme), bytes(random, 32));
    var signer = new MLDSASigner();
    signer.init(true, new ParametersWithContext(key, context));
    signer.update(message, 0, message.length);
    try {
      return new SignedCase(
          scheme, key.getPublicKey(), context, message, signer.generateSignature());
    } catch (CryptoException e) {
      throw new AssertionError(e);
    }
  }

  public static List<SignedCase> some(RandomGenerator random, int count) {
    List<SignedCase> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(random(random));
    }
    return some;
  }

  public static byte[] bytes(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Whether Bouncy Castle says that it holds. */
  public boolean holds() {
    if (signature.length != scheme.signatureBytes()) {
      return false;
    }
    var verifier = new MLDSASigner();
    verifier.init(
        false,
        new ParametersWithContext(new MLDSAPublicKeyParameters(parameters(scheme), key), context));
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  public SignedCase withSignature(byte[] other) {
    return new SignedCase(scheme, key, context, message, other);
  }

  public SignedCase withMessage(byte[] other) {
    return new SignedCase(scheme, key, context, other, signature);
  }

  public SignedCase withKey(byte[] other) {
    return new SignedCase(scheme, other, context, message, signature);
  }

  private static MLDSAParameters parameters(SignatureScheme scheme) {
    return switch (ParameterSet.of(scheme)) {
      case ML_DSA_44 -> MLDSAParameters.ml_dsa_44;
      case ML_DSA_65 -> MLDSAParameters.ml_dsa_65;
      case ML_DSA_87 -> MLDSAParameters.ml_dsa_87;
    };
  }
}
