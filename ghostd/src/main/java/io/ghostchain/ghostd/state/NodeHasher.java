package io.ghostchain.ghostd.state;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The hashes of the state tree (LEDGER.md, "State root"), computed in place over byte arrays, one
 * after the other: for paths. What a block changes is hashed by {@link SubtreeHashes} and {@link
 * NodeLevels}.
 *
 * <p>An entry is 64 bytes: the hash of a key and the hash of its value. Not thread-safe: it reuses
 * its buffers.
 */
final class NodeHasher {
  static final int HASH_BYTES = 32;
  static final int ENTRY_BYTES = 2 * HASH_BYTES;

  /** Goes before the entry of a leaf. */
  static final byte LEAF_TAG = 0;

  /** Goes before the two child hashes of an inner node. */
  static final byte INNER_TAG = 1;

  private final MessageDigest digest = sha256();
  private final byte[] tagged = new byte[1 + ENTRY_BYTES];

  /** Two child hashes for each depth that {@link #subtree} is at; made when first reached. */
  private final byte[][] pairs = new byte[8 * HASH_BYTES][];

  /** Hashes the entry at {@code offset} to a leaf. */
  void leaf(byte[] entries, int offset, byte[] target, int targetOffset) {
    hash(LEAF_TAG, entries, offset, target, targetOffset);
  }

  /** Hashes the two child hashes that stand side by side at {@code offset} to an inner node. */
  void inner(byte[] children, int offset, byte[] target, int targetOffset) {
    hash(INNER_TAG, children, offset, target, targetOffset);
  }

  /**
   * Hashes the subtree of the entries {@code from} to {@code to}, which are sorted and agree in
   * their first {@code depth} bits. No entries give 32 zero bytes, one gives its leaf.
   */
  void subtree(byte[] entries, int from, int to, int depth, byte[] target, int targetOffset) {
    switch (to - from) {
      case 0 -> Arrays.fill(target, targetOffset, targetOffset + HASH_BYTES, (byte) 0);
      case 1 -> leaf(entries, from * ENTRY_BYTES, target, targetOffset);
      default -> {
        int middle = split(entries, from, to, depth);
        byte[] pair = pair(depth);
        subtree(entries, from, middle, depth + 1, pair, 0);
        subtree(entries, middle, to, depth + 1, pair, HASH_BYTES);
        inner(pair, 0, target, targetOffset);
      }
    }
  }

  /** Index of the first of the sorted entries whose bit {@code depth} is set. */
  static int split(byte[] entries, int from, int to, int depth) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bit(entries, middle * ENTRY_BYTES, depth)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Bit {@code index} of the hash at {@code offset}, 0 being the most significant. */
  static boolean bit(byte[] hashes, int offset, int index) {
    return (hashes[offset + (index >>> 3)] >>> (7 - (index & 7)) & 1) != 0;
  }

  private byte[] pair(int depth) {
    byte[] pair = pairs[depth];
    if (pair == null) {
      pair = new byte[2 * HASH_BYTES];
      pairs[depth] = pair;
    }
    return pair;
  }

  private void hash(byte tag, byte[] source, int offset, byte[] target, int targetOffset) {
    tagged[0] = tag;
    System.arraycopy(source, offset, tagged, 1, ENTRY_BYTES);
    digest.update(tagged, 0, tagged.length);
    finish(target, targetOffset);
  }

  private void finish(byte[] target, int targetOffset) {
    try {
      digest.digest(target, targetOffset, HASH_BYTES);
    } catch (DigestException impossible) {
      throw new IllegalStateException("SHA-256 gives 32 bytes", impossible);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
