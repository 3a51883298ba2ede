package io.ghostchain.ghostd.state;

import static io.ghostchain.ghostd.state.NodeHasher.HASH_BYTES;

import java.util.Arrays;

/**
 * The upper levels of a binary trie as one flat array in heap order: node 1 is the root, the
 * children of node i are 2i and 2i+1, and the hashes of two siblings stand side by side.
 *
 * <p>Each node knows how many keys are below it as far as the root rule asks: none, one or more.
 */
final class NodeLevels {
  /** No key below: the hash is zero. */
  static final byte EMPTY = 0;

  /** One key below: the hash is its leaf. */
  static final byte LEAF = 1;

  /** Two keys or more. */
  static final byte INNER = 2;

  /** More would not fit one array. */
  static final int LEVELS_MAX = 24;

  private final int levels;
  private final byte[] hashes;
  private final byte[] kinds;

  /** An empty trie of {@code levels} levels below its root. */
  NodeLevels(int levels) {
    this.levels = levels;
    hashes = new byte[Math.multiplyExact(2 << levels, HASH_BYTES)];
    kinds = new byte[2 << levels];
  }

  int levels() {
    return levels;
  }

  /** The node of the lowest level at {@code index}. */
  int bottom(int index) {
    return (1 << levels) + index;
  }

  byte kind(int node) {
    return kinds[node];
  }

  void copyHash(int node, byte[] target, int offset) {
    System.arraycopy(hashes, node * HASH_BYTES, target, offset, HASH_BYTES);
  }

  /** Writes a node from elsewhere. Call {@link #rehash} for the nodes above it. */
  void put(int node, byte kind, byte[] source, int offset) {
    kinds[node] = kind;
    System.arraycopy(source, offset, hashes, node * HASH_BYTES, HASH_BYTES);
  }

  /** Writes the node of the lowest level that stands for sorted entries of one bucket. */
  void putBucket(int node, byte[] entries, int depth, NodeHasher hasher) {
    int count = entries.length / NodeHasher.ENTRY_BYTES;
    kinds[node] = (byte) Math.min(count, INNER);
    hasher.subtree(entries, 0, count, depth, hashes, node * HASH_BYTES);
  }

  /**
   * Hashes each node above the dirty ones once.
   *
   * @param dirty ascending nodes of the lowest level; overwritten
   * @param before takes what was there
   */
  void rehash(int[] dirty, int count, NodesBefore before, NodeHasher hasher) {
    int left = count;
    for (int level = levels - 1; level >= 0; level--) {
      int parents = 0;
      before.startLevel(level);
      for (int i = 0; i < left; i++) {
        int parent = dirty[i] >>> 1;
        if (parents == 0 || dirty[parents - 1] != parent) {
          before.add(parent, kinds[parent], hashes);
          join(parent, hasher);
          dirty[parents++] = parent;
        }
      }
      left = parents;
    }
  }

  /** Hashes every node above the lowest level. */
  void rehashAll(NodeHasher hasher) {
    for (int node = (1 << levels) - 1; node > 0; node--) {
      join(node, hasher);
    }
  }

  /** Tells {@code before} of a node of the lowest level that is about to change. */
  void remember(int node, NodesBefore before) {
    before.add(node, kinds[node], hashes);
  }

  private void join(int node, NodeHasher hasher) {
    int left = 2 * node;
    byte leftKind = kinds[left];
    byte rightKind = kinds[left + 1];
    int target = node * HASH_BYTES;
    if (leftKind + rightKind >= INNER) {
      kinds[node] = INNER;
      hasher.inner(hashes, left * HASH_BYTES, hashes, target);
    } else if (leftKind + rightKind == LEAF) {
      kinds[node] = LEAF;
      int only = leftKind == LEAF ? left : left + 1;
      System.arraycopy(hashes, only * HASH_BYTES, hashes, target, HASH_BYTES);
    } else {
      kinds[node] = EMPTY;
      Arrays.fill(hashes, target, target + HASH_BYTES, (byte) 0);
    }
  }
}
