package io.ghostchain.zcrypto.merkle;

import io.ghostchain.zcrypto.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The proof that a tree only grew: its first {@code oldSize} leaves are those of an earlier tree
 * (RFC 9162 section 2.1.4).
 *
 * <p>Encoded as both sizes, 8 bytes each and big-endian, then the nodes; their number follows from
 * the sizes. Every tree grew from the empty one and from itself, and both proofs are empty.
 *
 * @param oldSize leaves of the earlier tree
 * @param newSize leaves of the later tree, at most 2^62
 * @param nodes as RFC 9162 orders them
 */
public record ConsistencyProof(long oldSize, long newSize, List<Hash> nodes) {
  /** The longest encoding, in bytes. */
  public static final int ENCODED_BYTES_MAX = 2 * Long.BYTES + 63 * Hash.BYTES;

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if the sizes shrink or are out of range, or the number of
   *     nodes is not the one that the sizes ask for
   */
  public ConsistencyProof {
    nodes = List.copyOf(nodes);
    if (oldSize < 0 || newSize > MerkleFrontier.SIZE_MAX || oldSize > newSize) {
      throw new IllegalArgumentException(
          "a tree of " + newSize + " leaves did not grow from one of " + oldSize);
    }
    int expected = nodeCount(oldSize, newSize);
    if (nodes.size() != expected) {
      throw new IllegalArgumentException(
          "the growth from "
              + oldSize
              + " to "
              + newSize
              + " leaves is proved by "
              + expected
              + " nodes, got "
              + nodes.size());
    }
  }

  /**
   * The proof from nodes kept elsewhere.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= oldSize <= newSize}
   */
  public static ConsistencyProof of(MerkleNodes nodes, long oldSize, long newSize) {
    Objects.checkFromToIndex(0, oldSize, newSize);
    var proof = new ArrayList<Hash>();
    if (oldSize > 0 && oldSize < newSize) {
      var range = new MerkleRange(nodes, newSize);
      Path path = Path.of(oldSize, newSize);
      if (!path.startsAtRoot()) {
        proof.add(range.node(path.level, path.position));
      }
      for (; path.width > 1; path = path.up()) {
        if (path.hasSibling()) {
          proof.add(range.node(path.level, path.position ^ 1));
        }
      }
    }
    return new ConsistencyProof(oldSize, newSize, proof);
  }

  /**
   * The proof of an encoding.
   *
   * @throws IllegalArgumentException if the bytes are not exactly one proof
   */
  public static ConsistencyProof decode(byte[] encoded) {
    if (encoded.length < 2 * Long.BYTES || encoded.length > ENCODED_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a consistency proof has 16 to " + ENCODED_BYTES_MAX + " bytes, got " + encoded.length);
    }
    ByteBuffer in = ByteBuffer.wrap(encoded);
    long oldSize = in.getLong();
    long newSize = in.getLong();
    return new ConsistencyProof(oldSize, newSize, HashList.read(encoded, in.position()));
  }

  /** The bytes that {@link #decode} reads. */
  public byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(2 * Long.BYTES + Hash.BYTES * nodes.size());
    out.putLong(oldSize).putLong(newSize);
    HashList.write(nodes, out);
    return out.array();
  }

  /** Whether the later tree, by its root, grew from the earlier one (RFC 9162 section 2.1.4.2). */
  public boolean holds(Hash oldRoot, Hash newRoot) {
    if (oldSize == 0) {
      return oldRoot.equals(Hash.ZERO) && (newSize > 0 || newRoot.equals(Hash.ZERO));
    }
    if (oldSize == newSize) {
      return oldRoot.equals(newRoot);
    }
    Path path = Path.of(oldSize, newSize);
    int next = 0;
    Hash before = path.startsAtRoot() ? oldRoot : nodes.get(next++);
    Hash after = before;
    while (path.width > 1) {
      if (path.hasSibling()) {
        Hash sibling = nodes.get(next++);
        if (path.isRight()) {
          before = MerkleHash.node(sibling, before);
          after = MerkleHash.node(sibling, after);
        } else {
          after = MerkleHash.node(after, sibling);
        }
      }
      path = path.up();
    }
    return before.equals(oldRoot) && after.equals(newRoot);
  }

  private static int nodeCount(long oldSize, long newSize) {
    if (oldSize == 0 || oldSize == newSize) {
      return 0;
    }
    Path path = Path.of(oldSize, newSize);
    int count = path.startsAtRoot() ? 0 : 1;
    while (path.width > 1) {
      count += path.hasSibling() ? 1 : 0;
      path = path.up();
    }
    return count;
  }

  /**
   * The way up the later tree from the last complete subtree of the earlier one: what stands to its
   * left belongs to both trees, what stands to its right to the later one only.
   */
  private record Path(int level, long position, long width) {
    static Path of(long oldSize, long newSize) {
      int level = Long.numberOfTrailingZeros(oldSize);
      return new Path(level, (oldSize - 1) >>> level, ((newSize - 1) >>> level) + 1);
    }

    /** A power of two of leaves is one subtree, whose hash the verifier has: the old root. */
    boolean startsAtRoot() {
      return position == 0;
    }

    boolean hasSibling() {
      return (position ^ 1) < width;
    }

    boolean isRight() {
      return (position & 1) != 0;
    }

    Path up() {
      return new Path(level + 1, position >>> 1, (width + 1) >>> 1);
    }
  }
}
