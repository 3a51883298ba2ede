package io.ghostchain.zcrypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Key files are read, and then lead to the same key when written, or are refused. */
class KeyFormatsFuzzTest {
  @FuzzTest
  void anyBytesAreAPrivateKeyOrRefused(byte[] bytes) throws KeyFormatException {
    try (PrivateKey key = Pkcs8.read(bytes)) {
      try (PrivateKey again = Pkcs8.read(Pkcs8.write(key))) {
        assertEquals(key.publicKey(), again.publicKey());
      }
    } catch (KeyFormatException refused) {
      assertNotNull(refused.getMessage());
    }
    try (KemPrivateKey key = Pkcs8.readKem(bytes)) {
      try (KemPrivateKey again = Pkcs8.readKem(Pkcs8.write(key))) {
        assertEquals(key.publicKey(), again.publicKey());
      }
    } catch (KeyFormatException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyBytesAreAPublicKeyOrRefused(byte[] bytes) throws KeyFormatException {
    try {
      PublicKey key = SubjectPublicKeyInfo.read(bytes);
      if (key.scheme() != SignatureScheme.SECP256K1) {
        assertArrayEquals(bytes, SubjectPublicKeyInfo.write(key));
      }
    } catch (KeyFormatException refused) {
      assertNotNull(refused.getMessage());
    }
    try {
      assertArrayEquals(bytes, SubjectPublicKeyInfo.write(SubjectPublicKeyInfo.readKem(bytes)));
    } catch (KeyFormatException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyTextIsPemOrRefused(byte[] bytes) throws KeyFormatException {
    try {
      byte[] der = Pem.read(Pkcs8.PEM_LABEL, new String(bytes, ISO_8859_1));
      assertArrayEquals(der, Pem.read(Pkcs8.PEM_LABEL, Pem.write(Pkcs8.PEM_LABEL, der)));
    } catch (KeyFormatException refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
