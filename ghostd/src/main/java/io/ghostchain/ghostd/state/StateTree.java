package io.ghostchain.ghostd.state;

import static io.ghostchain.ghostd.state.NodeHasher.ENTRY_BYTES;
import static io.ghostchain.ghostd.state.NodeHasher.HASH_BYTES;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.sha256.HashBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The compact binary Merkle trie over SHA-256 of every state key, whose root is in the header
 * (LEDGER.md, "State root"). It holds hashes alone, 64 bytes a key and about as much again for its
 * nodes; the values are elsewhere.
 *
 * <p>Changes come in batches, one a block: each touched node is hashed once. The last few batches
 * can be undone, and paths be asked for as of before them. Not thread-safe: {@link ChainState}
 * guards it.
 */
public final class StateTree {
  /** The levels above the segments. */
  static final int TOP_LEVELS = 8;

  private static final int SEGMENTS = 1 << TOP_LEVELS;

  private final int batchesKept;
  private final HashBatch hashes = new HashBatch();
  private final SubtreeHashes subtrees = new SubtreeHashes(hashes);
  private final NodeLevels top = new NodeLevels(TOP_LEVELS);
  private final Segment[] segments = new Segment[SEGMENTS];

  /** What the last batches overwrote, the newest first. */
  private final ArrayDeque<Before> history = new ArrayDeque<>();

  /** What one batch overwrote; null for segments that it left alone. Never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Before(NodesBefore top, Segment.@Nullable Before[] segments) {}

  /**
   * An empty tree.
   *
   * @param batchesKept how many batches can be undone, at least 1
   */
  public StateTree(int batchesKept) {
    if (batchesKept < 1) {
      throw new IllegalArgumentException("a tree keeps at least 1 batch, not " + batchesKept);
    }
    this.batchesKept = batchesKept;
    for (int i = 0; i < SEGMENTS; i++) {
      segments[i] = new Segment();
    }
  }

  /** The root now; 32 zero bytes for an empty tree. */
  public Hash root() {
    return root(0);
  }

  /** The root as it was {@code batchesBack} batches ago. */
  public Hash root(int batchesBack) {
    byte[] hash = new byte[HASH_BYTES];
    topAt(newer(batchesBack)).copyHash(1, hash);
    return Hash.read(hash, 0);
  }

  /** How many keys there are. */
  public long size() {
    long size = 0;
    for (Segment segment : segments) {
      size += segment.keys();
    }
    return size;
  }

  /** How many batches back the tree can answer. */
  public int batchesBack() {
    return history.size();
  }

  /** Applies a batch and gives the new root. */
  public Hash apply(TreeBatch batch) {
    byte[] changes = batch.sorted();
    Segment.@Nullable Changed[] changed = new Segment.@Nullable Changed[SEGMENTS];
    int to;
    for (int from = 0; from < batch.size(); from = to) {
      int index = segmentOf(changes, from);
      to = from + 1;
      while (to < batch.size() && segmentOf(changes, to) == index) {
        to++;
      }
      changed[index] = segments[index].change(changes, from, to, subtrees, hashes);
    }
    subtrees.run();
    rehash(changed);
    NodesBefore topBefore = new NodesBefore(TOP_LEVELS, SEGMENTS);
    rehashTop(changed, topBefore);
    Segment.@Nullable Before[] segmentsBefore = new Segment.@Nullable Before[SEGMENTS];
    for (int i = 0; i < SEGMENTS; i++) {
      Segment.Changed one = changed[i];
      segmentsBefore[i] = one == null ? null : one.before();
    }
    history.addFirst(new Before(topBefore, segmentsBefore));
    if (history.size() > batchesKept) {
      history.removeLast();
    }
    return root();
  }

  /** Goes up in all segments at once, level by level. */
  private void rehash(Segment.@Nullable Changed[] changed) {
    for (int level = NodeLevels.LEVELS_MAX - 1; level >= 0; level--) {
      for (Segment.Changed one : changed) {
        if (one != null) {
          one.rehash().up(level, hashes);
        }
      }
      hashes.run();
    }
  }

  private void rehashTop(Segment.@Nullable Changed[] changed, NodesBefore before) {
    int[] dirty = new int[SEGMENTS];
    int count = 0;
    byte[] root = new byte[HASH_BYTES];
    for (int i = 0; i < SEGMENTS; i++) {
      if (changed[i] != null) {
        int node = top.bottom(i);
        top.remember(node, before);
        segments[i].copyRoot(root, 0);
        top.put(node, segments[i].rootKind(), root, 0);
        dirty[count++] = node;
      }
    }
    var rehash = top.new Rehash(dirty, count, before);
    for (int level = TOP_LEVELS - 1; level >= 0; level--) {
      rehash.up(level, hashes);
      hashes.run();
    }
  }

