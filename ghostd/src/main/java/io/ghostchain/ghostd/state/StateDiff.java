package io.ghostchain.ghostd.state;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a block changes in the state, ascending by key: the new value of each key, or its absence.
 *
 * <p>Its encoding goes to this node's own disk, never to a peer: count (4 bytes, big-endian), then
 * for each change the key's length (1), the key, the value's length (4, zero for absence) and the
 * value. There is one encoding of a diff.
 */
public record StateDiff(List<Change> changes) {
  /** No changes. */
  public static final StateDiff EMPTY = new StateDiff(List.of());

  private static final int CHANGE_BYTES_MIN = 1 + 1 + 4;

  /** What of a word to sort by says where the change stood; the rest are bytes of its key. */
  private static final int INDEX_BITS = 24;

  private static final int PREFIX_BYTES = 5;

  /**
   * One changed key.
   *
   * @param key of what changed
   * @param value at least one byte, or null if the key is gone
   */
  public record Change(StateKey key, @Nullable Bytes value) {
    public Change {
      if (value != null && value.isEmpty()) {
        throw new IllegalArgumentException("a state value has at least one byte: " + key);
      }
    }
  }

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException unless the keys are ascending and distinct
   */
  public StateDiff {
    changes = List.copyOf(changes);
    for (int i = 1; i < changes.size(); i++) {
      if (changes.get(i - 1).key.compareTo(changes.get(i).key) >= 0) {
        throw new IllegalArgumentException(
            "a diff is ascending by key: " + changes.get(i).key + " at " + i);
      }
    }
  }

  /**
   * Of distinct keys in any order: sorted by their first bytes as numbers, then those that agree in
   * them put in order.
   */
  static StateDiff sorted(List<Change> changes) {
    int size = changes.size();
    if (size > 1 << INDEX_BITS) {
      throw new IllegalArgumentException("a diff has at most 2^" + INDEX_BITS + " changes");
    }
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = prefix(changes.get(i).key.bytes()) << INDEX_BITS | i;
    }
    Arrays.sort(order);
    Change[] ascending = new Change[size];
    int run = 0;
    for (int i = 0; i < size; i++) {
      ascending[i] = changes.get((int) order[i] & ((1 << INDEX_BITS) - 1));
      if (order[i] >>> INDEX_BITS != order[run] >>> INDEX_BITS) {
        sort(ascending, run, i);
        run = i;
      }
    }
    sort(ascending, run, size);
    return new StateDiff(Arrays.asList(ascending));
  }

  /** A state with changes of several diffs over it, which have no key in common. */
  public static StateView over(StateView below, List<StateDiff> diffs) {
    return key -> {
      for (StateDiff diff : diffs) {
        Change change = diff.find(key);
        if (change != null) {
          return change.value;
        }
      }
      return below.get(key);
    };
  }

  /**
   * Diffs that have no key in common as one, and a later one over them.
   *
   * @param below the state that all of it is over: what is as it was there is no change
   */
  public static StateDiff joined(StateView below, List<StateDiff> diffs, StateDiff later) {
    List<Change> changes = new ArrayList<>();
    for (StateDiff diff : diffs) {
      for (Change change : diff.changes) {
        if (later.find(change.key) == null) {
          changes.add(change);
        }
      }
    }
    for (Change change : later.changes) {
      if (!Objects.equals(change.value, below.get(change.key))) {
        changes.add(change);
      }
    }
    return sorted(changes);
  }

  private static void sort(Change[] changes, int from, int to) {
    if (to - from > 1) {
      Arrays.sort(changes, from, to, Comparator.comparing(Change::key));
    }
  }

  /** The table, which is less than 128, and the four bytes after it. */
  private static long prefix(Bytes key) {
    long prefix = 0;
    for (int i = 0; i < PREFIX_BYTES; i++) {
      prefix = prefix << Byte.SIZE | (i < key.length() ? key.at(i) & 0xff : 0);
    }
    return prefix;
  }

  /** The change of a key, null if there is none. */
  public @Nullable Change find(StateKey key) {
    int low = 0;
    int high = changes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = changes.get(middle).key.compareTo(key);
      if (order == 0) {
        return changes.get(middle);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return null;
  }

  /** Writes every change into a table, and gives those that lead back. */
  StateDiff exchange(ValueTable values) {
    List<Change> before = new ArrayList<>(changes.size());
    for (Change change : changes) {
      before.add(new Change(change.key, values.replace(change.key, change.value)));
    }
    return new StateDiff(before);
  }

  /** The changes for a {@link StateTree}. */
  TreeBatch batch() {
    TreeBatch batch = new TreeBatch(changes.size());
    for (Change change : changes) {
      if (change.value == null) {
        batch.remove(change.key.bytes());
      } else {
        batch.put(change.key.bytes(), change.value);
      }
    }
    return batch;
  }

  /** The encoding. */
  public byte[] encode() {
    long bytes = 4;
    for (Change change : changes) {
      bytes +=
          1 + change.key.bytes().length() + 4 + (change.value == null ? 0 : change.value.length());
    }
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(bytes));
    out.putInt(changes.size());
    for (Change change : changes) {
      out.put((byte) change.key.bytes().length());
      change.key.bytes().write(out);
      out.putInt(change.value == null ? 0 : change.value.length());
      if (change.value != null) {
        change.value.write(out);
      }
    }
    return out.array();
  }

  /**
   * Reads an encoding.
   *
   * @throws IllegalArgumentException if the bytes are not the encoding of a diff
   */
  public static StateDiff decode(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    try {
      int count = in.getInt();
      if (count < 0 || count > in.remaining() / CHANGE_BYTES_MIN) {
        throw new IllegalArgumentException(
            "a diff of " + encoded.length + " bytes cannot hold " + count + " changes");
      }
      List<Change> changes = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        StateKey key = new StateKey(take(in, Byte.toUnsignedInt(in.get())));
        int valueLength = in.getInt();
        changes.add(new Change(key, valueLength == 0 ? null : take(in, valueLength)));
      }
      if (in.hasRemaining()) {
        throw new IllegalArgumentException(in.remaining() + " bytes after the end of a diff");
      }
      return new StateDiff(changes);
    } catch (BufferUnderflowException cut) {
      throw new IllegalArgumentException("a diff ends early, at byte " + in.position(), cut);
    }
  }

  private static Bytes take(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Bytes.of(bytes);
  }
}
