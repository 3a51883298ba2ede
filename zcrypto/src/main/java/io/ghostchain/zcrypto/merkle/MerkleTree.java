package io.ghostchain.zcrypto.merkle;

import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * A growing Merkle tree in memory, with all its nodes (about 64 bytes and two references a leaf),
 * so that it can prove any leaf and any earlier size.
 *
 * <p>Not thread-safe while it is appended to.
 */
public final class MerkleTree {
  private final MerkleFrontier frontier = new MerkleFrontier();

  /** The complete subtrees of 2^i leaves stand in list i, left to right. */
  private final List<List<Hash>> levels = new ArrayList<>();

  /** A tree of no leaves. */
  public MerkleTree() {}

  /** The tree over a list of leaves. */
  public static MerkleTree of(Iterable<byte[]> leaves) {
    var tree = new MerkleTree();
    for (byte[] leaf : leaves) {
      tree.append(leaf);
    }
    return tree;
  }

  /** How many leaves there are. */
  public long size() {
    return frontier.size();
  }

  /** The root, {@link Hash#ZERO} if there are no leaves. */
  public Hash root() {
    return frontier.root();
  }

  /**
   * Appends a leaf.
   *
   * @throws IllegalStateException if there are {@link Integer#MAX_VALUE} leaves
   */
  public void append(byte[] leaf) {
    if (size() == Integer.MAX_VALUE) {
      throw new IllegalStateException("a tree in memory has at most 2^31 - 1 leaves");
    }
    frontier.append(leaf, this::store);
  }

  /**
   * The proof that a leaf stands at an index.
   *
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public MerkleProof prove(long index) {
    return MerkleProof.of(this::node, index, size());
  }

  /**
   * The proof that this tree grew from its first {@code oldSize} leaves.
   *
   * @throws IndexOutOfBoundsException if the tree has fewer leaves than that
   */
  public ConsistencyProof proveGrowthFrom(long oldSize) {
    return ConsistencyProof.of(this::node, oldSize, size());
  }

  private Hash node(int level, long position) {
    return levels.get(level).get((int) position);
  }

  private void store(int level, long position, Hash hash) {
    if (level == levels.size()) {
      levels.add(new ArrayList<>());
    }
    levels.get(level).add(hash);
  }
}
