package io.ghostchain.walletd;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.walletd.rpc.TokenAuth;
import io.ghostchain.walletkit.PrivateFile;
import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zquic.tls.NodeIdentity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that one walletd owns while it runs: its identity, its token, its wallets and its
 * history. Readable by its owner alone.
 */
final class DataDirectory implements AutoCloseable {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);
  private static final int SEED_BYTES = 32;
  private static final HexFormat HEX = HexFormat.of();

  private final Path root;
  private final FileChannel lockFile;
  private final FileLock lock;

  private DataDirectory(Path root, FileChannel lockFile, FileLock lock) {
    this.root = root;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Where walletd keeps its data when it is not told: as the XDG base directories say. */
  static Path standard() {
    String data = System.getenv("XDG_DATA_HOME");
    Path base =
        data == null || data.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(data);
    return base.resolve("walletd");
  }

  /** Makes what a new folder needs and leaves what is there. */
  static void init(Path root) throws IOException {
    Files.createDirectories(
        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    createSecret(root.resolve("identity"), SEED_BYTES);
    createSecret(root.resolve("walletd.token"), TokenAuth.TOKEN_BYTES);
  }

  /**
   * Takes the folder for this process.
   *
   * @throws DaemonException if another walletd has it, or others may read its secrets
   */
  static DataDirectory open(Path root) throws IOException, DaemonException {
    init(root);
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new DaemonException(
          ExitCode.TEMPORARY,
          "data-directory-in-use",
          "another walletd works on " + root,
          "stop it first, or use another --data-dir");
    }
    return new DataDirectory(root, channel, lock);
  }

  /** The identity that clients pin; the caller closes it. */
  NodeIdentity identity() throws IOException, DaemonException {
    byte[] seed = readSecret(root.resolve("identity"), SEED_BYTES);
    try {
      return NodeIdentity.fromSeed(seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /** The token that clients on loopback show. */
  byte[] token() throws IOException, DaemonException {
    return readSecret(tokenFile(), TokenAuth.TOKEN_BYTES);
  }

  Path tokenFile() {
    return root.resolve("walletd.token").toAbsolutePath();
  }

  Path wallets() {
    return root.resolve("wallets");
  }

  Path history() {
    return root.resolve("history");
  }

  static Path endpointFile(Path root) {
    return root.resolve("walletd.endpoint");
  }

  static Path configFile(Path root) {
    return root.resolve("walletd.toml");
  }

  Path endpointFile() {
    return endpointFile(root);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    lockFile.close();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static void createSecret(Path file, int bytes) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    byte[] line = new byte[2 * bytes + 1];
    try (SecretBytes secret = SecretBytes.random(bytes)) {
      var _ = secret.lend(raw -> writeHex(raw, line));
      line[2 * bytes] = '\n';
      new PrivateFile(file).create(line);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  /** Into bytes and not a String, which could not be wiped. */
  private static byte[] writeHex(byte[] raw, byte[] line) {
    for (int i = 0; i < raw.length; i++) {
      line[2 * i] = (byte) HEX.toHighHexDigit(raw[i]);
      line[2 * i + 1] = (byte) HEX.toLowHexDigit(raw[i]);
    }
    return line;
  }

  static byte[] readSecret(Path file, int bytes) throws IOException, DaemonException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.stream().anyMatch(OTHERS::contains)) {
      throw new DaemonException(
          ExitCode.PERMISSION,
          "secret-readable-by-others",
          file + " has the permissions " + PosixFilePermissions.toString(permissions),
          "chmod 600 " + file);
    }
    byte[] line = Files.readAllBytes(file);
    byte[] secret = new byte[bytes];
    try {
      if (isHex(line, 2 * bytes)) {
        for (int i = 0; i < bytes; i++) {
          secret[i] =
              (byte)
                  (HexFormat.fromHexDigit(line[2 * i]) << 4
                      | HexFormat.fromHexDigit(line[2 * i + 1]));
        }
        return secret;
      }
    } finally {
      Arrays.fill(line, (byte) 0);
    }
    throw new DaemonException(
        ExitCode.DATA,
        "secret-malformed",
        file + ": expected " + 2 * bytes + " hexadecimal digits",
        "restore it from a backup, or remove it: clients then have to be told of the new one");
  }

  /** So many digits, and white space behind them at most. */
  private static boolean isHex(byte[] line, int digits) {
    for (int i = 0; i < line.length; i++) {
      boolean fits =
          i < digits
              ? HexFormat.isHexDigit(line[i])
              : line[i] == '\n' || line[i] == '\r' || line[i] == ' ';
      if (!fits) {
        return false;
      }
    }
    return line.length >= digits;
  }
}
