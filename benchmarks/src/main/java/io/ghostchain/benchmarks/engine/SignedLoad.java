package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.load.Sender;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Transaction;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Transactions signed beforehand, in a file: signing one costs more than all that the engine does
 * with it. Each record is two lengths of four bytes, a body and a witness.
 *
 * <p>In turns: one transaction of each sender, in sequence, so that any part from the start can be
 * applied. Made once for a chain and kept, until its transactions come close to expiring.
 */
final class SignedLoad implements AutoCloseable {
  private static final Duration KEPT = Duration.ofDays(10);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final int HEAD_BYTES = 8;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment records;
  private final long[] offsets;

  private SignedLoad(Path file, int count) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      records = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    }
    offsets = new long[count];
    long at = 0;
    for (int i = 0; i < count; i++) {
      offsets[i] = at;
      at += HEAD_BYTES + records.get(INT, at) + (long) records.get(INT, at + 4);
    }
  }

  /**
   * What each transaction does.
   *
   * @param count of transactions, a multiple of the senders
   * @param operations transfers in each
   * @param recipients accounts among which they go, uniformly
   * @param seed of the choice
   */
  record Shape(int count, int operations, int recipients, long seed) {}

  /** The load of a shape on a chain: from the file of an earlier run, or signed now. */
  static SignedLoad of(EngineChain chain, Shape shape, Path folder) throws IOException {
    Path file =
        folder.resolve(
            "engine-%s-%d-%d-%d-%d.signed"
                .formatted(
                    chain.genesis().hash().toString().substring(0, 8),
                    shape.count,
                    shape.operations,
                    shape.recipients,
                    shape.seed));
    if (!isFresh(file)) {
      Files.createDirectories(folder);
      sign(chain, shape, file);
    }
    return new SignedLoad(file, shape.count);
  }

  int size() {
    return offsets.length;
  }

  Bytes body(int index) {
    long at = offsets[index];
    return copy(at + HEAD_BYTES, records.get(INT, at));
  }

  Bytes witness(int index) {
    long at = offsets[index];
    return copy(at + HEAD_BYTES + records.get(INT, at), records.get(INT, at + 4));
  }

  @Override
  public void close() {
    arena.close();
  }

  private Bytes copy(long offset, int length) {
    return Bytes.of(records.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
  }

  private static boolean isFresh(Path file) throws IOException {
    return Files.exists(file)
        && Files.getLastModifiedTime(file).toInstant().isAfter(Instant.now().minus(KEPT));
  }

  private static void sign(EngineChain chain, Shape shape, Path file) throws IOException {
    long needed = shape.count * (2_800L + 64L * shape.operations);
    if (Files.getFileStore(file.getParent()).getUsableSpace() < needed + (1L << 30)) {
      throw new IOException(
          "expected " + needed + " bytes free in " + file.getParent() + " for signed transactions");
    }
    System.err.printf("signing %,d transactions into %s%n", shape.count, file);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    List<Sender> senders = chain.senders();
    long shown = System.nanoTime();
    try (var out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 20))) {
      for (int turn = 0; turn * senders.size() < shape.count; turn++) {
        var random = new SplittableRandom(shape.seed + turn);
        long[] choices = random.longs(senders.size()).toArray();
        List<Transaction> signed =
            IntStream.range(0, senders.size())
                .parallel()
                .mapToObj(i -> senders.get(i).pay(recipients(shape, choices[i]), Amount.of(1)))
                .toList();
        for (Transaction transaction : signed) {
          out.writeInt(transaction.bodyBytes().length());
          out.writeInt(transaction.witnessBytes().length());
          out.write(transaction.bodyBytes().copy());
          out.write(transaction.witnessBytes().copy());
        }
        if (System.nanoTime() - shown > 10_000_000_000L) {
          shown = System.nanoTime();
          System.err.printf("  %,d signed%n", (turn + 1) * senders.size());
        }
      }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<AccountId> recipients(Shape shape, long choice) {
    var random = new SplittableRandom(choice);
    return IntStream.range(0, shape.operations)
        .mapToObj(i -> EngineChain.passive(random.nextInt(shape.recipients)))
        .toList();
  }
}
