package io.ghostchain.zcrypto.keystore;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.aead.Aead;
import io.ghostchain.zcrypto.kdf.Argon2id;
import io.ghostchain.zcrypto.keystore.KeystoreException.Fault;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeystoreTest {
  /** As cheap as Argon2id gets, for tests alone. */
  static final Argon2id WEAK = new Argon2id(8, 1, 1);

  private static final char[] PASSPHRASE = "correct horse".toCharArray();
  private static final byte[] SECRET = "seed".getBytes(US_ASCII);

  /** Offsets of docs/internals/keystore.md. */
  private static final int VERSION_AT = 8;

  private static final int MEMORY_AT = 10;
  private static final int ITERATIONS_AT = 14;
  private static final int PARALLELISM_AT = 18;
  private static final int AEAD_AT = 19;
  private static final int SALT_AT = 20;

  @ParameterizedTest
  @EnumSource
  void whatWasSealedOpens(Aead aead) throws KeystoreException {
    byte[] file = seal(aead);
    try (KeystoreEntry entry = Keystore.open(file, PASSPHRASE)) {
      assertEquals("node.identity", entry.label());
      assertArrayEquals(SECRET, entry.secret().bytes());
    }
  }

  @Test
  void theDefaultCostsAreThoseOfRfc9106() throws KeystoreException {
    byte[] file = Keystore.seal(entry(), PASSPHRASE);
    assertEquals(new Argon2id(65536, 3, 4), Keystore.cost(file));
    assertEquals(Aead.XCHACHA20_POLY1305.id(), file[AEAD_AT]);
    Keystore.open(file, PASSPHRASE).close();
  }

  /** A file of version 1 as it was first written: later programs must go on reading it. */
  @Test
  void aFileOfVersion1Opens() throws KeystoreException {
    byte[] file =
        HexFormat.of()
            .parseHex(
                "47484f53544b4559010100000008000000010103ab8e48ec1b5538f7e8ac370ac692a37a1b9f1981589ef62c9b995b9b9282fd45dd0985da468119e30d6e6f64652e6964656e74697479802b3575f6592b2194d19e5cb4a3944e1246e273");
    try (KeystoreEntry entry = Keystore.open(file, PASSPHRASE)) {
      assertEquals("node.identity", entry.label());
      assertArrayEquals(SECRET, entry.secret().bytes());
    }
  }

  @Test
  void noTwoFilesAreAlike() {
    byte[] first = seal(Aead.XCHACHA20_POLY1305);
    byte[] second = seal(Aead.XCHACHA20_POLY1305);
    assertFalse(Arrays.equals(first, SALT_AT, SALT_AT + 16, second, SALT_AT, SALT_AT + 16));
    assertFalse(Arrays.equals(first, SALT_AT + 16, 60, second, SALT_AT + 16, 60));
  }

  @Test
  void everyFlippedBitIsRefused() {
    byte[] file = seal(Aead.XCHACHA20_POLY1305);
    for (int bit = 0; bit < 8 * file.length; bit++) {
      if (asksForManyMegabytes(bit)) {
        continue;
      }
      byte[] changed = file.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(KeystoreException.class, () -> Keystore.open(changed, PASSPHRASE), "bit " + bit);
    }
  }

  /** The bits of 64, 128 and 256 MiB: legal, so refused like their neighbours after seconds. */
  private static boolean asksForManyMegabytes(int bit) {
    return bit >= 8 * (MEMORY_AT + 1) && bit <= 8 * (MEMORY_AT + 1) + 2;
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] file = seal(Aead.AES_256_GCM);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(KeystoreException.class, () -> Keystore.open(cut, PASSPHRASE));
    }
    assertEquals(Fault.NOT_AUTHENTIC, fault(Arrays.copyOf(file, file.length + 1)));
  }

  @Test
  void aWrongPassphraseIsRefused() {
    byte[] file = seal(Aead.XCHACHA20_POLY1305);
    var e =
        assertThrows(
            KeystoreException.class, () -> Keystore.open(file, "wrong horse".toCharArray()));
    assertEquals(Fault.NOT_AUTHENTIC, e.fault());
  }

  @Test
  void accentsMayBeTypedEitherWay() throws KeystoreException {
    byte[] file = Keystore.seal(entry(), "caf\u00e9".toCharArray(), WEAK, Aead.XCHACHA20_POLY1305);
    Keystore.open(file, "cafe\u0301".toCharArray()).close();
  }

  @Test
  void costsOutOfBoundsAreRefusedBeforeTheyAreSpent() {
    byte[] file = seal(Aead.XCHACHA20_POLY1305);
    assertEquals(Fault.TOO_COSTLY, fault(with(file, MEMORY_AT, 2 << 20)));
    assertEquals(Fault.TOO_COSTLY, fault(with(file, MEMORY_AT, -1)));
    assertEquals(Fault.TOO_COSTLY, fault(with(file, MEMORY_AT, 7)));
    assertEquals(Fault.TOO_COSTLY, fault(with(file, ITERATIONS_AT, Integer.MAX_VALUE)));
    assertEquals(Fault.TOO_COSTLY, fault(with(file, ITERATIONS_AT, 0)));
    byte[] lanes = file.clone();
    lanes[PARALLELISM_AT] = (byte) 255;
    assertEquals(Fault.TOO_COSTLY, fault(lanes));
  }

  @Test
  void aFileOfSomethingElseIsNamedSo() {
    assertEquals(Fault.FOREIGN, fault("{\"crypto\":{}}".getBytes(US_ASCII)));
    assertEquals(Fault.FOREIGN, fault(new byte[0]));
    byte[] later = seal(Aead.XCHACHA20_POLY1305);
    later[VERSION_AT] = 2;
    assertEquals(Fault.UNSUPPORTED, fault(later));
    byte[] otherCipher = seal(Aead.XCHACHA20_POLY1305);
    otherCipher[AEAD_AT] = 9;
    assertEquals(Fault.UNSUPPORTED, fault(otherCipher));
  }

  @Test
  void labelsAndLengthsAreBounded() {
    var secret = SecretBytes.random(1);
    assertThrows(IllegalArgumentException.class, () -> new KeystoreEntry("", secret));
    assertThrows(IllegalArgumentException.class, () -> new KeystoreEntry("A", secret));
    assertThrows(IllegalArgumentException.class, () -> new KeystoreEntry("a".repeat(65), secret));
    var long1 = SecretBytes.taking(new byte[KeystoreEntry.SECRET_BYTES_MAX + 1]);
    assertThrows(IllegalArgumentException.class, () -> new KeystoreEntry("a", long1));
  }

  @Test
  void theLongestSecretFits() throws KeystoreException {
    var label = "a".repeat(KeystoreEntry.LABEL_CHARS_MAX);
    var secret = SecretBytes.random(KeystoreEntry.SECRET_BYTES_MAX);
    byte[] file =
        Keystore.seal(new KeystoreEntry(label, secret), PASSPHRASE, WEAK, Aead.XCHACHA20_POLY1305);
    assertEquals(Keystore.BYTES_MAX, file.length);
    try (KeystoreEntry entry = Keystore.open(file, PASSPHRASE)) {
      assertTrue(secret.sameAs(entry.secret()));
    }
  }

  private static Fault fault(byte[] file) {
    return assertThrows(KeystoreException.class, () -> Keystore.open(file, PASSPHRASE)).fault();
  }

  private static byte[] with(byte[] file, int at, int value) {
    byte[] changed = file.clone();
    ByteBuffer.wrap(changed).putInt(at, value);
    return changed;
  }

  private static byte[] seal(Aead aead) {
    return Keystore.seal(entry(), PASSPHRASE, WEAK, aead);
  }

  private static KeystoreEntry entry() {
    return new KeystoreEntry("node.identity", SecretBytes.copyOf(SECRET));
  }
}
