package io.ghostchain.ghostd.state;

import static io.ghostchain.ghostd.state.NodeHasher.HASH_BYTES;

import io.ghostchain.zcrypto.sha256.HashBatch;
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

  /** Writes a node from elsewhere. Call {@link Rehash} for the nodes above it. */
  void put(int node, byte kind, byte[] source, int offset) {
    kinds[node] = kind;
    System.arraycopy(source, offset, hashes, node * HASH_BYTES, HASH_BYTES);
  }

  /**
   * Writes the node of the lowest level that stands for the sorted entries of one bucket; its hash
   * is there after the subtrees have run.
   */
  void putBucket(int node, byte[] entries, int depth, SubtreeHashes subtrees) {
    kinds[node] = (byte) Math.min(entries.length / NodeHasher.ENTRY_BYTES, INNER);
    subtrees.add(entries, depth, hashes, node * HASH_BYTES);
  }

  /**
   * The way from changed nodes of the lowest level up, each node above them once. Several tries go
   * up side by side, so that their nodes of one level are hashed together.
   */
  final class Rehash {
    private final int[] dirty;
    private final NodesBefore before;
    private int count;

    /**
     * Of nodes whose hashes are there.
     *
     * @param dirty ascending nodes of the lowest level; overwritten
     * @param before takes what was there
     */
    Rehash(int[] dirty, int count, NodesBefore before) {
      this.dirty = dirty;
      this.count = count;
      this.before = before;
    }

    /**
     * Goes to the next level up, which is {@code level} (0 is the root), if the trie is so deep.
     * Its hashes are there after the batch has run.
     */
    void up(int level, HashBatch batch) {
      if (level >= levels) {
        return;
      }
      int parents = 0;
      before.startLevel(level);
      for (int i = 0; i < count; i++) {
        int parent = dirty[i] >>> 1;
        if (parents == 0 || dirty[parents - 1] != parent) {
          before.add(parent, kinds[parent], hashes);
          join(parent, batch);
          dirty[parents++] = parent;
        }
      }
      count = parents;
    }
  }

  /** Hashes every node above the lowest level. */
  void rehashAll(HashBatch batch) {
    for (int level = levels - 1; level >= 0; level--) {
      for (int node = 1 << level; node < 2 << level; node++) {
        join(node, batch);
      }
      batch.run();
    }
  }

  /** Tells {@code before} of a node of the lowest level that is about to change. */
  void remember(int node, NodesBefore before) {
    before.add(node, kinds[node], hashes);
  }

  private void join(int node, HashBatch batch) {
    int left = 2 * node;
    byte leftKind = kinds[left];
    byte rightKind = kinds[left + 1];
    int target = node * HASH_BYTES;
    if (leftKind + rightKind >= INNER) {
      kinds[node] = INNER;
      batch.add(NodeHasher.INNER_TAG, hashes, left * HASH_BYTES, 2 * HASH_BYTES, hashes, target);
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
