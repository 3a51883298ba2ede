package io.ghostchain.ghostd.state;

import static io.ghostchain.ghostd.state.NodeHasher.ENTRY_BYTES;

import io.ghostchain.zcrypto.sha256.HashBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The subtree of all keys whose hashes share their first {@link StateTree#TOP_LEVELS} bits: flat
 * levels above, sorted buckets of a few entries below.
 *
 * <p>Buckets are replaced, never written into, so that an older version keeps its own. A batch that
 * finds the buckets too full (or too empty) first lays the segment out anew; segments reach that
 * point in different blocks, which spreads the work. Owned by the tree's writer.
 */
final class Segment {
  /** Buckets hold two to four entries on average: fewer costs memory, more costs hashing. */
  private static final int BUCKET_ENTRIES_MAX = 4;

  private static final byte[] NO_ENTRIES = {};

  private Layout layout = new Layout(new NodeLevels(0), new byte[][] {NO_ENTRIES});
  private int keys;

  /** One arrangement of the segment's entries. Never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record Layout(NodeLevels nodes, byte[][] buckets) {
    int bucketOf(byte[] entries, int offset) {
      long bits = 0;
      for (int i = 1; i <= 4; i++) {
        bits = bits << 8 | (entries[offset + i] & 0xff);
      }
      return (int) (bits >>> (32 - nodes.levels()));
    }

    int bucketDepth() {
      return StateTree.TOP_LEVELS + nodes.levels();
    }
  }

  /** What a batch overwrote. */
  sealed interface Before {
    /**
     * The batch left the layout alone; {@code buckets} go with the lowest nodes, in order. Never
     * compared.
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Touched(int keys, NodesBefore nodes, byte[][] buckets) implements Before {}

    /** The batch worked on a new layout; the old one is as it was. */
    record Replaced(int keys, Layout layout) implements Before {}
  }

  int keys() {
    return keys;
  }

  byte rootKind() {
    return layout.nodes.kind(1);
  }

  void copyRoot(byte[] target, int offset) {
    layout.nodes.copyHash(1, target, offset);
  }

  /** A batch that was put into the buckets, with the nodes above them still to be hashed. */
  record Changed(Before before, NodeLevels.Rehash rehash) {}

  /**
   * Applies the sorted changes {@code from} to {@code to} of a batch to the buckets, whose hashes
   * are there after the subtrees have run.
   */
  Changed change(byte[] changes, int from, int to, SubtreeHashes subtrees, HashBatch hashes) {
    int keysBefore = keys;
    Layout layoutBefore = layout;
    int levels = fittingLevels();
    boolean replaced = levels != layout.nodes.levels();
    if (replaced) {
      layout = arranged(levels, hashes);
    }
    NodesBefore nodesBefore = new NodesBefore(layout.nodes.levels(), to - from);
    int[] dirty = new int[to - from];
    byte[][] bucketsBefore = change(changes, from, to, nodesBefore, dirty, subtrees);
    return new Changed(
        replaced
            ? new Before.Replaced(keysBefore, layoutBefore)
            : new Before.Touched(keysBefore, nodesBefore, bucketsBefore),
        layout.nodes.new Rehash(dirty, bucketsBefore.length, nodesBefore));
  }

  /** Undoes the last batch. */
  void restore(Before before) {
    switch (before) {
      case Before.Touched(int keysThen, NodesBefore nodes, byte[][] buckets) -> {
        keys = keysThen;
        nodes.restore(layout.nodes);
        for (int i = 0; i < buckets.length; i++) {
          layout.buckets[nodes.node(i) - layout.nodes.bottom(0)] = buckets[i];
        }
      }
      case Before.Replaced(int keysThen, Layout layoutThen) -> {
        keys = keysThen;
        layout = layoutThen;
      }
    }
  }

  /**
   * The segment as it was before the given batches.
   *
   * @param newer what the batches after the wanted version overwrote, oldest first
   */
  At at(List<Before> newer) {
    var touched = new ArrayList<Before.Touched>();
    for (Before before : newer) {
      switch (before) {
        case Before.Touched batch -> touched.add(batch);
        case Before.Replaced batch -> {
          return new At(batch.layout, touched);
        }
      }
    }
    return new At(layout, touched);
  }

  /** A segment at one version. */
  record At(Layout layout, List<Before.Touched> newer) {
    NodesAt nodes() {
      return new NodesAt(layout.nodes, newer.stream().map(Before.Touched::nodes).toList());
    }

    byte[] bucket(int node) {
      for (Before.Touched batch : newer) {
        int index = batch.nodes.find(node);
        if (index >= 0) {
          return batch.buckets[index];
        }
      }
      return layout.buckets[node - layout.nodes.bottom(0)];
    }
  }

  /** The buckets that were replaced; their nodes go to {@code dirty}. */
  private byte[][] change(
      byte[] changes, int from, int to, NodesBefore before, int[] dirty, SubtreeHashes subtrees) {
    byte[][] bucketsBefore = new byte[to - from][];
    int count = 0;
    int next;
    for (int first = from; first < to; first = next) {
      int bucket = layout.bucketOf(changes, first * ENTRY_BYTES);
      next = first + 1;
      while (next < to && layout.bucketOf(changes, next * ENTRY_BYTES) == bucket) {
        next++;
      }
      byte[] old = layout.buckets[bucket];
      byte[] merged = merge(old, changes, first, next);
      if (merged == null) {
        continue;
      }
      int node = layout.nodes.bottom(bucket);
      layout.nodes.remember(node, before);
      bucketsBefore[count] = old;
      dirty[count++] = node;
      layout.buckets[bucket] = merged;
      layout.nodes.putBucket(node, merged, layout.bucketDepth(), subtrees);
      keys += (merged.length - old.length) / ENTRY_BYTES;
    }
    return Arrays.copyOf(bucketsBefore, count);
  }

  /** The bucket after the changes, or null if they change nothing. */
  private static byte @Nullable [] merge(byte[] bucket, byte[] changes, int from, int to) {
    byte[] merged = new byte[bucket.length + (to - from) * ENTRY_BYTES];
    int length = 0;
    int old = 0;
    int change = from * ENTRY_BYTES;
    int end = to * ENTRY_BYTES;
    boolean changed = false;
    while (old < bucket.length || change < end) {
      int order =
          old == bucket.length
              ? 1
              : change == end ? -1 : TreeBatch.compareKeys(bucket, old, changes, change);
      if (order < 0) {
        System.arraycopy(bucket, old, merged, length, ENTRY_BYTES);
        length += ENTRY_BYTES;
        old += ENTRY_BYTES;
        continue;
      }
      boolean removes = TreeBatch.removes(changes, change);
      if (!removes) {
        System.arraycopy(changes, change, merged, length, ENTRY_BYTES);
        length += ENTRY_BYTES;
      }
      changed |=
          order == 0
              ? !Arrays.equals(
                  bucket, old, old + ENTRY_BYTES, changes, change, change + ENTRY_BYTES)
              : !removes;
      old += order == 0 ? ENTRY_BYTES : 0;
      change += ENTRY_BYTES;
    }
    if (!changed) {
      return null;
    }
    return length == 0 ? NO_ENTRIES : Arrays.copyOf(merged, length);
  }

  private int fittingLevels() {
    int levels = layout.nodes.levels();
    while (levels < NodeLevels.LEVELS_MAX && keys > BUCKET_ENTRIES_MAX << levels) {
      levels++;
    }
    // Far below half, so that a segment at the edge does not go back and forth.
    while (levels > 0 && keys < (1 << levels) / BUCKET_ENTRIES_MAX) {
      levels--;
    }
    return levels;
  }

  private Layout arranged(int levels, HashBatch hashes) {
    var subtrees = new SubtreeHashes(hashes);
    byte[] all = new byte[Math.multiplyExact(keys, ENTRY_BYTES)];
    int length = 0;
    for (byte[] bucket : layout.buckets) {
      System.arraycopy(bucket, 0, all, length, bucket.length);
      length += bucket.length;
    }
    var arranged = new Layout(new NodeLevels(levels), new byte[1 << levels][]);
    int from = 0;
    for (int bucket = 0; bucket < arranged.buckets.length; bucket++) {
      int to = from;
      while (to < length && arranged.bucketOf(all, to) == bucket) {
        to += ENTRY_BYTES;
      }
      byte[] entries = from == to ? NO_ENTRIES : Arrays.copyOfRange(all, from, to);
      arranged.buckets[bucket] = entries;
      arranged.nodes.putBucket(
          arranged.nodes.bottom(bucket), entries, arranged.bucketDepth(), subtrees);
      from = to;
    }
    subtrees.run();
    arranged.nodes.rehashAll(hashes);
    return arranged;
  }
}
