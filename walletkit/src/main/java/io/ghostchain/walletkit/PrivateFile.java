package io.ghostchain.walletkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that its owner alone may read, written whole or not at all, and on the disk once a method
 * has returned.
 *
 * @param path where it is, or will be
 */
public record PrivateFile(Path path) {
  /**
   * Writes a new file.
   *
   * @throws FileAlreadyExistsException if there is one already; it is left as it is
   */
  public void create(byte[] content) throws IOException {
    write(path, content);
    syncDirectory();
  }

  /** Writes the file anew, or for the first time. */
  public void replace(byte[] content) throws IOException {
    Path temporary = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    write(temporary, content);
    Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    syncDirectory();
  }

  private static void write(Path file, byte[] content) throws IOException {
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  /** Without this a power cut may forget the new name although the bytes are on the disk. */
  private void syncDirectory() throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
