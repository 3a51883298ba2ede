package io.ghostchain.walletd.keys;

import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletkit.PrivateFile;
import io.ghostchain.walletkit.WalletFile;
import io.ghostchain.walletkit.WalletFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The folder of wallet files, a file a wallet, each readable by its owner alone. */
final class WalletDirectory {
  private static final String SUFFIX = ".wallet";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path folder;

  WalletDirectory(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /**
   * Checks a name for a wallet.
   *
   * @throws Refusal if it could not be one
   */
  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Refusal.invalid(
          "BAD_WALLET_NAME",
          "expected a wallet's name of 1 to 32 characters of a-z, 0-9, - and _, got \""
              + name
              + "\"");
    }
  }

  /**
   * Reads every wallet.
   *
   * @throws WalletDirectoryException naming the file that is damaged or that others may read
   */
  Map<String, WalletFile> readAll() throws IOException, WalletDirectoryException {
    Map<String, WalletFile> wallets = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String base = String.valueOf(file.getFileName());
        wallets.put(base.substring(0, base.length() - SUFFIX.length()), read(file));
      }
    }
    return wallets;
  }

  /** Writes a wallet that is new. */
  void create(String name, WalletFile wallet) {
    try {
      file(name).create(wallet.encode());
    } catch (FileAlreadyExistsException exists) {
      throw Refusal.exists("WALLET_EXISTS", "there is a wallet " + name + " already");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the wallet " + name, e);
    }
  }

  /** Writes a wallet anew. */
  void replace(String name, WalletFile wallet) {
    try {
      file(name).replace(wallet.encode());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the wallet " + name, e);
    }
  }

  void delete(String name) {
    try {
      Files.deleteIfExists(file(name).path());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the wallet " + name, e);
    }
  }

  private PrivateFile file(String name) {
    requireName(name);
    return new PrivateFile(folder.resolve(name + SUFFIX));
  }

  private static WalletFile read(Path file) throws IOException, WalletDirectoryException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new WalletDirectoryException(
          file
              + " may be read or written by others ("
              + PosixFilePermissions.toString(permissions)
              + "): chmod 600 it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return WalletFile.decode(in.readNBytes(WalletFile.BYTES + 1));
    } catch (WalletFileException damaged) {
      throw new WalletDirectoryException(file + ": " + damaged.getMessage());
    }
  }
}
