package io.ghostchain.ghostd.store;

import io.ghostchain.zcrypto.Hash;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The first page of a run: what it covers and how much it holds. Numbers are big-endian.
 *
 * <pre>
 * u64 magic, u32 version, u32 level, u64 from, u64 to, the genesis hash, the block's hash,
 * u32 entries in HEIGHTS, u32 in TRANSACTIONS, u32 in SUBJECTS
 * </pre>
 *
 * @param from the first height it covers
 * @param to the last
 * @param level how often its entries were merged
 * @param genesis of the chain
 * @param block the hash of the block at {@code to}
 */
record RunHeader(
    long from,
    long to,
    int level,
    Hash genesis,
    Hash block,
    int heights,
    int transactions,
    int subjects) {
  private static final long MAGIC = 0x47_48_4f_53_54_52_55_4eL; // GHOSTRUN
  private static final int VERSION = 1;
  private static final int LEVELS_MAX = 64;

  RunHeader {
    if (from < 1 || to < from || to - from > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("expected a range of heights, got " + from + " to " + to);
    }
    if (level < 0 || level > LEVELS_MAX || heights < 0 || transactions < 0 || subjects < 0) {
      throw new IllegalArgumentException(
          "expected a level and counts, got "
              + level
              + ", "
              + heights
              + ", "
              + transactions
              + ", "
              + subjects);
    }
  }

  int count(RunTable table) {
    return switch (table) {
      case HEIGHTS -> heights;
      case TRANSACTIONS -> transactions;
      case SUBJECTS -> subjects;
    };
  }

  long firstPage(RunTable table) {
    return switch (table) {
      case HEIGHTS -> 1;
      case TRANSACTIONS -> 1 + RunTable.HEIGHTS.pages(heights);
      case SUBJECTS -> firstPage(RunTable.TRANSACTIONS) + RunTable.TRANSACTIONS.pages(transactions);
    };
  }

  /** How many pages the file has, this one included. */
  long pages() {
    return firstPage(RunTable.SUBJECTS) + RunTable.SUBJECTS.pages(subjects);
  }

  /** What the sums of the other pages are salted with: the same before the counts are known. */
  int salt() {
    var crc = new CRC32C();
    crc.update(
        ByteBuffer.allocate(16 + 2 * Hash.BYTES)
            .putLong(from)
            .putLong(to)
            .put(genesis.bytes())
            .put(block.bytes())
            .array());
    return (int) crc.getValue();
  }

  RunHeader withSubjects(int count) {
    return new RunHeader(from, to, level, genesis, block, heights, transactions, count);
  }

  /** The page. */
  byte[] encode() {
    byte[] page = new byte[RunPage.BYTES];
    ByteBuffer.wrap(page)
        .putLong(MAGIC)
        .putInt(VERSION)
        .putInt(level)
        .putLong(from)
        .putLong(to)
        .put(genesis.bytes())
        .put(block.bytes())
        .putInt(heights)
        .putInt(transactions)
        .putInt(subjects);
    RunPage.seal(page, 0, 0, 0);
    return page;
  }

  /**
   * Reads the page.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static RunHeader decode(ByteBuffer page) {
    if (page.getLong(0) != MAGIC) {
      throw new IllegalArgumentException("expected a run of ghostd");
    }
    if (page.getInt(8) != VERSION) {
      throw new IllegalArgumentException("expected version " + VERSION + ", got " + page.getInt(8));
    }
    if (!RunPage.isWhole(page, 0, 0)) {
      throw new IllegalArgumentException("the header's sum is wrong");
    }
    byte[] hashes = new byte[2 * Hash.BYTES];
    page.get(32, hashes);
    return new RunHeader(
        page.getLong(16),
        page.getLong(24),
        page.getInt(12),
        Hash.read(hashes, 0),
        Hash.read(hashes, Hash.BYTES),
        page.getInt(96),
        page.getInt(100),
        page.getInt(104));
  }
}
