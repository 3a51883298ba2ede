package io.ghostchain.ghostd.store;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder of the file system. */
final class FolderDisk implements Disk {
  /** The JDK copies what it reads and writes through a direct buffer as large as the request. */
  private static final int CHUNK_BYTES = 256 << 10;

  private final Path folder;

  private FolderDisk(Path folder) {
    this.folder = folder;
  }

  /** The folder, made if it is absent. */
  static FolderDisk at(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new FolderDisk(folder);
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Override
  public DiskFile open(String name) throws IOException {
    Path file = folder.resolve(name);
    return new ChannelFile(
        file,
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  @Override
  public MemorySegment map(String name, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve(name), StandardOpenOption.READ)) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(folder.resolve(name));
  }

  @Override
  public void sync() throws IOException {
    sync(folder);
  }

  @Override
  public String path(String name) {
    return folder.resolve(name).toString();
  }

  /** Makes a folder's entries survive a loss of power. */
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private record ChannelFile(Path path, FileChannel channel) implements DiskFile {
    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void read(ByteBuffer target, long position) throws IOException {
      long at = position;
      int end = target.limit();
      while (target.position() < end) {
        target.limit(Math.min(end, target.position() + CHUNK_BYTES));
        int count;
        try {
          count = channel.read(target, at);
        } catch (IOException e) {
          throw failed(path, "reading at " + at, e);
        }
        if (count < 0) {
          throw new EOFException(path + ": the file ends at " + at);
        }
        at += count;
      }
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      long at = position;
      int end = source.limit();
      while (source.position() < end) {
        source.limit(Math.min(end, source.position() + CHUNK_BYTES));
        try {
          at += channel.write(source, at);
        } catch (IOException e) {
          throw failed(path, "writing at " + at, e);
        }
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      try {
        channel.truncate(size);
      } catch (IOException e) {
        throw failed(path, "cutting at " + size, e);
      }
    }

    @Override
    public void sync() throws IOException {
      try {
        channel.force(false);
      } catch (IOException e) {
        throw failed(path, "syncing", e);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** The JDK says what failed, but not of which file. */
  private static IOException failed(Path file, String action, IOException cause) {
    return new IOException(file + ": " + action + " failed: " + cause.getMessage(), cause);
  }
}
