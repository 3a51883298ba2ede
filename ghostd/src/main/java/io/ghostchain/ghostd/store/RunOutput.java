package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.store.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A run on its way to the disk: it gets its name when it is whole and synced. Owned by one thread.
 *
 * <p>How many subjects there are need not be known before, so their table is the last.
 */
final class RunOutput implements AutoCloseable {
  private final Disk disk;
  private final RunHeader planned;
  private final String part;
  private final DiskFile file;
  private final RunTableWriter heights;
  private final RunTableWriter transactions;
  private final RunTableWriter subjects;
  private boolean closed;

  private RunOutput(Disk disk, RunHeader planned, String part, DiskFile file) {
    this.disk = disk;
    this.planned = planned;
    this.part = part;
    this.file = file;
    this.heights = writer(RunTable.HEIGHTS);
    this.transactions = writer(RunTable.TRANSACTIONS);
    this.subjects = writer(RunTable.SUBJECTS);
  }

  /**
   * Begins a run.
   *
   * @param planned with the final counts, but for the subjects
   */
  static RunOutput begin(Disk disk, RunHeader planned) throws IOException {
    String part = Run.name(planned) + Run.PART;
    DiskFile file = disk.open(part);
    try {
      file.truncate(0);
      return new RunOutput(disk, planned, part, file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  RunTableWriter heights() {
    return heights;
  }

  RunTableWriter transactions() {
    return transactions;
  }

  RunTableWriter subjects() {
    return subjects;
  }

  /** Makes what was written so far survive a loss of power. */
  void sync() throws IOException {
    file.sync();
  }

  /** Makes it durable under its name, and opens it. */
  Run publish() throws IOException {
    heights.finish();
    transactions.finish();
    subjects.finish();
    if (heights.entries() != planned.heights()
        || transactions.entries() != planned.transactions()) {
      throw new IllegalStateException(
          "planned "
              + planned
              + ", got "
              + heights.entries()
              + " heights and "
              + transactions.entries()
              + " transactions");
    }
    RunHeader header = planned.withSubjects(subjects.entries());
    file.write(ByteBuffer.wrap(header.encode()), 0);
    file.sync();
    file.close();
    closed = true;
    disk.rename(part, Run.name(header));
    disk.sync();
    return Run.open(disk, Run.name(header));
  }

  /** Gives up what was not published. The file is deleted when the folder is opened again. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      file.close();
    }
  }

  private RunTableWriter writer(RunTable table) {
    return new RunTableWriter(file, table, planned.firstPage(table), planned.salt());
  }
}
