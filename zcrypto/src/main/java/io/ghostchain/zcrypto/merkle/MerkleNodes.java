package io.ghostchain.zcrypto.merkle;

import io.ghostchain.zcrypto.Hash;

/**
 * Where the hashes of a tree's complete subtrees are found: a {@link MerkleTree} in memory, or a
 * table that was filled from {@link MerkleFrontier#append(byte[], Sink)}.
 */
@FunctionalInterface
public interface MerkleNodes {
  /**
   * The root of the complete subtree over the leaves from {@code position << level} up to, without,
   * {@code (position + 1) << level}. Level 0 holds the leaf hashes.
   */
  Hash at(int level, long position);

  /** Told of each complete subtree once, when its last leaf arrives. */
  @FunctionalInterface
  interface Sink {
    /** The subtree at a level and position, as in {@link MerkleNodes#at}. */
    void completed(int level, long position, Hash hash);
  }
}
