package io.ghostchain.zcrypto.keystore;

import io.ghostchain.zcrypto.aead.Aead;
import io.ghostchain.zcrypto.kdf.Argon2id;
import io.ghostchain.zcrypto.keystore.KeystoreException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * A keystore on disk. Only its owner may read it; a write appears whole or not at all, and survives
 * a power cut once the method has returned.
 *
 * <p>Safe for use by several threads and processes as far as that goes: the last write wins.
 *
 * @param path where the file is, or will be
 */
public record KeystoreFile(Path path) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /**
   * Writes a new file with the default costs.
   *
   * @throws FileAlreadyExistsException if there is a file already; it is left as it is
   */
  public void create(KeystoreEntry entry, char[] passphrase) throws IOException {
    create(entry, passphrase, Argon2id.DEFAULT);
  }

  /**
   * Writes a new file.
   *
   * @throws FileAlreadyExistsException if there is a file already; it is left as it is
   */
  public void create(KeystoreEntry entry, char[] passphrase, Argon2id cost) throws IOException {
    if (Files.exists(path)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    byte[] sealed = Keystore.seal(entry, passphrase, cost, Aead.XCHACHA20_POLY1305);
    new SecretFile(path).create(sealed);
  }

  /** Writes the file anew, or for the first time. */
  public void replace(KeystoreEntry entry, char[] passphrase, Argon2id cost) throws IOException {
    new SecretFile(path).replace(Keystore.seal(entry, passphrase, cost, Aead.XCHACHA20_POLY1305));
  }

  /**
   * Opens the file; the caller closes the entry.
   *
   * @throws NoSuchFileException if there is none
   * @throws KeystoreException if others may read it, or it is not a keystore, or it does not open
   */
  public KeystoreEntry open(char[] passphrase) throws IOException, KeystoreException {
    return Keystore.open(read(), passphrase);
  }

  /**
   * Encrypts the entry under another passphrase, with the same costs. The old file may still be
   * found in backups and freed disk blocks, under the old passphrase.
   */
  public void changePassphrase(char[] old, char[] fresh) throws IOException, KeystoreException {
    byte[] file = read();
    try (KeystoreEntry entry = Keystore.open(file, old)) {
      replace(entry, fresh, Keystore.cost(file));
    }
  }

  private byte[] read() throws IOException, KeystoreException {
    requireOwnerOnly();
    try (InputStream in = Files.newInputStream(path)) {
      byte[] file = in.readNBytes(Keystore.BYTES_MAX + 1);
      if (file.length > Keystore.BYTES_MAX) {
        throw new KeystoreException(
            Fault.MALFORMED,
            path + " is no keystore: it is longer than " + Keystore.BYTES_MAX + " bytes");
      }
      return file;
    }
  }

  private void requireOwnerOnly() throws IOException, KeystoreException {
    var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new KeystoreException(
          Fault.PERMISSIONS,
          path
              + " has the permissions "
              + PosixFilePermissions.toString(permissions)
              + " and may have none but its owner's: chmod 600 it");
    }
  }
}
