package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.store.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads one table of a run from its first entry to its last, some pages at a time, and checks every
 * page's sum. It reads rather than maps, so that a merge does not make the process look as large as
 * the files. Owned by one thread.
 */
final class RunCursor {
  private final Run run;
  private final DiskFile file;
  private final int entryBytes;
  private final int entriesPerPage;
  private final int salt;
  private final byte[] buffer;
  private final int bufferFrom;
  private final int bufferPages;
  private final long endPage;
  private long nextPage;

  /** Entries that are not read yet. */
  private int unread;

  private int at = -1;
  private int lastAt = -1;
  private int leftOnPage;

  /**
   * Reads into a part of a buffer.
   *
   * @param bufferPages how many pages from {@code bufferFrom} on
   */
  RunCursor(
      Run run, DiskFile file, RunTable table, byte[] buffer, int bufferFrom, int bufferPages) {
    RunHeader header = run.header();
    this.run = run;
    this.file = file;
    this.entryBytes = table.entryBytes();
    this.entriesPerPage = table.entriesPerPage();
    this.salt = header.salt();
    this.buffer = buffer;
    this.bufferFrom = bufferFrom;
    this.bufferPages = bufferPages;
    this.nextPage = header.firstPage(table);
    this.endPage = nextPage + table.pages(header.count(table));
    this.unread = header.count(table);
  }

  /** Sees to it that an entry is in the buffer. False at the end of the table. */
  boolean fill() throws IOException {
    if (at >= 0) {
      return true;
    }
    if (unread == 0) {
      return false;
    }
    int pages = (int) Math.min(bufferPages, endPage - nextPage);
    ByteBuffer target = ByteBuffer.wrap(buffer, bufferFrom, pages * RunPage.BYTES);
    file.read(target, nextPage * RunPage.BYTES);
    for (int i = 0; i < pages; i++, nextPage++) {
      int pageAt = bufferFrom + i * RunPage.BYTES;
      ByteBuffer page = ByteBuffer.wrap(buffer, pageAt, RunPage.BYTES).slice();
      if (!RunPage.isWhole(page, nextPage, salt)) {
        throw run.damaged(nextPage, "a page of the look-up run is not what was written");
      }
    }
    int entries = Math.min(unread, pages * entriesPerPage);
    unread -= entries;
    at = bufferFrom;
    leftOnPage = entriesPerPage;
    lastAt =
        bufferFrom
            + (entries - 1) / entriesPerPage * RunPage.BYTES
            + (entries - 1) % entriesPerPage * entryBytes;
    return true;
  }

  /** Where in the buffer the next entry begins; negative if {@link #fill} must be called. */
  int at() {
    return at;
  }

  /** Where the last entry in the buffer begins. */
  int lastAt() {
    return lastAt;
  }

  /** Whether the table has entries behind those in the buffer. */
  boolean hasMore() {
    return unread > 0;
  }

  /** Goes on to the next entry in the buffer. */
  void advance() {
    if (at == lastAt) {
      at = -1;
    } else if (--leftOnPage == 0) {
      at += RunPage.BYTES - (entriesPerPage - 1) * entryBytes;
      leftOnPage = entriesPerPage;
    } else {
      at += entryBytes;
    }
  }
}
