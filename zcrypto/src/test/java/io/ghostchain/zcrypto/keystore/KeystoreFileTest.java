package io.ghostchain.zcrypto.keystore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.keystore.KeystoreException.Fault;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreFileTest {
  private static final char[] OLD = "old".toCharArray();
  private static final char[] FRESH = "fresh".toCharArray();

  @TempDir Path folder;
  private KeystoreFile file;

  @BeforeEach
  void nameTheFile() {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "permissions are tested where there are some");
    file = new KeystoreFile(folder.resolve("wallet.key"));
  }

  @Test
  void onlyTheOwnerMayReadTheFileAndNothingElseIsLeft() throws Exception {
    file.create(entry(1), OLD, KeystoreTest.WEAK);
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
    assertEquals(List.of(file.path()), contents());
    assertHolds(1, OLD);
  }

  @Test
  void anExistingFileIsNotOverwritten() throws Exception {
    file.create(entry(1), OLD, KeystoreTest.WEAK);
    assertThrows(
        FileAlreadyExistsException.class, () -> file.create(entry(2), FRESH, KeystoreTest.WEAK));
    assertHolds(1, OLD);
  }

  @Test
  void aFileThatAppearsMeanwhileIsNotOverwritten() throws Exception {
    Files.writeString(file.path(), "somebody else's");
    assertThrows(
        FileAlreadyExistsException.class, () -> new SecretFile(file.path()).create(new byte[] {1}));
    assertEquals("somebody else's", Files.readString(file.path()));
    assertEquals(List.of(file.path()), contents());
  }

  @Test
  void thePassphraseChanges() throws Exception {
    file.create(entry(1), OLD, KeystoreTest.WEAK);
    file.changePassphrase(OLD, FRESH);
    assertHolds(1, FRESH);
    assertEquals(
        Fault.NOT_AUTHENTIC, assertThrows(KeystoreException.class, () -> file.open(OLD)).fault());
    assertEquals(KeystoreTest.WEAK, Keystore.cost(Files.readAllBytes(file.path())));
    assertEquals(List.of(file.path()), contents());
  }

  @Test
  void aWrongOldPassphraseChangesNothing() throws Exception {
    file.create(entry(1), OLD, KeystoreTest.WEAK);
    assertThrows(KeystoreException.class, () -> file.changePassphrase(FRESH, FRESH));
    assertHolds(1, OLD);
  }

  @Test
  void theSecretIsReplaced() throws Exception {
    file.create(entry(1), OLD, KeystoreTest.WEAK);
    file.replace(entry(2), OLD, KeystoreTest.WEAK);
    assertHolds(2, OLD);
  }

  @Test
  void aFileThatOthersMayReadIsRefused() throws Exception {
    file.create(entry(1), OLD, KeystoreTest.WEAK);
    for (String permissions : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx------")) {
      Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(permissions));
      var e = assertThrows(KeystoreException.class, () -> file.open(OLD));
      assertEquals(Fault.PERMISSIONS, e.fault());
      assertTrue(String.valueOf(e.getMessage()).contains("chmod 600"), e.getMessage());
    }
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("r--------"));
    assertHolds(1, OLD);
  }

  @Test
  void aFileOfAnySizeIsReadUpToTheLimitOnly() throws Exception {
    Files.createFile(
        file.path(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file.path(), new byte[Keystore.BYTES_MAX + 1]);
    assertEquals(
        Fault.MALFORMED, assertThrows(KeystoreException.class, () -> file.open(OLD)).fault());
  }

  @Test
  void aMissingFileIsNamed() {
    var e = assertThrows(NoSuchFileException.class, () -> file.open(OLD));
    assertEquals(file.path().toString(), e.getFile());
  }

  private void assertHolds(int secret, char[] passphrase) throws IOException, KeystoreException {
    try (KeystoreEntry entry = file.open(passphrase)) {
      assertArrayEquals(new byte[] {(byte) secret}, entry.secret().bytes());
    }
  }

  private List<Path> contents() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static KeystoreEntry entry(int secret) {
    return new KeystoreEntry("wallet.entropy", SecretBytes.copyOf(new byte[] {(byte) secret}));
  }
}
