package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureSchemeTest {
  @ParameterizedTest
  @EnumSource
  void aSignatureHoldsForItsMessageAlone(SignatureScheme scheme) {
    try (PrivateKey key = scheme.fromSeed(new byte[scheme.seedBytes()])) {
      byte[] message = {1, 2, 3};
      byte[] signature = key.sign(message);
      assertEquals(scheme.signatureBytes(), signature.length);
      assertTrue(key.publicKey().verify(message, signature));
      assertFalse(key.publicKey().verify(new byte[] {1, 2, 4}, signature));
      signature[7] ^= 1;
      assertFalse(key.publicKey().verify(message, signature));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDestroyedKeySignsNothing(SignatureScheme scheme) {
    PrivateKey key = scheme.generate();
    key.close();
    assertThrows(IllegalStateException.class, () -> key.sign(new byte[1]));
    assertThrows(IllegalStateException.class, key::seed);
  }
}
