package io.ghostchain.zcrypto.merkle;

import io.ghostchain.zcrypto.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The proof that a leaf stands at an index of a tree of a known size (RFC 9162 section 2.1.3).
 *
 * <p>Encoded as the index and the size, 8 bytes each and big-endian, then the siblings. How many
 * siblings there are follows from index and size, so a proof has exactly one encoding of at most
 * {@value #ENCODED_BYTES_MAX} bytes.
 *
 * <p>A root does not commit to the number of leaves, and under another size the same siblings may
 * prove another index. Where the index matters, compare {@link #treeSize} with the size that came
 * with the root; that the leaf is in the tree holds either way.
 *
 * @param leafIndex from 0
 * @param treeSize number of leaves, at most 2^62
 * @param siblings the nodes beside the path, from the leaf up
 */
public record MerkleProof(long leafIndex, long treeSize, List<Hash> siblings) {
  /** The longest encoding, in bytes: that of a leaf in a tree of 2^62. */
  public static final int ENCODED_BYTES_MAX = 2 * Long.BYTES + 62 * Hash.BYTES;

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if the index is not within the tree, or the number of siblings
   *     is not the one that index and size ask for
   */
  public MerkleProof {
    siblings = List.copyOf(siblings);
    int expected = siblingCount(leafIndex, treeSize);
    if (siblings.size() != expected) {
      throw new IllegalArgumentException(
          "the proof of leaf "
              + leafIndex
              + " of "
              + treeSize
              + " has "
              + expected
              + " siblings, got "
              + siblings.size());
    }
  }

  /**
   * The proof of a leaf, from nodes kept elsewhere. Asks for complete subtrees of the first {@code
   * treeSize} leaves only, so a table that has grown since proves its earlier sizes too.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= leafIndex < treeSize}
   */
  public static MerkleProof of(MerkleNodes nodes, long leafIndex, long treeSize) {
    Objects.checkIndex(leafIndex, treeSize);
    var range = new MerkleRange(nodes, treeSize);
    var siblings = new ArrayList<Hash>();
    long position = leafIndex;
    long width = treeSize;
    for (int level = 0; width > 1; level++) {
      if ((position ^ 1) < width) {
        siblings.add(range.node(level, position ^ 1));
      }
      position >>>= 1;
      width = parents(width);
    }
    return new MerkleProof(leafIndex, treeSize, siblings);
  }

  /**
   * The proof of an encoding.
   *
   * @throws IllegalArgumentException if the bytes are not exactly one proof
   */
  public static MerkleProof decode(byte[] encoded) {
    if (encoded.length < 2 * Long.BYTES || encoded.length > ENCODED_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a Merkle proof has 16 to " + ENCODED_BYTES_MAX + " bytes, got " + encoded.length);
    }
    ByteBuffer in = ByteBuffer.wrap(encoded);
    long leafIndex = in.getLong();
    long treeSize = in.getLong();
    return new MerkleProof(leafIndex, treeSize, HashList.read(encoded, in.position()));
  }

  /** The bytes that {@link #decode} reads. */
  public byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(2 * Long.BYTES + Hash.BYTES * siblings.size());
    out.putLong(leafIndex).putLong(treeSize);
    HashList.write(siblings, out);
    return out.array();
  }

  /** Whether {@code leaf} stands at the index in the tree of this size with this root. */
  public boolean holds(Hash root, byte[] leaf) {
    return rootFor(leaf).equals(root);
  }

  /** The root that the tree has if {@code leaf} stands at the index. */
  public Hash rootFor(byte[] leaf) {
    Hash hash = MerkleHash.leaf(leaf);
    long position = leafIndex;
    int next = 0;
    for (long width = treeSize; width > 1; width = parents(width)) {
      if ((position ^ 1) < width) {
        Hash sibling = siblings.get(next++);
        hash =
            (position & 1) == 0 ? MerkleHash.node(hash, sibling) : MerkleHash.node(sibling, hash);
      }
      position >>>= 1;
    }
    return hash;
  }

  /** A node without a sibling rises unchanged, so only the steps that have one count. */
  private static int siblingCount(long leafIndex, long treeSize) {
    if (treeSize > MerkleFrontier.SIZE_MAX || leafIndex < 0 || leafIndex >= treeSize) {
      throw new IllegalArgumentException(
          "leaf " + leafIndex + " is not within a tree of " + treeSize + " leaves");
    }
    int count = 0;
    long position = leafIndex;
    for (long width = treeSize; width > 1; width = parents(width)) {
      count += (position ^ 1) < width ? 1 : 0;
      position >>>= 1;
    }
    return count;
  }

  private static long parents(long width) {
    return (width + 1) >>> 1;
  }
}
