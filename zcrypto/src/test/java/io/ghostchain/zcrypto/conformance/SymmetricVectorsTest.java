package io.ghostchain.zcrypto.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.zcrypto.Hmac;
import io.ghostchain.zcrypto.Kmac256;
import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.aead.Aead;
import io.ghostchain.zcrypto.aead.NotAuthenticException;
import io.ghostchain.zcrypto.kdf.Hkdf;
import io.ghostchain.zcrypto.kdf.Pbkdf2;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wycheproof's cases of authenticated encryption, MACs and key derivation. */
class SymmetricVectorsTest {
  @ParameterizedTest
  @CsvSource({
    "aes_gcm, AES_256_GCM",
    "chacha20_poly1305, CHACHA20_POLY1305",
    "xchacha20_poly1305, XCHACHA20_POLY1305"
  })
  void aead(String file, Aead aead) throws Exception {
    Vectors.wycheproof(
        file, aead + " by SunJCE", group -> unfit(aead, group), (group, test) -> aead(aead, test));
  }

  /** A nonce of a length that the scheme does not have is refused, so invalid cases do run. */
  private static Optional<String> unfit(Aead aead, Json group) {
    if (group.integer("keySize") != 256) {
      return Optional.of("keys of 128 or 192 bits: not offered");
    }
    return aead == Aead.AES_256_GCM && group.integer("ivSize") != 96
        ? Optional.of("nonces of other than 96 bits: not offered")
        : Optional.empty();
  }

  private static void aead(Aead aead, Json test) throws Exception {
    byte[] nonce = test.hex("iv");
    byte[] aad = test.hex("aad");
    byte[] sealed = concat(test.hex("ct"), test.hex("tag"));
    try (SecretBytes key = SecretBytes.taking(test.hex("key"))) {
      if (Vectors.isValid(test)) {
        assertArrayEquals(sealed, aead.seal(key, nonce, aad, test.hex("msg")), test.path());
        assertArrayEquals(test.hex("msg"), aead.open(key, nonce, aad, sealed), test.path());
      } else {
        Class<? extends Exception> refusal =
            nonce.length == aead.nonceBytes()
                ? NotAuthenticException.class
                : IllegalArgumentException.class;
        assertThrows(refusal, () -> aead.open(key, nonce, aad, sealed), test.path());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"hmac_sha256, SHA_256", "hmac_sha512, SHA_512", "hmac_sha3_256, SHA3_256"})
  void hmac(String file, Hmac hmac) throws Exception {
    Vectors.wycheproof(
        file,
        "HMAC " + hmac + " by SunJCE",
        group -> Optional.empty(),
        (group, test) -> {
          byte[] tag = hmac.tag(test.hex("key"), test.hex("msg"));
          int length = group.integer("tagSize") / 8;
          assertEquals(
              Vectors.isValid(test),
              Arrays.equals(test.hex("tag"), Arrays.copyOf(tag, length)),
              test.path());
          if (length == hmac.bytes()) {
            assertEquals(
                Vectors.isValid(test),
                hmac.verify(test.hex("key"), test.hex("tag"), test.hex("msg")),
                test.path());
          }
        });
  }

  @Test
  void kmac256() throws Exception {
    Vectors.wycheproof(
        "kmac256_no_customization",
        "KMAC256 by Bouncy Castle",
        group -> Optional.empty(),
        (group, test) ->
            assertEquals(
                Vectors.isValid(test),
                Kmac256.verify(test.hex("key"), new byte[0], test.hex("tag"), test.hex("msg")),
                test.path()));
  }

  @Test
  void hkdfSha256() throws Exception {
    Vectors.wycheproof(
        "hkdf_sha256",
        "HKDF SHA_256 by the JDK",
        group -> Optional.empty(),
        (group, test) -> {
          try (SecretBytes material = SecretBytes.taking(test.hex("ikm"))) {
            if (Vectors.isValid(test)) {
              try (SecretBytes okm =
                      Hkdf.SHA_256.derive(
                          material, test.hex("salt"), test.hex("info"), test.integer("size"));
                  SecretBytes prk = Hkdf.SHA_256.extract(material, test.hex("salt"));
                  SecretBytes again =
                      Hkdf.SHA_256.expand(prk, test.hex("info"), test.integer("size"))) {
                assertArrayEquals(test.hex("okm"), okm.bytes(), test.path());
                assertArrayEquals(test.hex("okm"), again.bytes(), test.path());
              }
            } else {
              assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      Hkdf.SHA_256.derive(
                          material, test.hex("salt"), test.hex("info"), test.integer("size")),
                  test.path());
            }
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"pbkdf2_hmacsha256, HMAC_SHA_256", "pbkdf2_hmacsha512, HMAC_SHA_512"})
  void pbkdf2(String file, Pbkdf2 pbkdf2) throws Exception {
    Vectors.wycheproof(
        file,
        "PBKDF2 " + pbkdf2,
        group -> Optional.empty(),
        (group, test) -> {
          try (SecretBytes key =
              pbkdf2.derive(
                  test.hex("password"),
                  test.hex("salt"),
                  test.integer("iterationCount"),
                  test.integer("dkLen"))) {
            assertArrayEquals(test.hex("dk"), key.bytes(), test.path());
          }
        });
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
