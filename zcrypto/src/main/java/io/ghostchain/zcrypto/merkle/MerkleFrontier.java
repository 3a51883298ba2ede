package io.ghostchain.zcrypto.merkle;

import io.ghostchain.zcrypto.Hash;
import java.nio.ByteBuffer;

/**
 * The right edge of a growing Merkle tree: its size and the roots of its complete subtrees (the
 * peaks of a Merkle mountain range), enough to append and to know the root.
 *
 * <p>Memory and encoding grow with the number of one-bits of the size, at most 62. Not thread-safe:
 * its owner's thread appends.
 */
public final class MerkleFrontier {
  /** The most leaves a tree may have: 2^62. */
  public static final long SIZE_MAX = 1L << 62;

  /** The subtree of 2^i leaves stands at i, and is meaningful while bit i of the size is set. */
  private final Hash[] peaks = new Hash[63];

  private long size;

  /** A frontier of no leaves. */
  public MerkleFrontier() {}

  /** The root over a list of leaves, {@link Hash#ZERO} if there are none. */
  public static Hash rootOf(Iterable<byte[]> leaves) {
    var frontier = new MerkleFrontier();
    for (byte[] leaf : leaves) {
      frontier.append(leaf);
    }
    return frontier.root();
  }

  /**
   * The frontier of an {@linkplain #encode encoding}.
   *
   * @throws IllegalArgumentException if the size is out of range or the length does not fit it
   */
  public static MerkleFrontier decode(byte[] encoded) {
    if (encoded.length < Long.BYTES) {
      throw new IllegalArgumentException(
          "a Merkle frontier has at least 8 bytes, got " + encoded.length);
    }
    var frontier = new MerkleFrontier();
    frontier.size = ByteBuffer.wrap(encoded).getLong();
    if (frontier.size < 0 || frontier.size > SIZE_MAX) {
      throw new IllegalArgumentException(
          "a Merkle tree has 0 to 2^62 leaves, got " + Long.toUnsignedString(frontier.size));
    }
    int expected = frontier.encodedBytes();
    if (encoded.length != expected) {
      throw new IllegalArgumentException(
          "the frontier of "
              + frontier.size
              + " leaves has "
              + expected
              + " bytes, got "
              + encoded.length);
    }
    int offset = Long.BYTES;
    for (int level = 62; level >= 0; level--) {
      if (frontier.hasPeak(level)) {
        frontier.peaks[level] = Hash.read(encoded, offset);
        offset += Hash.BYTES;
      }
    }
    return frontier;
  }

  /** How many leaves were appended. */
  public long size() {
    return size;
  }

  /** Appends a leaf. */
  public void append(byte[] leaf) {
    append(leaf, (level, position, hash) -> {});
  }

  /**
   * Appends a leaf and tells the sink of every subtree that this completes, the leaf's own hash
   * first.
   *
   * @throws IllegalStateException if the tree has {@link #SIZE_MAX} leaves
   */
  public void append(byte[] leaf, MerkleNodes.Sink sink) {
    if (size == SIZE_MAX) {
      throw new IllegalStateException("a Merkle tree has at most 2^62 leaves");
    }
    Hash carry = MerkleHash.leaf(leaf);
    int level = 0;
    sink.completed(0, size, carry);
    while (hasPeak(level)) {
      carry = MerkleHash.node(peaks[level], carry);
      level++;
      sink.completed(level, size >>> level, carry);
    }
    peaks[level] = carry;
    size++;
  }

  /** The root over all leaves so far, {@link Hash#ZERO} if there are none. */
  public Hash root() {
    if (size == 0) {
      return Hash.ZERO;
    }
    int level = Long.numberOfTrailingZeros(size);
    Hash root = peaks[level];
    for (level++; level < peaks.length; level++) {
      if (hasPeak(level)) {
        root = MerkleHash.node(peaks[level], root);
      }
    }
    return root;
  }

  /** The size as 8 bytes, big-endian, then the peaks from the largest subtree to the smallest. */
  public byte[] encode() {
    byte[] encoded = new byte[encodedBytes()];
    ByteBuffer.wrap(encoded).putLong(size);
    int offset = Long.BYTES;
    for (int level = 62; level >= 0; level--) {
      if (hasPeak(level)) {
        peaks[level].write(encoded, offset);
        offset += Hash.BYTES;
      }
    }
    return encoded;
  }

  private int encodedBytes() {
    return Long.BYTES + Hash.BYTES * Long.bitCount(size);
  }

  private boolean hasPeak(int level) {
    return (size >>> level & 1) != 0;
  }
}
