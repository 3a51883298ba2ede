package io.ghostchain.protocol.testing;

import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.nio.ByteBuffer;

/** Real key pairs that are the same in every run. */
public final class TestKeys {
  private TestKeys() {}

  /** The key pair of a scheme and a number. */
  public static PrivateKey of(SignatureScheme scheme, int number) {
    return scheme.fromSeed(ByteBuffer.allocate(scheme.seedBytes()).putInt(number).array());
  }

  /** The ML-DSA-44 key pair of a number. */
  public static PrivateKey mlDsa44(int number) {
    return of(SignatureScheme.ML_DSA_44, number);
  }
}
