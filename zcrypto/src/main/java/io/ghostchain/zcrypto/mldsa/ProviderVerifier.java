package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcrypto.PublicKey;
import java.util.Arrays;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * Verifies by the provider that zcrypto selected for the scheme, one signature after the other.
 * Contexts are Bouncy Castle's, since the others' interfaces take none.
 */
final class ProviderVerifier extends MlDsaVerifier {
  static final String NAME = "provider";

  @Override
  public String engine() {
    return NAME;
  }

  @Override
  public Workspace workspace() {
    return new Workspace(this);
  }

  @Override
  ExpandedKey[] expandChecked(ParameterSet set, byte[][] keys, Workspace workspace) {
    ExpandedKey[] parsed = new ExpandedKey[keys.length];
    for (int i = 0; i < keys.length; i++) {
      parsed[i] = new ProviderKey(PublicKey.of(set.scheme, keys[i]));
    }
    return parsed;
  }

  @Override
  void verifyChecked(SignatureBatch batch, Workspace workspace) {
    for (int i = 0; i < batch.size(); i++) {
      if (!(batch.keys[i] instanceof ProviderKey key)) {
        throw foreign("another engine");
      }
      batch.verdicts[i] =
          batch.signatureOffsets[i] != SignatureBatch.WRONG_LENGTH && holds(batch, i, key.key());
    }
  }

  private static boolean holds(SignatureBatch batch, int index, PublicKey key) {
    byte[] message =
        part(batch.messages[index], batch.messageOffsets[index], batch.messageLengths[index]);
    byte[] signature =
        part(batch.signatures[index], batch.signatureOffsets[index], key.scheme().signatureBytes());
    byte[] context = batch.contexts[index];
    if (context.length == 0) {
      return key.verify(message, signature);
    }
    MLDSASigner verifier = new MLDSASigner();
    verifier.init(
        false,
        new ParametersWithContext(
            new MLDSAPublicKeyParameters(parameters(key), key.raw()), context));
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  private static MLDSAParameters parameters(PublicKey key) {
    return switch (ParameterSet.of(key.scheme())) {
      case ML_DSA_44 -> MLDSAParameters.ml_dsa_44;
      case ML_DSA_65 -> MLDSAParameters.ml_dsa_65;
      case ML_DSA_87 -> MLDSAParameters.ml_dsa_87;
    };
  }

  private static byte[] part(byte[] array, int offset, int length) {
    return offset == 0 && length == array.length
        ? array
        : Arrays.copyOfRange(array, offset, offset + length);
  }
}
