package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.store.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes one table of a run from its first entry to its last. Owned by one thread.
 *
 * <p>{@link #next} says where in {@link #buffer} the next entry is to be put.
 */
final class RunTableWriter {
  private static final int BUFFER_PAGES = 16;

  private final DiskFile file;
  private final int entryBytes;
  private final int entriesPerPage;
  private final int salt;
  private final byte[] buffer = new byte[BUFFER_PAGES * RunPage.BYTES];
  private long page;
  private int pageAt;
  private int inPage;
  private int entries;

  RunTableWriter(DiskFile file, RunTable table, long firstPage, int salt) {
    this.file = file;
    this.entryBytes = table.entryBytes();
    this.entriesPerPage = table.entriesPerPage();
    this.salt = salt;
    this.page = firstPage;
  }

  byte[] buffer() {
    return buffer;
  }

  /** Where the next entry begins. What stands there before is anything. */
  int next() throws IOException {
    if (inPage == entriesPerPage) {
      seal();
    }
    entries = Math.incrementExact(entries);
    return pageAt + inPage++ * entryBytes;
  }

  /** Entries so far. */
  int entries() {
    return entries;
  }

  /** Writes what is left. */
  void finish() throws IOException {
    if (inPage > 0) {
      seal();
    }
    flush();
  }

  private void seal() throws IOException {
    Arrays.fill(buffer, pageAt + inPage * entryBytes, pageAt + RunPage.ROOM, (byte) 0);
    RunPage.seal(buffer, pageAt, page++, salt);
    inPage = 0;
    pageAt += RunPage.BYTES;
    if (pageAt == buffer.length) {
      flush();
    }
  }

  private void flush() throws IOException {
    long firstPage = page - pageAt / RunPage.BYTES;
    file.write(ByteBuffer.wrap(buffer, 0, pageAt), firstPage * RunPage.BYTES);
    pageAt = 0;
  }
}
