package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.Property;
import io.ghostchain.testkit.vectors.VectorFile;
import io.ghostchain.testkit.vectors.VectorRun;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatsTest {
  private static final byte[] MESSAGE = {1, 2, 3};

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_NONE,
      names = "SLH_DSA_(SHA2_(192|256)S|SHAKE_(128|192|256)S)")
  void aWrittenKeyIsReadAgain(SignatureScheme scheme) throws Exception {
    try (PrivateKey key = scheme.generate();
        PrivateKey read = Pkcs8.read(Pkcs8.write(key))) {
      assertArrayEquals(key.seed(), read.seed());
      assertEquals(key.publicKey(), read.publicKey());
      assertEquals(
          key.publicKey(), SubjectPublicKeyInfo.read(SubjectPublicKeyInfo.write(key.publicKey())));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrittenKemKeyIsReadAgain(KemScheme scheme) throws Exception {
    try (KemPrivateKey key = scheme.generate();
        KemPrivateKey read = Pkcs8.readKem(Pkcs8.write(key))) {
      assertArrayEquals(key.seed(), read.seed());
      assertEquals(
          key.publicKey(),
          SubjectPublicKeyInfo.readKem(SubjectPublicKeyInfo.write(key.publicKey())));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ML_DSA_44", "ML_DSA_65", "ML_DSA_87", "ED25519", "SECP256K1"})
  void bouncyCastleReadsWhatWeWrite(SignatureScheme scheme) throws Exception {
    try (PrivateKey key = scheme.generate()) {
      var secret = PrivateKeyFactory.createKey(Pkcs8.write(key));
      assertTrue(secret.isPrivate());
      if (secret instanceof MLDSAPrivateKeyParameters mlDsa) {
        assertArrayEquals(key.seed(), mlDsa.getSeed());
      }
      assertFalse(
          PublicKeyFactory.createKey(SubjectPublicKeyInfo.write(key.publicKey())).isPrivate());
    }
  }

  @ParameterizedTest
  @CsvSource({"44, ML_DSA_44", "65, ML_DSA_65", "87, ML_DSA_87"})
  void rfc9881Examples(String set, SignatureScheme scheme) throws Exception {
    byte[] seed = new byte[32];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = (byte) i;
    }
    PublicKey publicKey =
        SubjectPublicKeyInfo.read(example("9881/ML-DSA-" + set + ".pub", "PUBLIC KEY"));
    assertEquals(scheme, publicKey.scheme());
    for (String form : List.of("seed", "expanded", "both")) {
      byte[] der = example("9881/ML-DSA-" + set + "-" + form + ".priv", "PRIVATE KEY");
      try (PrivateKey key = Pkcs8.read(der)) {
        assertEquals(publicKey, key.publicKey(), form);
        assertTrue(publicKey.verify(MESSAGE, key.sign(MESSAGE)), form);
        assertEquals(!form.equals("expanded"), key.hasSeed());
        if (key.hasSeed()) {
          assertArrayEquals(seed, key.seed());
        }
        if (!form.equals("both")) {
          assertArrayEquals(der, Pkcs8.write(key), form);
        }
      }
    }
    assertArrayEquals(
        example("9881/ML-DSA-" + set + ".pub", "PUBLIC KEY"),
        SubjectPublicKeyInfo.write(publicKey));
  }

  @ParameterizedTest
  @CsvSource({
    "1, the expanded key does not follow from the seed beside it",
    "2, the expanded key's tr is not the hash of its public key",
    "3, the expanded key's t0 does not follow from its s1 and s2"
  })
  void rfc9881BadExamples(String number, String complaint) {
    var refused =
        assertThrows(
            KeyFormatException.class,
            () -> Pkcs8.read(example("9881/bad-ML-DSA-44-" + number + ".priv", "PRIVATE KEY")));
    assertEquals(complaint, refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"512, ML_KEM_512", "768, ML_KEM_768", "1024, ML_KEM_1024"})
  void rfc9935Examples(String set, KemScheme scheme) throws Exception {
    byte[] publicDer = example("9935/ML-KEM-" + set + ".pub", "PUBLIC KEY");
    KemPublicKey publicKey = SubjectPublicKeyInfo.readKem(publicDer);
    assertEquals(scheme, publicKey.scheme());
    assertArrayEquals(publicDer, SubjectPublicKeyInfo.write(publicKey));
    for (String form : List.of("seed", "expanded", "both")) {
      byte[] der = example("9935/ML-KEM-" + set + "-" + form + ".priv", "PRIVATE KEY");
      try (KemPrivateKey key = Pkcs8.readKem(der);
          Encapsulation sent = publicKey.encapsulate()) {
        assertEquals(publicKey, key.publicKey(), form);
        assertArrayEquals(
            sent.sharedSecret(), key.decapsulate(sent.ciphertext()).orElseThrow(), form);
        if (!form.equals("both")) {
          assertArrayEquals(der, Pkcs8.write(key), form);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "4"})
  void rfc9935BadExamples(String number) {
    assertThrows(
        KeyFormatException.class,
        () -> Pkcs8.readKem(example("9935/bad-ML-KEM-512-" + number + ".priv", "PRIVATE KEY")));
  }

  @Test
  void rfc9909Example() throws Exception {
    byte[] der = example("9909/id-slh-dsa-sha2-128s.priv", "PRIVATE KEY");
    PublicKey publicKey =
        SubjectPublicKeyInfo.read(example("9909/id-slh-dsa-sha2-128s.pub", "PUBLIC KEY"));
    try (PrivateKey key = Pkcs8.read(der)) {
      assertEquals(publicKey, key.publicKey());
      assertArrayEquals(der, Pkcs8.write(key));
    }
    der[der.length - 1] ^= 1;
    assertThrows(KeyFormatException.class, () -> Pkcs8.read(der));
  }

  @Test
  void aComplaintNamesTheByteAndWhatWasExpectedThere() {
    byte[] der = Pkcs8.write(SignatureScheme.ED25519.fromSeed(new byte[32]));
    assertComplaint("at byte 0: expected PrivateKeyInfo (tag 30), found the end", new byte[0]);
    assertComplaint(
        "at byte 2: expected 46 bytes of PrivateKeyInfo, found the end after 45",
        Arrays.copyOf(der, der.length - 1));
    assertComplaint(
        "at byte 48: expected the end of PrivateKeyInfo, found 1 bytes",
        Arrays.copyOf(der, der.length + 1));
    byte[] wrongTag = der.clone();
    wrongTag[5] = 0x31;
    assertComplaint("at byte 5: expected the AlgorithmIdentifier (tag 30), found tag 31", wrongTag);
    byte[] otherAlgorithm = der.clone();
    otherAlgorithm[11] = 0x71;
    assertComplaint(
        "expected the algorithm to be a signature scheme of ours, found 1.3.101.113",
        otherAlgorithm);
    byte[] longLength = new byte[der.length + 1];
    System.arraycopy(der, 1, longLength, 2, der.length - 1);
    longLength[0] = 0x30;
    longLength[1] = (byte) 0x81;
    assertComplaint(
        "at byte 2: expected the length of PrivateKeyInfo in its shortest form", longLength);
  }

  @Property(cases = 30)
  void aChangedByteNeverBreaksTheReader(RandomGenerator random) {
    for (SignatureScheme scheme :
        List.of(SignatureScheme.ED25519, SignatureScheme.SECP256K1, SignatureScheme.ML_DSA_44)) {
      byte[] der;
      try (PrivateKey key = scheme.generate()) {
        der = Pkcs8.write(key);
      }
      der[random.nextInt(der.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        Pkcs8.read(der).close();
      } catch (KeyFormatException refused) {
        assertFalse(String.valueOf(refused.getMessage()).isEmpty());
      }
    }
  }

  @Test
  void pemIsReadStrictly() throws Exception {
    byte[] der = new byte[100];
    String pem = Pem.write("PUBLIC KEY", der);
    assertArrayEquals(der, Pem.read("PUBLIC KEY", pem));
    assertThrows(KeyFormatException.class, () -> Pem.read("PRIVATE KEY", pem));
    assertThrows(KeyFormatException.class, () -> Pem.read("PUBLIC KEY", "x" + pem));
    assertThrows(KeyFormatException.class, () -> Pem.read("PUBLIC KEY", pem + pem));
    assertThrows(
        KeyFormatException.class, () -> Pem.read("PUBLIC KEY", pem.replace("AAAA", "A?AA")));
    assertThrows(KeyFormatException.class, () -> Pem.read("PUBLIC KEY", ""));
  }

  private static void assertComplaint(String expected, byte[] der) {
    assertEquals(
        expected, assertThrows(KeyFormatException.class, () -> Pkcs8.read(der)).getMessage());
  }

  private static byte[] example(String name, String label) throws KeyFormatException {
    VectorFile file = new VectorFile("rfc/" + name + ".gz");
    try (VectorRun run = file.run("our DER")) {
      run.expect(1);
      run.ran();
    }
    return Pem.read(label, file.text());
  }
}
