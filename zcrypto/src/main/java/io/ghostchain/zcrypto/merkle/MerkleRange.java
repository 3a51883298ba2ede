package io.ghostchain.zcrypto.merkle;

import io.ghostchain.zcrypto.Hash;

/** A tree of a fixed size read from a table of complete subtrees; its right edge is computed. */
record MerkleRange(MerkleNodes nodes, long size) {
  /** The node over the leaves from {@code position << level} on, cut off at the size. */
  Hash node(int level, long position) {
    long first = position << level;
    return root(first, Math.min(1L << level, size - first));
  }

  /** The root over {@code count} leaves from {@code first}, a multiple of a power of 2 >= count. */
  private Hash root(long first, long count) {
    long largest = Long.highestOneBit(count);
    int level = Long.numberOfTrailingZeros(largest);
    Hash left = nodes.at(level, first >>> level);
    return largest == count ? left : MerkleHash.node(left, root(first + largest, count - largest));
  }
}
