package io.ghostchain.benchmarks.load;

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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Transactions signed beforehand, in a file: signing one costs more than all that the engine does
 * with it. Each record is two lengths of four bytes, a body and a witness.
 *
 * <p>They follow a {@link Mix}, so any part from the start can be applied. Made once for a chain
 * and kept, until its transactions come close to expiring; a longer file of the same mix serves for
 * a shorter load.
 */
public final class SignedLoad implements AutoCloseable {
  private static final Duration KEPT = Duration.ofDays(10);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final int HEAD_BYTES = 8;
  private static final long SHOWN_EVERY_NANOS = 10_000_000_000L;

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

  /** Who signs and who is paid on a chain. */
  public interface Parties {
    /** "engine-1f2e3d4c": names the chain, and what else the signatures depend on. */
    String chainName();

    /** A sender of the workload. Any thread. */
    Sender sender(int number);

    /** A sender whose key nobody has seen. Any thread. */
    Sender fresh(int number);

    /** An account that is paid. */
    AccountId recipient(int number);

    /** The first sequence that a sender signs. */
    long firstSequence(int sender);
  }

  /** The load of some turns of a mix: from the file of an earlier run, or signed now. */
  public static SignedLoad of(Parties parties, Mix.Shape shape, int turns, Path folder)
      throws IOException {
    int count = Math.multiplyExact(turns, shape.workload().turnSize());
    Optional<Path> kept = find(folder, parties.chainName(), shape, count);
    if (kept.isPresent()) {
      return new SignedLoad(kept.get(), count);
    }
    Path file = folder.resolve(parties.chainName() + "-" + count + "-" + suffix(shape) + ".signed");
    Files.createDirectories(folder);
    sign(parties, shape, turns, file);
    return new SignedLoad(file, count);
  }

  /** The shortest fresh file of a mix with at least so many transactions. */
  public static Optional<Path> find(Path folder, String chainName, Mix.Shape shape, int count)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Pattern name =
        Pattern.compile(
            Pattern.quote(chainName + "-")
                + "(\\d{1,9})"
                + Pattern.quote("-" + suffix(shape) + ".signed"));
    Path best = null;
    int least = Integer.MAX_VALUE;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.signed")) {
      for (Path file : files) {
        Matcher matcher = name.matcher(file.getFileName().toString());
        if (matcher.matches() && isFresh(file)) {
          int holds = Integer.parseInt(matcher.group(1));
          if (holds >= count && holds < least) {
            least = holds;
            best = file;
          }
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static String suffix(Mix.Shape shape) {
    Workload workload = shape.workload();
    return shape.operations()
        + "-"
        + shape.recipients()
        + "-"
        + shape.seed()
        + (workload.order() == Workload.Order.UNIFORM ? "-uniform" + workload.senders() : "")
        + (workload.freshShare() > 0 ? "-fresh" + workload.freshShare() : "")
        + (shape.invalidShare() > 0 ? "-invalid" + shape.invalidShare() : "");
  }

  /** How many transactions it holds. */
  public int size() {
    return offsets.length;
  }

  /** The encoded body of one. */
  public Bytes body(int index) {
    long at = offsets[index];
    return copy(at + HEAD_BYTES, records.get(INT, at));
  }

  /** The encoded witness of one. */
  public Bytes witness(int index) {
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

  /** Room that signed transactions of a shape take, in bytes, roughly and rather more. */
  public static long bytes(Mix.Shape shape, long count) {
    long reveals = (long) (count * shape.workload().freshShare());
    return count * (2_800L + 64L * shape.operations()) + reveals * 1_500;
  }

  private static void sign(Parties parties, Mix.Shape shape, int turns, Path file)
      throws IOException {
    long count = (long) turns * shape.workload().turnSize();
    long needed = bytes(shape, count);
    long free = Files.getFileStore(file.getParent()).getUsableSpace();
    if (free < needed + (1L << 30)) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "expected %,d bytes free in %s for %,d signed transactions and 1 GiB to spare, got %,d",
              needed,
              file.getParent(),
              count,
              free));
    }
    System.err.printf(
        Locale.ROOT, "signing %,d transactions, %,d MB, into %s%n", count, needed >> 20, file);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    var mix = new Mix(shape, parties::firstSequence);
    long shown = System.nanoTime();
    try (var out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 20))) {
      for (int turn = 0; turn < turns; turn++) {
        List<Transaction> signed =
            mix.turn().parallelStream().map(planned -> sign(parties, mix, planned)).toList();
        for (int i = 0; i < signed.size(); i++) {
          Transaction transaction = signed.get(i);
          out.writeInt(transaction.bodyBytes().length());
          out.writeInt(transaction.witnessBytes().length());
          out.write(transaction.bodyBytes().copy());
          out.write(transaction.witnessBytes().copy());
        }
        if (System.nanoTime() - shown > SHOWN_EVERY_NANOS) {
          shown = System.nanoTime();
          System.err.printf(
              Locale.ROOT, "  %,d of %,d%n", (turn + 1L) * shape.workload().turnSize(), count);
        }
      }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Transaction sign(Parties parties, Mix mix, Mix.Planned planned) {
    Sender signer =
        planned.isFresh() ? parties.fresh(planned.signer()) : parties.sender(planned.signer());
    List<AccountId> recipients =
        Arrays.stream(mix.recipients(planned)).mapToObj(parties::recipient).toList();
    Transaction signed = signer.pay(planned.sequence(), recipients, Amount.of(1));
    return planned.spoilt() ? Spoilt.signature(signed, 0) : signed;
  }
}
