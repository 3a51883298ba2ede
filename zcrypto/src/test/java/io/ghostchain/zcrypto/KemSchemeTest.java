package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KEM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KemSchemeTest {
  @ParameterizedTest
  @EnumSource
  void theSecretSentIsTheSecretFound(KemScheme scheme) {
    try (KemPrivateKey key = scheme.generate();
        Encapsulation sent = scheme.publicKey(key.publicKey().raw()).encapsulate()) {
      assertEquals(scheme.ciphertextBytes(), sent.ciphertext().length);
      assertEquals(KemScheme.SHARED_SECRET_BYTES, sent.sharedSecret().length);
      assertArrayEquals(sent.sharedSecret(), key.decapsulate(sent.ciphertext()).orElseThrow());
      byte[] changed = sent.ciphertext().clone();
      changed[0] ^= 1;
      assertFalse(Arrays.equals(sent.sharedSecret(), key.decapsulate(changed).orElse(new byte[0])));
      assertEquals(Optional.empty(), key.decapsulate(new byte[scheme.ciphertextBytes() - 1]));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSeedDeterminesThePair(KemScheme scheme) {
    try (KemPrivateKey key = scheme.generate();
        KemPrivateKey again = scheme.fromSeed(key.seed())) {
      assertEquals(key.publicKey(), again.publicKey());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDestroyedKeyFindsNothing(KemScheme scheme) {
    KemPrivateKey key = scheme.generate();
    byte[] ciphertext = key.publicKey().encapsulate().ciphertext();
    key.close();
    key.close();
    assertTrue(key.isDestroyed());
    assertThrows(IllegalStateException.class, () -> key.decapsulate(ciphertext));
    assertThrows(IllegalStateException.class, key::seed);
  }

  @Test
  void aPointOfSmallOrderIsNoX25519Key() {
    byte[] one = new byte[32];
    one[0] = 1;
    assertThrows(IllegalArgumentException.class, () -> KemScheme.X25519.publicKey(one));
    try (KemPrivateKey key = KemScheme.X25519.generate()) {
      assertEquals(Optional.empty(), key.decapsulate(one));
    }
  }

  /** The JDK has the same DHKEM, and is no part of ours. */
  @Test
  void theJdkFindsWhatX25519Sent() throws Exception {
    try (KemPrivateKey key = KemScheme.X25519.generate();
        Encapsulation sent = key.publicKey().encapsulate()) {
      var theirs =
          KeyFactory.getInstance("X25519")
              .generatePrivate(new PKCS8EncodedKeySpec(Pkcs8.write(key)));
      assertArrayEquals(
          sent.sharedSecret(),
          KEM.getInstance("DHKEM")
              .newDecapsulator(theirs)
              .decapsulate(sent.ciphertext())
              .getEncoded());
    }
  }
}
