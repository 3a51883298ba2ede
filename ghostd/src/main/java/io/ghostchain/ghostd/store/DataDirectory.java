package io.ghostchain.ghostd.store;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds one chain, and the lock on it: {@code FORMAT} says what it is and of which
 * genesis, {@code LOCK} is held while it is open.
 */
public final class DataDirectory implements AutoCloseable {
  /** The version of the layout that this software writes and reads. */
  public static final int FORMAT = 1;

  private static final String FORMAT_FILE = "FORMAT";
  private static final String LOCK_FILE = "LOCK";
  private static final String NAME = "ghostd-chain";

  private final Path folder;
  private final FileChannel lock;

  private DataDirectory(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens and locks the folder of a chain, and makes it if it is absent or empty.
   *
   * @throws DaemonException if it is in use, of another format, of another chain, or something else
   */
  public static DataDirectory open(Path folder, Hash genesisHash)
      throws IOException, DaemonException {
    Files.createDirectories(folder);
    FileChannel lock = lock(folder);
    try {
      Path format = folder.resolve(FORMAT_FILE);
      if (Files.exists(format)) {
        check(folder, Files.readString(format), genesisHash);
      } else if (isEmpty(folder)) {
        write(format, genesisHash);
      } else {
        throw new DaemonException(
            ExitCode.DATA,
            "data-foreign",
            folder + " has files but no " + FORMAT_FILE + ": it is not a chain of ghostd",
            "name another directory, or empty this one");
      }
      return new DataDirectory(folder, lock);
    } catch (IOException | DaemonException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** Releases the lock. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static void check(Path folder, String text, Hash genesisHash) throws DaemonException {
    List<String> words = List.of(text.strip().split("\\s+"));
    if (words.size() != 3 || !words.getFirst().equals(NAME)) {
      throw new DaemonException(
          ExitCode.DATA,
          "data-foreign",
          folder.resolve(FORMAT_FILE) + ": expected \"" + NAME + " VERSION GENESIS\"",
          "it is not a chain of ghostd, or was damaged");
    }
    if (!words.get(1).equals(Integer.toString(FORMAT))) {
      throw new DaemonException(
          ExitCode.DATA,
          "data-format",
          folder + " has format " + words.get(1) + ", this ghostd reads format " + FORMAT,
          "use the ghostd that wrote it, or export there and import here");
    }
    if (!words.get(2).equals(genesisHash.toString())) {
      throw new DaemonException(
          ExitCode.DATA,
          "data-other-chain",
          folder + " holds the chain " + words.get(2) + ", the genesis is that of " + genesisHash,
          "name the data directory and the genesis of one chain");
    }
  }

  private static FileChannel lock(Path folder) throws IOException, DaemonException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Object held = null;
    try {
      held = tryLock(channel);
    } finally {
      if (held == null) {
        channel.close();
      }
    }
    if (held == null) {
      throw new DaemonException(
          ExitCode.TEMPORARY,
          "data-locked",
          folder + " is in use by another process",
          "stop the other ghostd, or name another directory");
    }
    return channel;
  }

  private static @Nullable Object tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.allMatch(file -> file.endsWith(LOCK_FILE));
    }
  }

  private static void write(Path format, Hash genesisHash) throws IOException {
    writeDurably(
        format, (NAME + " " + FORMAT + " " + genesisHash + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file so that after a crash either all of it is there or what was there before. */
  public static void writeDurably(Path file, byte[] content) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new FileSystemException(file.toString(), null, "expected a file in a directory");
    }
    Path temporary = parent.resolve(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var buffer = java.nio.ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    FolderDisk.sync(parent);
  }
}
