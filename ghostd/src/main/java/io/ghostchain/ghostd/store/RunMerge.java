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
 * <p>The inputs stay as they are; whoever has the result deletes them.
 */
final class RunMerge implements AutoCloseable {
  private final List<Run> inputs;
  private final List<DiskFile> files = new ArrayList<>();
  private final RunHeader planned;
  private final RunOutput output;
  private RunTable table = RunTable.TRANSACTIONS;
  private Heads heads;

  /** Of every input, the heights of its subjects. */
  private final RunCursor[] heights;

  private RunMerge(List<Run> inputs, RunHeader planned, RunOutput output) throws IOException {
    this.inputs = inputs;
    this.planned = planned;
    this.output = output;
    this.heights = new RunCursor[inputs.size()];
    try {
      for (int i = 0; i < inputs.size(); i++) {
        files.add(inputs.get(i).openFile());
        heights[i] = new RunCursor(inputs.get(i), files.get(i), RunTable.HEIGHTS);
      }
      heads = new Heads(cursors());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
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
    long entries = pages * table.entriesPerPage();
    if (table == RunTable.TRANSACTIONS) {
      long left = mergeTransactions(entries);
      if (left == 0) {
        return null;
      }
      table = RunTable.SUBJECTS;
      heads = new Heads(cursors());
      entries = left;
    }
    return mergeSubjects(entries) == 0 ? null : output.publish();
  }

  @Override
  public void close() throws IOException {
    try (output) {
      for (DiskFile file : files) {
        file.close();
      }
    }
  }

  /** Answers how many of the entries are left when none is left to merge. */
  private long mergeTransactions(long entries) throws IOException {
    RunTableWriter target = output.transactions();
    byte[] to = target.buffer();
    for (long left = entries; left > 0; left--) {
      int input = heads.first();
      if (heads.isEnd(input)) {
        return left;
      }
      byte[] from = heads.buffer(input);
      int at = heads.at(input);
      int next = target.next();
      System.arraycopy(from, at, to, next, Hash.BYTES + 8);
      int height = (int) RunPage.INT.get(from, at + Hash.BYTES) + shift(input);
      RunPage.INT.set(to, next + Hash.BYTES, height);
      heads.advance();
    }
    return 0;
  }

  private long mergeSubjects(long entries) throws IOException {
    RunTableWriter target = output.subjects();
    byte[] to = target.buffer();
    long left = entries;
    while (left > 0) {
      int input = heads.first();
      if (heads.isEnd(input)) {
        return left;
      }
      int next = target.next();
      System.arraycopy(heads.buffer(input), heads.at(input), to, next, Hash.BYTES);
      int firstHeight = output.heights().entries();
      do {
        int count = (int) RunPage.INT.get(heads.buffer(input), heads.at(input) + Hash.BYTES + 4);
        copyHeights(input, count);
        left -= 1 + count / RunTable.SUBJECTS.entryBytes();
        heads.advance();
        input = heads.first();
      } while (!heads.isEnd(input) && isSame(to, next, heads.buffer(input), heads.at(input)));
      RunPage.INT.set(to, next + Hash.BYTES, firstHeight);
      RunPage.INT.set(to, next + Hash.BYTES + 4, output.heights().entries() - firstHeight);
    }
    return 0;
  }

  private static boolean isSame(byte[] one, int oneAt, byte[] other, int otherAt) {
    return Arrays.equals(one, oneAt, oneAt + Hash.BYTES, other, otherAt, otherAt + Hash.BYTES);
  }

  private void copyHeights(int input, int count) throws IOException {
    RunTableWriter target = output.heights();
    int shift = shift(input);
    for (int i = 0; i < count; i++) {
      int at = heights[input].next();
      if (at < 0) {
        throw inputs.get(input).damaged(0, "it has fewer heights than its subjects name");
      }
      int height = (int) RunPage.INT.get(heights[input].buffer(), at) + shift;
      RunPage.INT.set(target.buffer(), target.next(), height);
    }
  }

  private int shift(int input) {
    return (int) (inputs.get(input).header().from() - planned.from());
  }

  private RunCursor[] cursors() {
    RunCursor[] cursors = new RunCursor[inputs.size()];
    for (int i = 0; i < cursors.length; i++) {
      cursors[i] = new RunCursor(inputs.get(i), files.get(i), table);
    }
    return cursors;
  }

  /**
   * The next entry of every input, the lowest first: a tournament in which each match remembers who
   * lost it. Of equal entries the older input's is first.
   */
  private static final class Heads {
    private final RunCursor[] cursors;

    /** Where each input's entry begins in its buffer; negative at its end. */
    private final int[] at;

    /** The first eight bytes of each input's entry, so that signed order is theirs. */
    private final long[] prefixes;

    /** In 1 and on who lost the match, in 0 who won them all. */
    private final int[] losers;

    Heads(RunCursor[] cursors) throws IOException {
      this.cursors = cursors;
      this.at = new int[cursors.length];
      this.prefixes = new long[cursors.length];
      this.losers = new int[cursors.length];
      for (int i = 0; i < cursors.length; i++) {
        read(i);
      }
      losers[0] = play(1);
    }

    int first() {
      return losers[0];
    }

    boolean isEnd(int input) {
      return at[input] < 0;
    }

    byte[] buffer(int input) {
      return cursors[input].buffer();
    }

    int at(int input) {
      return at[input];
    }

    /** Takes the first away. */
    void advance() throws IOException {
      int winner = losers[0];
      read(winner);
      for (int match = (winner + cursors.length) >>> 1; match > 0; match >>>= 1) {
        int loser = losers[match];
        if (isBefore(loser, winner)) {
          losers[match] = winner;
          winner = loser;
        }
      }
      losers[0] = winner;
    }

    private int play(int match) {
      if (match >= cursors.length) {
        return match - cursors.length;
      }
      int left = play(2 * match);
      int right = play(2 * match + 1);
      boolean leftWins = isBefore(left, right);
      losers[match] = leftWins ? right : left;
      return leftWins ? left : right;
    }

    private void read(int input) throws IOException {
      int next = cursors[input].next();
      at[input] = next;
      prefixes[input] =
          next < 0
              ? Long.MAX_VALUE
              : (long) RunPage.LONG.get(cursors[input].buffer(), next) ^ Long.MIN_VALUE;
    }

    private boolean isBefore(int one, int other) {
      return prefixes[one] != prefixes[other]
          ? prefixes[one] < prefixes[other]
          : isBeforeByRest(one, other);
    }

    private boolean isBeforeByRest(int one, int other) {
      if (at[one] < 0 || at[other] < 0) {
        return at[one] >= 0;
      }
      int order =
          Arrays.compareUnsigned(
              buffer(one),
              at[one] + Long.BYTES,
              at[one] + Hash.BYTES,
              buffer(other),
              at[other] + Long.BYTES,
              at[other] + Hash.BYTES);
      return order != 0 ? order < 0 : one < other;
    }
  }
}
