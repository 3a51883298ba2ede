package io.ghostchain.ghostd.consensus;

/**
 * Which epoch a height is in: every epoch has the same number of blocks, and epoch 0 begins with
 * height 1.
 */
public record EpochSchedule(long epochBlocks) {
  /** Checks the length. */
  public EpochSchedule {
    if (epochBlocks < 1) {
      throw new IllegalArgumentException("an epoch has at least one block, got " + epochBlocks);
    }
  }

  /** The epoch of a height from 1 on. */
  public long epoch(long height) {
    return (height - 1) / epochBlocks;
  }

  /** The index of a height in its epoch, from 0. */
  public long index(long height) {
    return (height - 1) % epochBlocks;
  }
}
