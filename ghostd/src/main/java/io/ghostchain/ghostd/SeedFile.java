package io.ghostchain.ghostd;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;

/**
 * A file with the 32-byte seed of a key as 64 hexadecimal digits, which only its owner may read.
 * The bytes pass through arrays that are wiped, never through a string.
 */
public final class SeedFile {
  private static final int SEED_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private SeedFile() {}

  /** Writes a fresh seed; never over a file that is there. */
  public static void create(Path file) throws IOException {
    byte[] seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    byte[] text = new byte[2 * SEED_BYTES + 1];
    for (int i = 0; i < SEED_BYTES; i++) {
      text[2 * i] = DIGITS[seed[i] >>> 4 & 15];
      text[2 * i + 1] = DIGITS[seed[i] & 15];
    }
    text[2 * SEED_BYTES] = '\n';
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      ByteBuffer buffer = ByteBuffer.wrap(text);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } finally {
      Arrays.fill(seed, (byte) 0);
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * Reads a seed. The caller wipes it.
   *
   * @throws DaemonException if others may read the file, or it holds something else
   */
  public static byte[] read(Path file) throws IOException, DaemonException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new DaemonException(
          ExitCode.PERMISSION,
          "key-file-open",
          file + " has mode " + PosixFilePermissions.toString(permissions) + ", expected rw-------",
          "run 'chmod 600 " + file + "', and consider whether others have read it");
    }
    byte[] text = Files.readAllBytes(file);
    byte[] seed = new byte[SEED_BYTES];
    try {
      int length = text.length;
      while (length > 0 && Character.isWhitespace(text[length - 1])) {
        length--;
      }
      boolean valid = length == 2 * SEED_BYTES;
      for (int i = 0; valid && i < length; i++) {
        int digit = Character.digit(text[i], 16);
        valid = digit >= 0;
        seed[i / 2] = (byte) (seed[i / 2] << 4 | digit);
      }
      if (!valid) {
        Arrays.fill(seed, (byte) 0);
        throw new DaemonException(
            ExitCode.DATA,
            "key-file-malformed",
            file + ": expected 64 hexadecimal digits",
            "restore the file, or make a new key with 'ghostd init'");
      }
      return seed;
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }
}
