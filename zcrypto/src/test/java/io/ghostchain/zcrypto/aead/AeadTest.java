package io.ghostchain.zcrypto.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.SecretBytes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.modes.XChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AeadTest {
  /** draft-irtf-cfrg-xchacha section 2.2.1. */
  @Test
  void hChaCha20HasThePublishedSubkey() {
    byte[] key =
        HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    byte[] nonce = HexFormat.of().parseHex("000000090000004a0000000031415927");
    assertEquals(
        "82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc",
        HexFormat.of().formatHex(HChaCha20.subkey(key, nonce)));
  }

  @Property(cases = 30)
  void bouncyCastleAgreesOnXChaCha20(RandomGenerator random) throws Exception {
    byte[] key = bytes(random, 32);
    byte[] nonce = bytes(random, 24);
    byte[] aad = bytes(random, random.nextInt(40));
    byte[] message = bytes(random, random.nextInt(1000));
    var oracle = new XChaCha20Poly1305();
    oracle.init(true, new AEADParameters(new KeyParameter(key), 128, nonce, aad));
    byte[] expected = new byte[oracle.getOutputSize(message.length)];
    int written = oracle.processBytes(message, 0, message.length, expected, 0);
    oracle.doFinal(expected, written);
    assertArrayEquals(
        expected, Aead.XCHACHA20_POLY1305.seal(SecretBytes.copyOf(key), nonce, aad, message));
  }

  @ParameterizedTest
  @EnumSource
  void whateverIsChangedNothingOpens(Aead aead) throws NotAuthenticException {
    SecretBytes key = aead.generateKey();
    byte[] nonce = aead.randomNonce();
    byte[] aad = {1, 2};
    byte[] message = {3, 4, 5};
    byte[] sealed = aead.seal(key, nonce, aad, message);
    assertEquals(message.length + Aead.TAG_BYTES, sealed.length);
    assertArrayEquals(message, aead.open(key, nonce, aad, sealed));
    for (int bit = 0; bit < 8 * sealed.length; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(aead, key, nonce, aad, changed);
    }
    for (int length = 0; length < sealed.length; length++) {
      assertRefused(aead, key, nonce, aad, Arrays.copyOf(sealed, length));
    }
    byte[] otherNonce = nonce.clone();
    otherNonce[nonce.length - 1] ^= 1;
    assertRefused(aead, key, otherNonce, aad, sealed);
    byte[] otherStart = nonce.clone();
    otherStart[0] ^= 1;
    assertRefused(aead, key, otherStart, aad, sealed);
    assertRefused(aead, key, nonce, new byte[] {1}, sealed);
    assertRefused(aead, aead.generateKey(), nonce, aad, sealed);
  }

  @ParameterizedTest
  @EnumSource
  void keysAndNoncesOfAnotherLengthAreRefused(Aead aead) {
    byte[] none = new byte[0];
    var key = aead.generateKey();
    assertThrows(
        IllegalArgumentException.class,
        () -> aead.seal(SecretBytes.random(16), aead.randomNonce(), none, none));
    assertThrows(
        IllegalArgumentException.class,
        () -> aead.seal(key, new byte[aead.nonceBytes() - 1], none, none));
    key.close();
    assertThrows(IllegalStateException.class, () -> aead.seal(key, aead.randomNonce(), none, none));
  }

  @ParameterizedTest
  @EnumSource
  void idsReadBack(Aead aead) {
    assertEquals(aead, Aead.ofId(aead.id()));
    assertThrows(IllegalArgumentException.class, () -> Aead.ofId(0));
  }

  /** One class, one message, no cause: nothing tells why. */
  private static void assertRefused(
      Aead aead, SecretBytes key, byte[] nonce, byte[] aad, byte[] sealed) {
    var e = assertThrows(NotAuthenticException.class, () -> aead.open(key, nonce, aad, sealed));
    assertEquals(new NotAuthenticException().getMessage(), e.getMessage());
    assertEquals(null, e.getCause());
  }

  private static byte[] bytes(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
