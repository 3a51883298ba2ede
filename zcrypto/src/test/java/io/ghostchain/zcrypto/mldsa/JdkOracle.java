package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcrypto.SubjectPublicKeyInfo;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;

/** The JDK's own ML-DSA, which shares no code with ours or Bouncy Castle's. */
final class JdkOracle {
  private JdkOracle() {}

  /** Whether it says that a case without context holds. */
  static boolean holds(SignedCase of) {
    String name = of.scheme().standardName();
    try {
      byte[] encoded = SubjectPublicKeyInfo.write(of.scheme().publicKey(of.key()));
      Signature verifier = Signature.getInstance(name, "SUN");
      verifier.initVerify(
          KeyFactory.getInstance(name, "SUN").generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update(of.message());
      return verifier.verify(of.signature());
    } catch (SignatureException refused) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
