package io.ghostchain.ghostd.state;

import static io.ghostchain.ghostd.state.NodeHasher.HASH_BYTES;

import java.util.Arrays;

/**
 * The nodes of a {@link NodeLevels} that one batch overwrote, as they were before: what undoes the
 * batch, and what answers for the version before it.
 *
 * <p>Added level by level from the lowest up, ascending within a level, so that a node is found by
 * binary search.
 */
final class NodesBefore {
  private final int[] levelStarts;
  private int[] nodes;
  private byte[] kinds;
  private byte[] hashes;
  private int count;

  /**
   * Room for a batch that changes {@code dirtyExpected} nodes of the lowest of {@code levels}
   * levels.
   */
  NodesBefore(int levels, int dirtyExpected) {
    levelStarts = new int[levels + 1];
    int room = 2 * dirtyExpected + levels + 1;
    nodes = new int[room];
    kinds = new byte[room];
    hashes = new byte[Math.multiplyExact(room, HASH_BYTES)];
  }

  /** What is added from here on belongs to {@code level}; the lowest starts by itself. */
  void startLevel(int level) {
    levelStarts[level] = count;
  }

  void add(int node, byte kind, byte[] source) {
    if (count == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * count);
      kinds = Arrays.copyOf(kinds, 2 * count);
      hashes = Arrays.copyOf(hashes, 2 * count * HASH_BYTES);
    }
    nodes[count] = node;
    kinds[count] = kind;
    System.arraycopy(source, node * HASH_BYTES, hashes, count * HASH_BYTES, HASH_BYTES);
    count++;
  }

  /** Index of a node, or a negative number if the batch left it alone. */
  int find(int node) {
    int level = 31 - Integer.numberOfLeadingZeros(node);
    int end = level == 0 ? count : levelStarts[level - 1];
    return Arrays.binarySearch(nodes, levelStarts[level], end, node);
  }

  byte kind(int index) {
    return kinds[index];
  }

  void copyHash(int index, byte[] target, int offset) {
    System.arraycopy(hashes, index * HASH_BYTES, target, offset, HASH_BYTES);
  }

  /** How many nodes of the lowest level the batch changed; they are the first. */
  int bottomCount() {
    return levelStarts.length == 1 ? count : levelStarts[levelStarts.length - 2];
  }

  int node(int index) {
    return nodes[index];
  }

  /** Puts everything back. */
  void restore(NodeLevels levels) {
    for (int i = 0; i < count; i++) {
      levels.put(nodes[i], kinds[i], hashes, i * HASH_BYTES);
    }
  }
}
