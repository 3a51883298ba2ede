package io.ghostchain.ghostd.store;

import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One immutable file in which transactions and events of a range of heights are found: sorted
 * tables in pages, mapped into memory. docs/internals/storage.md has the format.
 *
 * <p>A look-up checks the sums of the pages that its answer rests on and of no others: a page that
 * holds the key, or the two between which the key would stand. So what the disk changed is noticed
 * wherever it would change an answer, and opening reads a page.
 *
 * <p>Safe for use by several threads; whoever closes it sees to it that none uses it still.
 */
final class Run implements AutoCloseable {
  /** What the name of a run ends with until it is whole. */
  static final String PART = ".part";

  private static final Pattern NAME = Pattern.compile("run-(\\d{12,19})-(\\d{12,19})\\.idx");

  /** Guesses at where a key stands; one that they do not find is looked for by halving. */
  private static final int GUESSES_MAX = 5;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final Disk disk;
  private final RunHeader header;
  private final int salt;
  private final Arena arena;
  private final MemorySegment bytes;

  private Run(Disk disk, RunHeader header, Arena arena, MemorySegment bytes) {
    this.disk = disk;
    this.header = header;
    this.salt = header.salt();
    this.arena = arena;
    this.bytes = bytes;
  }

  /** The heights that a file's name says it covers. */
  record Range(long from, long to) {
    boolean contains(Range other) {
      return from <= other.from && other.to <= to;
    }
  }

  /** The name of the file. */
  static String name(RunHeader header) {
    return name(new Range(header.from(), header.to()));
  }

  /** The name of the file of a range. */
  static String name(Range range) {
    return "run-%012d-%012d.idx".formatted(range.from(), range.to());
  }

