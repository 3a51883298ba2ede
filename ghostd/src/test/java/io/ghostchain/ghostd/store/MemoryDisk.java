package io.ghostchain.ghostd.store;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** A disk in memory that can be full, fail to sync, and lose power, also amid its work. */
final class MemoryDisk implements Disk {
  private final TreeMap<String, Content> files = new TreeMap<>();
  private long bytesLeft = Long.MAX_VALUE;
  private boolean syncFails;
  private long operationsLeft = Long.MAX_VALUE;

  /** The names that would survive a loss of power. */
  private TreeMap<String, Content> syncedNames = new TreeMap<>();

  /** What a file holds, and what of it would survive a loss of power. */
  private static final class Content {
    byte[] now = new byte[0];
    byte[] synced = new byte[0];
  }

  /** From now on at most this many bytes can be added. */
  void limit(long bytes) {
    bytesLeft = bytes;
  }

  void failSyncs() {
    syncFails = true;
  }

  /** After this many changes it takes no more, as if the power were lost then. */
  void stopAfter(long operations) {
    operationsLeft = operations;
  }

  /** Every file goes back to what was synced, and so do the names of all. */
  void losePowerAndNames() {
    files.clear();
    files.putAll(syncedNames);
    losePower();
  }

  /** Every file goes back to what was synced. */
  void losePower() {
    files.values().forEach(content -> content.now = content.synced.clone());
    operationsLeft = Long.MAX_VALUE;
  }

  byte[] content(String name) {
    return Objects.requireNonNull(files.get(name)).now.clone();
  }

  void replace(String name, byte[] bytes) {
    var content = new Content();
    content.now = bytes.clone();
    content.synced = bytes.clone();
    files.put(name, content);
    syncedNames.put(name, content);
  }

  MemoryDisk copy() {
    var copy = new MemoryDisk();
    files.forEach((name, content) -> copy.replace(name, content.now));
    return copy;
  }

  @Override
  public List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public DiskFile open(String name) throws IOException {
    if (!files.containsKey(name)) {
      change();
    }
    return new MemoryFile(files.computeIfAbsent(name, n -> new Content()));
  }

  @Override
  public MemorySegment map(String name, Arena arena) {
    return MemorySegment.ofArray(Objects.requireNonNull(files.get(name)).now);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    change();
    files.put(to, Objects.requireNonNull(files.remove(from)));
  }

  @Override
  public void delete(String name) throws IOException {
    change();
    files.remove(name);
  }

  @Override
  public void sync() throws IOException {
    change();
    syncedNames = new TreeMap<>(files);
  }

  @Override
  public String path(String name) {
    return "memory/" + name;
  }

  private void change() throws IOException {
    if (operationsLeft <= 0) {
      throw new IOException("the power is lost");
    }
    operationsLeft--;
  }

  private final class MemoryFile implements DiskFile {
    private final Content content;

    MemoryFile(Content content) {
      this.content = content;
    }

    @Override
    public long size() {
      return content.now.length;
    }

    @Override
    public void read(ByteBuffer target, long position) throws IOException {
      if (position + target.remaining() > content.now.length) {
        throw new EOFException("the file ends at " + content.now.length);
      }
      target.put(content.now, (int) position, target.remaining());
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      change();
      int wanted = source.remaining();
      long grows = Math.max(0, position + wanted - content.now.length);
      int written = (int) (grows <= bytesLeft ? wanted : Math.max(0, wanted - (grows - bytesLeft)));
      if (position + written > content.now.length) {
        content.now = Arrays.copyOf(content.now, (int) position + written);
      }
      source.get(content.now, (int) position, written);
      bytesLeft -= Math.min(grows, bytesLeft);
      if (written < wanted) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      change();
      content.now = Arrays.copyOf(content.now, (int) Math.min(size, content.now.length));
    }

    @Override
    public void sync() throws IOException {
      change();
      if (syncFails) {
        throw new IOException("Input/output error");
      }
      content.synced = content.now.clone();
    }

    @Override
    public void close() {}
  }
}
