package io.ghostchain.ghostd.state;

import static io.ghostchain.ghostd.state.NodeHasher.ENTRY_BYTES;
import static io.ghostchain.ghostd.state.NodeHasher.HASH_BYTES;

import io.ghostchain.zcrypto.sha256.HashBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Hashes many subtrees of sorted entries, as {@link NodeHasher#subtree} does one: first all leaves,
 * then all nodes above leaves, and so on, since those of one height can be hashed side by side. Not
 * thread-safe.
 */
final class SubtreeHashes {
  /** Pairs of child hashes in a page. */
  private static final int PAGE_PAIRS = 256;

  /** What is kept from run to run, 1 MiB; a larger batch makes its own. */
  private static final int PAGES_KEPT = 64;

  private static final int PAIR_BYTES = 2 * HASH_BYTES;

  private final HashBatch hashes;

  /** Where the children of inner nodes are hashed to. Pages are never moved. */
  private final List<byte[]> pages = new ArrayList<>();

  private int pairs;

  /** The inner nodes by their height above the leaves, less 1. */
  private final List<Nodes> byHeight = new ArrayList<>();

  /** Inner nodes of one height: the number of each one's pair, and where its hash goes. */
  private static final class Nodes {
    int[] pairs = new int[16];
    byte[][] targets = new byte[16][];
    int[] targetOffsets = new int[16];
    int size;

    void add(int pair, byte[] target, int targetOffset) {
      if (size == pairs.length) {
        pairs = Arrays.copyOf(pairs, 2 * size);
        targets = Arrays.copyOf(targets, 2 * size);
        targetOffsets = Arrays.copyOf(targetOffsets, 2 * size);
      }
      pairs[size] = pair;
      targets[size] = target;
      targetOffsets[size++] = targetOffset;
    }
  }

  SubtreeHashes(HashBatch hashes) {
    this.hashes = hashes;
  }

  /**
   * Adds a subtree, whose entries agree in their first {@code depth} bits. No entries give 32 zero
   * bytes, one gives its leaf.
   */
  void add(byte[] entries, int depth, byte[] target, int targetOffset) {
    int _ = add(entries, 0, entries.length / ENTRY_BYTES, depth, target, targetOffset);
  }

  /** Hashes those that were added. */
  void run() {
    hashes.run();
    for (Nodes nodes : byHeight) {
      for (int i = 0; i < nodes.size; i++) {
        hashes.add(
            NodeHasher.INNER_TAG,
            page(nodes.pairs[i]),
            offset(nodes.pairs[i]),
            PAIR_BYTES,
            nodes.targets[i],
            nodes.targetOffsets[i]);
      }
      hashes.run();
      Arrays.fill(nodes.targets, 0, nodes.size, null);
      nodes.size = 0;
    }
    if (pages.size() > PAGES_KEPT) {
      pages.subList(PAGES_KEPT, pages.size()).clear();
      byHeight.clear();
    }
    pairs = 0;
  }

  /** How high the subtree is. */
  private int add(byte[] entries, int from, int to, int depth, byte[] target, int targetOffset) {
    if (from == to) {
      Arrays.fill(target, targetOffset, targetOffset + HASH_BYTES, (byte) 0);
      return 0;
    }
    if (from + 1 == to) {
      hashes.add(
          NodeHasher.LEAF_TAG, entries, from * ENTRY_BYTES, ENTRY_BYTES, target, targetOffset);
      return 0;
    }
    int middle = NodeHasher.split(entries, from, to, depth);
    int pair = claimPair();
    byte[] page = page(pair);
    int at = offset(pair);
    int height =
        Math.max(
            add(entries, from, middle, depth + 1, page, at),
            add(entries, middle, to, depth + 1, page, at + HASH_BYTES));
    if (byHeight.size() == height) {
      byHeight.add(new Nodes());
    }
    byHeight.get(height).add(pair, target, targetOffset);
    return height + 1;
  }

  private int claimPair() {
    if (pairs == pages.size() * PAGE_PAIRS) {
      pages.add(new byte[PAGE_PAIRS * PAIR_BYTES]);
    }
    return pairs++;
  }

  private byte[] page(int pair) {
    return pages.get(pair / PAGE_PAIRS);
  }

  private static int offset(int pair) {
    return pair % PAGE_PAIRS * PAIR_BYTES;
  }
}
