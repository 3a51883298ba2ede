package io.ghostchain.ghostd.store;

import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.util.List;

/**
 * Writes the look-ups of blocks that follow each other as one run. Owned by one thread; what it
 * sorts in is kept from run to run.
 */
final class RunWriter {
  private static final int ROW_BYTES = RunTable.TRANSACTIONS.entryBytes();

  private final Disk disk;
  private final Hash genesis;
  private final RowOrder order = new RowOrder();

  /** As they stand in the table of transactions; a subject's are its hash and one height. */
  private byte[] rows = new byte[0];

  RunWriter(Disk disk, Hash genesis) {
    this.disk = disk;
    this.genesis = genesis;
  }

  /** Writes a run that is durable, and opens it. */
  Run write(List<YoungLookups.Block> blocks) throws IOException {
    YoungLookups.Block last = blocks.getLast();
    long from = blocks.getFirst().height();
    int transactions = blocks.stream().mapToInt(YoungLookups.Block::transactions).sum();
    int heights = blocks.stream().mapToInt(block -> block.subjects().count()).sum();
    var planned =
        new RunHeader(from, last.height(), 0, genesis, last.hash(), heights, transactions, 0);
    try (var output = RunOutput.begin(disk, planned)) {
      clear(transactions);
      for (YoungLookups.Block block : blocks) {
        for (int i = 0; i < block.transactions(); i++) {
          int at = order.count() * ROW_BYTES;
          System.arraycopy(block.ids(), i * Hash.BYTES, rows, at, Hash.BYTES);
          RunPage.INT.set(rows, at + Hash.BYTES, (int) (block.height() - from));
          RunPage.INT.set(rows, at + Hash.BYTES + 4, i);
          order.add(rows, at);
        }
      }
      order.sort(rows);
      writeTransactions(output);
      clear(heights);
      for (YoungLookups.Block block : blocks) {
        for (int i = 0; i < block.subjects().count(); i++) {
          int at = order.count() * ROW_BYTES;
          block.subjects().write(i, rows, at);
          RunPage.INT.set(rows, at + Hash.BYTES, (int) (block.height() - from));
          order.add(rows, at);
        }
      }
      order.sort(rows);
      writeSubjects(output);
      return output.publish();
    }
  }

  private void writeTransactions(RunOutput output) throws IOException {
    RunTableWriter target = output.transactions();
    for (int place = 0; place < order.count(); place++) {
      int next = target.next();
      System.arraycopy(rows, order.at(place), target.buffer(), next, ROW_BYTES);
    }
  }

  private void writeSubjects(RunOutput output) throws IOException {
    RunTableWriter target = output.subjects();
    RunTableWriter heights = output.heights();
    for (int place = 0; place < order.count(); ) {
      int subjectAt = order.at(place);
      int first = place;
      do {
        int height = (int) RunPage.INT.get(rows, order.at(place) + Hash.BYTES);
        int next = heights.next();
        RunPage.INT.set(heights.buffer(), next, height);
        place++;
      } while (place < order.count() && RowOrder.isSame(rows, subjectAt, order.at(place)));
      int next = target.next();
      System.arraycopy(rows, subjectAt, target.buffer(), next, Hash.BYTES);
      RunPage.INT.set(target.buffer(), next + Hash.BYTES, first);
      RunPage.INT.set(target.buffer(), next + Hash.BYTES + 4, place - first);
    }
  }

  private void clear(int count) {
    int bytes = Math.multiplyExact(count, ROW_BYTES);
    if (bytes > RowOrder.BYTES_MAX) {
      throw new IllegalArgumentException("expected fewer entries in one run, got " + count);
    }
    if (rows.length < bytes || rows.length / 8 > bytes) {
      rows = new byte[bytes];
    }
    order.clear(count);
  }
}
