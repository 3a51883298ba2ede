package io.ghostchain.ghostd.consensus;

import java.time.Duration;

/**
 * How long transactions gather for a block. A large block is cheaper for each of its transactions:
 * one certificate, one write to the disk, and the upper levels of the state's tree hashed once. So
 * the more the last block held, the longer the next may gather; while few come, nobody waits.
 *
 * <p>Gathering also ends when nothing more comes, since clients may be waiting for what they have
 * sent. Not thread-safe.
 */
final class BlockPace {
  /**
   * Of gathering for each transaction of the block before: the time between blocks grows while more
   * than 10,000 transactions a second come, and shrinks below that.
   */
  private static final long NANOS_PER_TRANSACTION = 100_000;

  /** After so long without a new transaction no more are expected. */
  static final long QUIET_NANOS = 2_000_000;

  private final long leastNanos;
  private final long mostNanos;
  private long gatherNanos;

  /** A pace between two times from the start of one block to the start of the next. */
  BlockPace(Duration least, Duration most) {
    leastNanos = least.toNanos();
    mostNanos = Math.max(leastNanos, most.toNanos());
    gatherNanos = leastNanos;
  }

  /** A block was made. */
  void made(int transactions) {
    gatherNanos = Math.clamp(transactions * NANOS_PER_TRANSACTION, leastNanos, mostNanos);
  }

  /** The least time from the start of a block to the start of the next one. */
  long leastNanos() {
    return leastNanos;
  }

  /** The most from the start of a block to the start of the next, while transactions come. */
  long gatherNanos() {
    return gatherNanos;
  }
}
