package io.ghostchain.ghostd.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One folder as the store sees it: the seam at which tests fill the disk, tear writes and flip
 * bits.
 */
interface Disk {
  /** Names of the files, ascending. */
  List<String> list() throws IOException;

  /** Opens a file, and makes it if it is absent. */
  DiskFile open(String name) throws IOException;

  /** The whole of a file, which nobody writes to again, until the arena is closed. */
  MemorySegment map(String name, Arena arena) throws IOException;

  /** Gives a file another name, in place of a file that had it. */
  void rename(String from, String to) throws IOException;

  /** Deletes a file that is there. */
  void delete(String name) throws IOException;

  /** Makes additions to and deletions from the folder survive a loss of power. */
  void sync() throws IOException;

  /** For messages: where the file is. */
  String path(String name);

  /** One open file. Not thread-safe but for {@link #read}. */
  interface DiskFile extends AutoCloseable {
    long size() throws IOException;

    /**
     * Fills the buffer from a position.
     *
     * @throws java.io.EOFException if the file ends before
     */
    void read(ByteBuffer target, long position) throws IOException;

    /** Writes all of the buffer at a position. */
    void write(ByteBuffer source, long position) throws IOException;

    /** Cuts the file. */
    void truncate(long size) throws IOException;

    /** Makes what was written survive a loss of power: fdatasync(2). */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
  }
}
