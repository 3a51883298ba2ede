package io.ghostchain.benchmarks.verify;

import io.ghostchain.zcrypto.SubjectPublicKeyInfo;
import io.ghostchain.zcrypto.mldsa.ExpandedKey;
import io.ghostchain.zcrypto.mldsa.MlDsaVerifier;
import io.ghostchain.zcrypto.mldsa.SignatureBatch;
import io.ghostchain.zcrypto.mldsa.Workspace;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Objects;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** Ours and the others. Every one parses its keys beforehand, but for those that are fresh. */
final class Contenders {
  private Contenders() {}

  /** Keys expanded beforehand, {@code count} signatures a batch. */
  static Contender expanded(MlDsaVerifier verifier, Signed signed) {
    Workspace workspace = verifier.workspace();
    ExpandedKey[] keys = verifier.expand(signed.scheme(), signed.keys(), workspace);
    SignatureBatch batch = new SignatureBatch();
    return (indices, from, count) -> {
      batch.clear();
      for (int i = from; i < from + count; i++) {
        int index = indices[i];
        batch.add(keys[index], signed.messages()[index], signed.signatures()[index]);
      }
      verifier.verify(batch, workspace);
      return batch.allHold();
    };
  }

  /** Keys expanded beforehand, one signature after the other. */
  static Contender single(MlDsaVerifier verifier, Signed signed) {
    Workspace workspace = verifier.workspace();
    ExpandedKey[] keys = verifier.expand(signed.scheme(), signed.keys(), workspace);
    return (indices, from, count) -> {
      boolean all = true;
      for (int i = from; i < from + count; i++) {
        int index = indices[i];
        all &=
            verifier.verify(
                keys[index], signed.messages()[index], signed.signatures()[index], workspace);
      }
      return all;
    };
  }

  /** Keys never seen: expanded for this one signature, as many together as are verified. */
  static Contender fresh(MlDsaVerifier verifier, Signed signed) {
    Workspace workspace = verifier.workspace();
    SignatureBatch batch = new SignatureBatch();
    return (indices, from, count) -> {
      byte[][] raw = new byte[count][];
      for (int i = 0; i < count; i++) {
        raw[i] = signed.keys()[indices[from + i]];
      }
      ExpandedKey[] keys = verifier.expand(signed.scheme(), raw, workspace);
      batch.clear();
      for (int i = 0; i < count; i++) {
        int index = indices[from + i];
        batch.add(keys[i], signed.messages()[index], signed.signatures()[index]);
      }
      verifier.verify(batch, workspace);
      return batch.allHold();
    };
  }

  /** Bouncy Castle without the JCA, its fastest form. */
  static Contender bouncyCastle(Signed signed) {
    MLDSAParameters parameters =
        switch (signed.scheme()) {
          case ML_DSA_44 -> MLDSAParameters.ml_dsa_44;
          case ML_DSA_65 -> MLDSAParameters.ml_dsa_65;
          default -> MLDSAParameters.ml_dsa_87;
        };
    MLDSAPublicKeyParameters[] keys = new MLDSAPublicKeyParameters[signed.count()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new MLDSAPublicKeyParameters(parameters, signed.keys()[i]);
    }
    MLDSASigner verifier = new MLDSASigner();
    return (indices, from, count) -> {
      boolean all = true;
      for (int i = from; i < from + count; i++) {
        int index = indices[i];
        byte[] message = signed.messages()[index];
        verifier.init(false, keys[index]);
        verifier.update(message, 0, message.length);
        all &= verifier.verifySignature(signed.signatures()[index]);
      }
      return all;
    };
  }

  static Contender jdk(Signed signed) throws GeneralSecurityException {
    return jca(signed, Objects.requireNonNull(Security.getProvider("SUN")));
  }

  static Contender conscrypt(Signed signed) throws GeneralSecurityException {
    return jca(signed, org.conscrypt.Conscrypt.newProvider());
  }

  static Contender corretto(Signed signed) throws GeneralSecurityException {
    return jca(signed, com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider.INSTANCE);
  }

  /** A provider of the JCA, with parsed keys and one Signature object. */
  private static Contender jca(Signed signed, Provider provider) throws GeneralSecurityException {
    String algorithm = signed.scheme().standardName();
    // Corretto calls all sets by the family's name.
    String name = provider.getService("Signature", algorithm) == null ? "ML-DSA" : algorithm;
    KeyFactory factory = KeyFactory.getInstance(name, provider);
    PublicKey[] keys = new PublicKey[signed.count()];
    for (int i = 0; i < keys.length; i++) {
      byte[] encoded = SubjectPublicKeyInfo.write(signed.scheme().publicKey(signed.keys()[i]));
      keys[i] = factory.generatePublic(new X509EncodedKeySpec(encoded));
    }
    Signature verifier = Signature.getInstance(name, provider);
    return (indices, from, count) -> {
      boolean all = true;
      for (int i = from; i < from + count; i++) {
        int index = indices[i];
        verifier.initVerify(keys[index]);
        verifier.update(signed.messages()[index]);
        all &= verifier.verify(signed.signatures()[index]);
      }
      return all;
    };
  }
}
