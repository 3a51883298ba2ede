package io.ghostchain.ghostd.store;

import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the look-ups of blocks that follow each other as one run. Owned by one thread; what it
 * sorts in is kept from run to run.
 */
final class RunWriter {
  private final Disk disk;
  private final Hash genesis;
  private final HashOrder order = new HashOrder();
  private Hash[] keys = new Hash[0];

  /** Of each key, its height less the first above, and its position in the block below. */
  private long[] values = new long[0];

  RunWriter(Disk disk, Hash genesis) {
    this.disk = disk;
    this.genesis = genesis;
  }

  /** Writes a run that is durable, and opens it. */
  Run write(List<YoungLookups.Block> blocks) throws IOException {
    YoungLookups.Block last = blocks.getLast();
    long from = blocks.getFirst().height();
    int transactions = blocks.stream().mapToInt(block -> block.txIds().size()).sum();
    int heights = blocks.stream().mapToInt(block -> block.subjects().size()).sum();
    var planned =
        new RunHeader(from, last.height(), 0, genesis, last.hash(), heights, transactions, 0);
    makeRoom(Math.max(transactions, heights));
    try (var output = RunOutput.begin(disk, planned)) {
      int count = 0;
      for (YoungLookups.Block block : blocks) {
        List<Hash> ids = block.txIds();
        for (int i = 0; i < ids.size(); i++) {
          values[count] = ((block.height() - from) << 32) | i;
          keys[count++] = ids.get(i);
        }
      }
      writeTransactions(output, count);
      count = 0;
      for (YoungLookups.Block block : blocks) {
        for (Hash subject : block.subjects()) {
          values[count] = (block.height() - from) << 32;
          keys[count++] = subject;
        }
      }
      writeSubjects(output, count);
      return output.publish();
    } finally {
      Arrays.fill(keys, null);
    }
  }

  private void writeTransactions(RunOutput output, int count) throws IOException {
    order.sort(keys, count);
    RunTableWriter target = output.transactions();
    byte[] buffer = target.buffer();
    for (int place = 0; place < count; place++) {
      int number = order.at(place);
      int at = target.next();
      keys[number].write(buffer, at);
      RunPage.LONG.set(buffer, at + Hash.BYTES, values[number]);
    }
  }

  private void writeSubjects(RunOutput output, int count) throws IOException {
    order.sort(keys, count);
    RunTableWriter target = output.subjects();
    RunTableWriter heights = output.heights();
    for (int place = 0; place < count; ) {
      Hash subject = keys[order.at(place)];
      int first = place;
      for (; place < count && keys[order.at(place)].equals(subject); place++) {
        int height = (int) (values[order.at(place)] >>> 32);
        RunPage.INT.set(heights.buffer(), heights.next(), height);
      }
      int at = target.next();
      subject.write(target.buffer(), at);
      RunPage.INT.set(target.buffer(), at + Hash.BYTES, first);
      RunPage.INT.set(target.buffer(), at + Hash.BYTES + 4, place - first);
    }
  }

  private void makeRoom(int count) {
    if (keys.length < count || keys.length / 8 > count) {
      keys = new Hash[count];
      values = new long[count];
    }
  }
}
