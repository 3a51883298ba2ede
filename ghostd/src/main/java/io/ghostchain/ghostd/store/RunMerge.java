package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.store.Disk.DiskFile;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one run of several that follow each other, a bounded piece at a time. Owned by one thread.
 *
 * <p>Some pages of every input are in memory. What of them is not above the first key at which an
 * input's pages end is sorted and written; then that input is read on. That is less work an entry
 * than choosing the lowest of the inputs for each.
 *
 * <p>The inputs stay as they are; whoever has the result deletes them.
 */
final class RunMerge implements AutoCloseable {
  private static final int INPUT_PAGES = 8;

  /** After as much is written the disk is waited for: 128 MiB. */
  private static final long SYNC_PAGES = 32_768;

  private static final int INPUT_BYTES = INPUT_PAGES * RunPage.BYTES;

  private final List<Run> inputs;
  private final List<DiskFile> files = new ArrayList<>();
  private final RunHeader planned;
  private final RunOutput output;
  private final RowOrder order = new RowOrder();
  private final byte[] rows;
  private final byte[] heightsRead;

  /** By input, what is read of the table in work, into {@link #rows}. */
  private RunCursor[] cursors;

  /** By input, the heights of its subjects. */
  private final RunCursor[] heights;

  private long unsynced;
  private RunTable table = RunTable.TRANSACTIONS;

  private RunMerge(List<Run> inputs, RunHeader planned, RunOutput output) throws IOException {
    this.inputs = inputs;
    this.planned = planned;
    this.output = output;
    this.rows = new byte[inputs.size() * INPUT_BYTES];
    this.heightsRead = new byte[inputs.size() * RunPage.BYTES];
    try {
      for (Run input : inputs) {
        files.add(input.openFile());
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
    this.cursors = cursors(table, rows, INPUT_PAGES);
    this.heights = cursors(RunTable.HEIGHTS, heightsRead, 1);
  }

  /** Whether what the runs hold can be counted in one. */
  static boolean fits(List<Run> inputs) {
    for (RunTable table : RunTable.values()) {
      if (inputs.stream().mapToLong(run -> run.header().count(table)).sum() > Integer.MAX_VALUE) {
        return false;
      }
    }
    return inputs.getLast().header().to() - inputs.getFirst().header().from() < Integer.MAX_VALUE;
  }

  /** Begins to merge runs, given by ascending height. */
  static RunMerge begin(Disk disk, List<Run> inputs) throws IOException {
    RunHeader first = inputs.getFirst().header();
    RunHeader last = inputs.getLast().header();
    int heights = 0;
    int transactions = 0;
    int level = 0;
    for (Run input : inputs) {
      heights = Math.addExact(heights, input.header().heights());
      transactions = Math.addExact(transactions, input.header().transactions());
      level = Math.max(level, input.header().level());
    }
    var planned =
        new RunHeader(
            first.from(),
            last.to(),
            level + 1,
            first.genesis(),
            last.block(),
            heights,
            transactions,
            0);
    return new RunMerge(inputs, planned, RunOutput.begin(disk, planned));
  }

  List<Run> inputs() {
    return inputs;
  }

  /** How many pages there are to read. */
  long pages() {
    return inputs.stream().mapToLong(run -> run.header().pages()).sum();
  }

  /**
   * Works on.
   *
   * @param pages about how many are read
   * @return the run once it is whole and durable
   */
  @Nullable Run step(long pages) throws IOException {
    for (long left = pages * table.entriesPerPage(); left > 0; left -= order.count()) {
      if (sortNext()) {
        write();
      } else if (table == RunTable.TRANSACTIONS) {
        table = RunTable.SUBJECTS;
        cursors = cursors(table, rows, INPUT_PAGES);
      } else {
        return output.publish();
      }
    }
    unsynced += pages;
    if (unsynced >= SYNC_PAGES) {
      // So that the end is not all of it at once, with others waiting for the disk.
      output.sync();
      unsynced = 0;
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    try (output) {
      for (DiskFile file : files) {
        file.close();
      }
    }
  }

  /** Sorts the next rows of all inputs together. False if there are none. */
  private boolean sortNext() throws IOException {
    order.clear(rows.length / table.entryBytes());
    int limitAt = -1;
    for (RunCursor cursor : cursors) {
      if (cursor.fill()
          && cursor.hasMore()
          && (limitAt < 0 || compare(cursor.lastAt(), limitAt) < 0)) {
        limitAt = cursor.lastAt();
      }
    }
    long limit = limitAt < 0 ? Long.MAX_VALUE : prefix(limitAt);
    for (RunCursor cursor : cursors) {
      for (int at = cursor.at(); at >= 0; at = cursor.at()) {
        long prefix = prefix(at);
        if (prefix > limit || (prefix == limit && limitAt >= 0 && compare(at, limitAt) > 0)) {
          break;
        }
        order.add(rows, at);
        cursor.advance();
      }
    }
    order.sort(rows);
    return order.count() > 0;
  }

  private void write() throws IOException {
    RunTableWriter target =
        table == RunTable.TRANSACTIONS ? output.transactions() : output.subjects();
    byte[] to = target.buffer();
    int entryBytes = table.entryBytes();
    for (int place = 0; place < order.count(); ) {
      int at = order.at(place);
      int next = target.next();
      System.arraycopy(rows, at, to, next, entryBytes);
      if (table == RunTable.TRANSACTIONS) {
        int height = (int) RunPage.INT.get(rows, at + Hash.BYTES) + shift(at / INPUT_BYTES);
        RunPage.INT.set(to, next + Hash.BYTES, height);
        place++;
      } else {
        int first = output.heights().entries();
        do {
          copyHeights(order.at(place));
          place++;
        } while (place < order.count() && RowOrder.isSame(rows, at, order.at(place)));
        RunPage.INT.set(to, next + Hash.BYTES, first);
        RunPage.INT.set(to, next + Hash.BYTES + 4, output.heights().entries() - first);
      }
    }
  }

  /** Copies the heights of a subject's row. Rows of one input come in its order. */
  private void copyHeights(int at) throws IOException {
    int input = at / INPUT_BYTES;
    int shift = shift(input);
    RunCursor source = heights[input];
    RunTableWriter target = output.heights();
    for (int i = (int) RunPage.INT.get(rows, at + Hash.BYTES + 4); i > 0; i--) {
      if (!source.fill()) {
        throw inputs.get(input).damaged(0, "it has fewer heights than its subjects name");
      }
      int height = (int) RunPage.INT.get(heightsRead, source.at()) + shift;
      source.advance();
      int next = target.next();
      RunPage.INT.set(target.buffer(), next, height);
    }
  }

  private int shift(int input) {
    return (int) (inputs.get(input).header().from() - planned.from());
  }

  /** The first eight bytes of a row, so that signed order is theirs. */
  private long prefix(int at) {
    return (long) RunPage.LONG.get(rows, at) ^ Long.MIN_VALUE;
  }

  private int compare(int one, int other) {
    return Arrays.compareUnsigned(rows, one, one + Hash.BYTES, rows, other, other + Hash.BYTES);
  }

  private RunCursor[] cursors(RunTable of, byte[] buffer, int pages) {
    RunCursor[] made = new RunCursor[inputs.size()];
    for (int i = 0; i < made.length; i++) {
      made[i] =
          new RunCursor(inputs.get(i), files.get(i), of, buffer, i * pages * RunPage.BYTES, pages);
    }
    return made;
  }
}
