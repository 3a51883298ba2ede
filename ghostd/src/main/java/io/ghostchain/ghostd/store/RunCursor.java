package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.store.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads one table of a run from its first entry to its last, and checks every page's sum. It reads
 * rather than maps, so that a merge does not make the process look as large as the files. Owned by
 * one thread.
 */
final class RunCursor {
  private static final int BUFFER_PAGES = 8;

  private final Run run;
  private final DiskFile file;
  private final int entryBytes;
  private final int entriesPerPage;
  private final int salt;
  private final long endPage;
  private final byte[] buffer;
  private final ByteBuffer view;
  private long nextPage;
  private int pageAt;
  private int pagesBuffered;
  private int inPage;
  private int left;

  RunCursor(Run run, DiskFile file, RunTable table) {
    RunHeader header = run.header();
    this.run = run;
    this.file = file;
    this.entryBytes = table.entryBytes();
    this.entriesPerPage = table.entriesPerPage();
    this.salt = header.salt();
    this.nextPage = header.firstPage(table);
    this.endPage = nextPage + table.pages(header.count(table));
    this.left = header.count(table);
    this.inPage = entriesPerPage;
    this.buffer = new byte[(int) Math.min(BUFFER_PAGES, endPage - nextPage) * RunPage.BYTES];
    this.view = ByteBuffer.wrap(buffer);
  }

  byte[] buffer() {
    return buffer;
  }

  /** Where in the buffer the next entry begins, -1 behind the last. */
  int next() throws IOException {
    if (left == 0) {
      return -1;
    }
    if (inPage == entriesPerPage) {
      turn();
    }
    left--;
    return pageAt + inPage++ * entryBytes;
  }

  private void turn() throws IOException {
    pageAt += RunPage.BYTES;
    inPage = 0;
    if (pageAt < pagesBuffered * RunPage.BYTES) {
      return;
    }
    pageAt = 0;
    pagesBuffered = (int) Math.min(BUFFER_PAGES, endPage - nextPage);
    file.read(ByteBuffer.wrap(buffer, 0, pagesBuffered * RunPage.BYTES), nextPage * RunPage.BYTES);
    for (int i = 0; i < pagesBuffered; i++, nextPage++) {
      if (!RunPage.isWhole(view.slice(i * RunPage.BYTES, RunPage.BYTES), nextPage, salt)) {
        throw run.damaged(nextPage, "a page of the look-up run is not what was written");
      }
    }
  }
}