  /** Applies a batch that cannot be undone, and gives up what could be: for filling a tree. */
  public Hash load(TreeBatch batch) {
    Hash root = apply(batch);
    history.clear();
    return root;
  }

  /**
   * Undoes the last batch.
   *
   * @throws IllegalStateException if it is not kept any more
   */
  public void undo() {
    Before before = history.pollFirst();
    if (before == null) {
      throw new IllegalStateException("no batch to undo");
    }
    before.top.restore(top);
    for (int i = 0; i < SEGMENTS; i++) {
      Segment.Before segmentBefore = before.segments[i];
      if (segmentBefore != null) {
        segments[i].restore(segmentBefore);
      }
    }
  }

  /** The way to a key as it was {@code batchesBack} batches ago. */
  public TreePath path(int batchesBack, Hash keyHash) {
    List<Before> newer = newer(batchesBack);
    byte[] key = keyHash.bytes();
    int segmentIndex = key[0] & 0xff;
    Walk walk = new Walk(key);
    walk.down(topAt(newer), 0);
    if (walk.kind == NodeLevels.INNER) {
      Segment.At segment = segmentAt(newer, segmentIndex);
      walk.down(segment.nodes(), TOP_LEVELS);
      if (walk.kind == NodeLevels.INNER) {
        walk.intoBucket(segment.bucket(walk.node), segment.layout().bucketDepth());
      } else if (walk.kind == NodeLevels.LEAF) {
        walk.endAtOnlyKey(segment, walk.node);
      }
    } else if (walk.kind == NodeLevels.LEAF) {
      NodesAt nodes = topAt(newer);
      int only = nodes.bottomOfOnlyKey(walk.node) - top.bottom(0);
      walk.endAtOnlyKey(segmentAt(newer, only), 1);
    }
    return new TreePath(walk.siblings.reversed(), walk.leaf);
  }

  /** A walk from the root to one key. */
  private static final class Walk {
    private final byte[] key;
    private final NodeHasher hasher = new NodeHasher();
    private final List<Hash> siblings = new ArrayList<>();
    private int node = 1;
    private byte kind;
    private TreePath.@Nullable Leaf leaf;

    Walk(byte[] key) {
      this.key = key;
    }

    /** Goes from the root of {@code nodes}, {@code depth} levels deep, as far as keys differ. */
    void down(NodesAt nodes, int depth) {
      byte[] hash = new byte[HASH_BYTES];
      node = 1;
      kind = nodes.kind(node);
      for (int level = 0; level < nodes.now().levels() && kind == NodeLevels.INNER; level++) {
        node = 2 * node + (NodeHasher.bit(key, 0, depth + level) ? 1 : 0);
        nodes.copyHash(node ^ 1, hash);
        siblings.add(Hash.read(hash, 0));
        kind = nodes.kind(node);
      }
    }

    /** Goes on among the two or more entries of a bucket. */
    void intoBucket(byte[] entries, int bucketDepth) {
      byte[] hash = new byte[HASH_BYTES];
      int from = 0;
      int to = entries.length / ENTRY_BYTES;
      for (int depth = bucketDepth; to - from > 1; depth++) {
        int middle = NodeHasher.split(entries, from, to, depth);
        if (NodeHasher.bit(key, 0, depth)) {
          hasher.subtree(entries, from, middle, depth + 1, hash, 0);
          from = middle;
        } else {
          hasher.subtree(entries, middle, to, depth + 1, hash, 0);
          to = middle;
        }
        siblings.add(Hash.read(hash, 0));
      }
      if (to > from) {
        endAt(entries, from * ENTRY_BYTES);
      }
    }

    void endAtOnlyKey(Segment.At segment, int below) {
      endAt(segment.bucket(segment.nodes().bottomOfOnlyKey(below)), 0);
    }

    private void endAt(byte[] entries, int offset) {
      leaf = new TreePath.Leaf(Hash.read(entries, offset), Hash.read(entries, offset + HASH_BYTES));
    }
  }

  /** What was overwritten after the version asked for, oldest first. */
  private List<Before> newer(int batchesBack) {
    if (batchesBack < 0 || batchesBack > history.size()) {
      throw new IllegalArgumentException(
          "the tree answers for 0 to " + history.size() + " batches back, not " + batchesBack);
    }
    List<Before> newer = new ArrayList<>(batchesBack);
    Iterator<Before> newestFirst = history.iterator();
    for (int i = 0; i < batchesBack; i++) {
      newer.add(newestFirst.next());
    }
    return newer.reversed();
  }

  private NodesAt topAt(List<Before> newer) {
    return new NodesAt(top, newer.stream().map(Before::top).toList());
  }

  private Segment.At segmentAt(List<Before> newer, int index) {
    return segments[index].at(
        newer.stream().map(before -> before.segments[index]).filter(Objects::nonNull).toList());
  }

  private static int segmentOf(byte[] changes, int index) {
    return changes[index * ENTRY_BYTES] & 0xff;
  }
}
