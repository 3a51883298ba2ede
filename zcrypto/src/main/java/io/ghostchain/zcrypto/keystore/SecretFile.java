package io.ghostchain.zcrypto.keystore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/**
 * A file that only its owner may read and that changes in one step: the bytes go to a temporary
 * file beside it and to the disk, then the name moves.
 */
record SecretFile(Path path) {
  private static final FileAttribute<?>[] NO_ATTRIBUTES = {};

  /**
   * Writes the file unless there is one.
   *
   * @throws FileAlreadyExistsException if there is one, also if it came into being meanwhile
   */
  void create(byte[] bytes) throws IOException {
    Path temporary = writeBeside(bytes);
    try {
      linkOrMove(temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncDirectory();
  }

  /** Writes the file in place of the one that may be there. */
  void replace(byte[] bytes) throws IOException {
    Path temporary = writeBeside(bytes);
    try {
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncDirectory();
  }

  /** A hard link never overwrites, while a move does; file systems without links get a move. */
  private void linkOrMove(Path temporary) throws IOException {
    try {
      Files.createLink(path, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      if (Files.exists(path)) {
        throw new FileAlreadyExistsException(path.toString());
      }
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Path writeBeside(byte[] bytes) throws IOException {
    Path temporary = Files.createTempFile(directory(), ".keystore", ".tmp", ownerOnly());
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      ByteBuffer source = ByteBuffer.wrap(bytes);
      while (source.hasRemaining()) {
        channel.write(source);
      }
      channel.force(true);
      return temporary;
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return NO_ATTRIBUTES;
    }
    var permissions = PosixFilePermissions.fromString("rw-------");
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
  }

  /** Without this, a power cut may forget the new name although the bytes are on the disk. */
  private void syncDirectory() throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel =
          FileChannel.open(directory(), EnumSet.of(StandardOpenOption.READ))) {
        channel.force(true);
      }
    }
  }

  private Path directory() {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? path.toAbsolutePath() : parent;
  }
}
