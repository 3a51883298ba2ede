package io.ghostchain.zcrypto.kdf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.zcrypto.Hmac;
import io.ghostchain.zcrypto.SecretBytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KdfTest {
  /** RFC 5869 section 2.3 spelled out: T(1) = HMAC(PRK, info || 1), T(2) = HMAC(PRK, T(1)...). */
  @ParameterizedTest
  @EnumSource
  void hkdfIsItsDefinition(Hkdf hkdf) {
    Hmac hmac = hkdf == Hkdf.SHA_256 ? Hmac.SHA_256 : Hmac.SHA_512;
    byte[] material = "material".getBytes(US_ASCII);
    byte[] salt = "salt".getBytes(US_ASCII);
    byte[] info = "info".getBytes(US_ASCII);
    byte[] prk = hmac.tag(salt, material);
    byte[] first = hmac.tag(prk, info, new byte[] {1});
    byte[] second = hmac.tag(prk, first, info, new byte[] {2});
    byte[] okm = hkdf.derive(SecretBytes.copyOf(material), salt, info, hmac.bytes() + 5).bytes();
    assertArrayEquals(first, Arrays.copyOf(okm, hmac.bytes()));
    assertArrayEquals(Arrays.copyOf(second, 5), Arrays.copyOfRange(okm, hmac.bytes(), okm.length));
    assertArrayEquals(prk, hkdf.extract(SecretBytes.copyOf(material), salt).bytes());
  }

  @Test
  void hkdfTakesEmptySaltAndInfo() {
    var material = SecretBytes.random(16);
    byte[] none = new byte[0];
    byte[] prk = Hmac.SHA_256.tag(new byte[32], material.bytes());
    assertArrayEquals(
        Hmac.SHA_256.tag(prk, new byte[] {1}),
        Hkdf.SHA_256.derive(material, none, none, 32).bytes());
  }

  @ParameterizedTest
  @EnumSource
  void hkdfRefusesLengthsThatItCannotGive(Hkdf hkdf) {
    var key = SecretBytes.random(64);
    byte[] none = new byte[0];
    assertThrows(IllegalArgumentException.class, () -> hkdf.expand(key, none, 0));
    assertThrows(
        IllegalArgumentException.class, () -> hkdf.expand(key, none, hkdf.lengthMax() + 1));
    assertEquals(hkdf.lengthMax(), hkdf.expand(key, none, hkdf.lengthMax()).length());
    assertThrows(
        IllegalArgumentException.class, () -> hkdf.expand(SecretBytes.random(31), none, 1));
  }

  @Test
  void pbkdf2IsBounded() {
    byte[] some = {1};
    Pbkdf2 pbkdf2 = Pbkdf2.HMAC_SHA_256;
    assertThrows(IllegalArgumentException.class, () -> pbkdf2.derive(some, some, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> pbkdf2.derive(some, some, 10_000_001, 1));
    assertThrows(IllegalArgumentException.class, () -> pbkdf2.derive(some, some, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> pbkdf2.derive(some, some, 1, 1025));
  }
}