  /** What a file's name says; null if it is no run's. */
  static @Nullable Range rangeOf(String name) {
    Matcher matcher = NAME.matcher(name);
    try {
      return matcher.matches()
          ? new Range(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)))
          : null;
    } catch (NumberFormatException aboveEveryHeight) {
      return null;
    }
  }

  /**
   * Opens a run.
   *
   * @throws CorruptStoreException if header, name and size do not fit together
   */
  @SuppressWarnings("MustBeClosedChecker") // The run that is returned closes it.
  static Run open(Disk disk, String name) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment bytes = disk.map(name, arena);
      if (bytes.byteSize() < RunPage.BYTES) {
        throw new IllegalArgumentException("expected a header, the file ends before");
      }
      RunHeader header = RunHeader.decode(page(bytes, 0));
      if (bytes.byteSize() != header.pages() * RunPage.BYTES) {
        throw new IllegalArgumentException(
            "expected " + header.pages() + " pages, the file has " + bytes.byteSize() + " bytes");
      }
      if (!name(header).equals(name)) {
        throw new IllegalArgumentException("its header is that of " + name(header));
      }
      return new Run(disk, header, arena, bytes);
    } catch (IllegalArgumentException e) {
      arena.close();
      throw new CorruptStoreException(disk.path(name), 0, e.getMessage() + LookupRuns.DELETABLE);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  RunHeader header() {
    return header;
  }

  /** Where a transaction stands, if it is in this range. */
  Optional<TxLocation> transaction(Hash id) throws CorruptStoreException {
    long at = find(RunTable.TRANSACTIONS, id);
    if (at < 0) {
      return Optional.empty();
    }
    long height = header.from() + Integer.toUnsignedLong(intAt(at + Hash.BYTES));
    return Optional.of(new TxLocation(height, intAt(at + Hash.BYTES + 4)));
  }

  /**
   * The lowest height from {@code from} to {@code to} whose block has an event about a subject.
   *
   * @param to included
   */
  Optional<Long> nextEvent(Hash subject, long from, long to) throws CorruptStoreException {
    long at = from > header.to() || to < header.from() ? -1 : find(RunTable.SUBJECTS, subject);
    if (at < 0) {
      return Optional.empty();
    }
    long first = Integer.toUnsignedLong(intAt(at + Hash.BYTES));
    long end = first + Integer.toUnsignedLong(intAt(at + Hash.BYTES + 4));
    if (end > header.heights()) {
      throw damaged(at / RunPage.BYTES, "it names heights that the run does not have");
    }
    long low = first;
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (height(middle) < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low > first) {
      check(heightAt(low - 1) / RunPage.BYTES);
    }
    if (low == end) {
      return Optional.empty();
    }
    check(heightAt(low) / RunPage.BYTES);
    long height = height(low);
    return height <= to ? Optional.of(height) : Optional.empty();
  }

  /** Opens the file for reading it from one end to the other. */
  Disk.DiskFile openFile() throws IOException {
    return disk.open(name(header));
  }

  /** Deletes the file. */
  void delete() throws IOException {
    disk.delete(name(header));
  }

  CorruptStoreException damaged(long page, String what) {
    return new CorruptStoreException(
        disk.path(name(header)), page * RunPage.BYTES, what + LookupRuns.DELETABLE);
  }

  @Override
  public void close() {
    arena.close();
  }

  @Override
  public String toString() {
    return name(header);
  }

  /**
   * Where a table's entry of a key begins in the file, or -1. The keys are hashes, so that a guess
   * from where the key lies between two known ones comes close, and each next one closer.
   */
  private long find(RunTable table, Hash key) throws CorruptStoreException {
    byte[] keyBytes = key.bytes();
    long prefix = (long) RunPage.LONG.get(keyBytes, 0);
    long firstPage = header.firstPage(table);
    long low = 0;
    long high = table.pages(header.count(table)) - 1;
    long lowPrefix = 0;
    long highPrefix = -1;
    for (int touched = 0; low <= high; touched++) {
      long number =
          touched < GUESSES_MAX
              ? guess(prefix, low, high, lowPrefix, highPrefix)
              : (low + high) >>> 1;
      long page = (firstPage + number) * RunPage.BYTES;
      long last = page + (long) (entriesOn(table, number) - 1) * table.entryBytes();
      if (compare(keyBytes, page) < 0) {
        high = number - 1;
        highPrefix = longAt(page);
      } else if (compare(keyBytes, last) > 0) {
        low = number + 1;
        lowPrefix = longAt(last);
      } else {
        check(firstPage + number);
        return findOn(page, last, table.entryBytes(), keyBytes);
      }
    }
    // It would stand between these two.
    if (high >= 0) {
      check(firstPage + high);
    }
    if (low < table.pages(header.count(table))) {
      check(firstPage + low);
    }
    return -1;
  }

  private long findOn(long page, long last, int entryBytes, byte[] key) {
    long low = 0;
    long high = (last - page) / entryBytes;
    while (low <= high) {
      long middle = (low + high) >>> 1;
      int order = compare(key, page + middle * entryBytes);
      if (order == 0) {
        return page + middle * entryBytes;
      } else if (order < 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return -1;
  }

  private static long guess(long key, long low, long high, long lowPrefix, long highPrefix) {
    double width = (highPrefix - lowPrefix) >>> 1;
    if (!(width > 0) || Long.compareUnsigned(key, lowPrefix) < 0) {
      return (low + high) >>> 1;
    }
    double share = ((key - lowPrefix) >>> 1) / width;
    return Math.min(high, low + (long) (share * (high - low + 1)));
  }

  private int entriesOn(RunTable table, long number) {
    long before = number * table.entriesPerPage();
    return (int) Math.min(table.entriesPerPage(), header.count(table) - before);
  }

  private int compare(byte[] key, long at) {
    for (int i = 0; i < Hash.BYTES; i += Long.BYTES) {
      int order = Long.compareUnsigned((long) RunPage.LONG.get(key, i), longAt(at + i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private long heightAt(long entry) {
    int onPage = RunTable.HEIGHTS.entriesPerPage();
    return (header.firstPage(RunTable.HEIGHTS) + entry / onPage) * RunPage.BYTES
        + entry % onPage * RunTable.HEIGHTS.entryBytes();
  }

  private long height(long entry) {
    return header.from() + Integer.toUnsignedLong(intAt(heightAt(entry)));
  }

  private int intAt(long at) {
    return bytes.get(INT, at);
  }

  private long longAt(long at) {
    return bytes.get(LONG, at);
  }

  private void check(long page) throws CorruptStoreException {
    if (!RunPage.isWhole(page(bytes, page), page, salt)) {
      throw damaged(page, "a page of the look-up run is not what was written");
    }
  }

  private static ByteBuffer page(MemorySegment bytes, long page) {
    return bytes.asSlice(page * RunPage.BYTES, RunPage.BYTES).asByteBuffer();
  }
}
