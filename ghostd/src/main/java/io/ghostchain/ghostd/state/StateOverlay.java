package io.ghostchain.ghostd.state;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.StateRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a block over a state that stays as it is. What a transaction in it changes, or a
 * call in that, is taken back by {@link #rollBack} to a {@link #mark} before it.
 *
 * <p>What is below is looked up once for each key, and a record is encoded once, for the {@link
 * #diff}, however often it was read and written in between. Not thread-safe.
 */
public final class StateOverlay implements StateView, StateWriter {
  private final StateView below;
  private final Map<StateKey, Slot> slots = new LinkedHashMap<>();

  /** What slots held at the marks, the oldest first. */
  private final List<Held> journal = new ArrayList<>();

  /** Counts marks and returns to them. */
  private int epoch;

  /** What a slot held before it was first written after a mark. */
  private record Held(Slot slot, @Nullable Bytes bytes, @Nullable StateRecord record) {}

  /** No changes yet over {@code below}, which must not change while this is in use. */
  public StateOverlay(StateView below) {
    this.below = below;
  }

  /**
   * The place of one key: to be kept by whoever comes back to it.
   *
   * <p>Its value is in bytes, as a record that is not encoded yet, in both, or absent.
   */
  public final class Slot {
    private final StateKey key;
    private @Nullable Bytes before;
    private @Nullable Bytes bytes;
    private @Nullable StateRecord record;

    /** The epoch in which it was last written. */
    private int written = -1;

    private Slot(StateKey key) {
      this.key = key;
    }

    private void fill(@Nullable Bytes value) {
      before = value;
      bytes = value;
    }

    /** The key. */
    public StateKey key() {
      return key;
    }

    /** The value now, null if there is none. */
    public @Nullable Bytes bytes() {
      if (bytes == null && record != null) {
        bytes = record.encoded();
      }
      return bytes;
    }

    /** The value as it was last given to {@link #put} or {@link #remember}, if it was. */
    public @Nullable StateRecord record() {
      return record;
    }

    /** Whether there is a value. */
    public boolean isPresent() {
      return bytes != null || record != null;
    }

    /** Sets the value. */
    public void put(StateRecord value) {
      write(null, value);
    }

    /** Keeps what the present value was read to. */
    public void remember(StateRecord read) {
      record = read;
    }

    private void write(@Nullable Bytes newBytes, @Nullable StateRecord newRecord) {
      if (written != epoch) {
        journal.add(new Held(this, bytes, record));
        written = epoch;
      }
      bytes = newBytes;
      record = newRecord;
    }
  }

  /** The place of a key. */
  public Slot slot(StateKey key) {
    Slot slot = slots.get(key);
    if (slot == null) {
      slot = reserve(key);
      slot.fill(below.get(key));
    }
    return slot;
  }

  /** A place for a key that was not asked for so far, to be filled before it is used. */
  public Slot reserve(StateKey key) {
    Slot slot = new Slot(key);
    slots.put(key, slot);
    return slot;
  }

  /** Looks up what is below reserved places: together, which costs less than one by one. */
  public void fill(List<Slot> reserved) {
    List<StateKey> keys = new ArrayList<>(reserved.size());
    for (Slot slot : reserved) {
      keys.add(slot.key);
    }
    List<@Nullable Bytes> values = below.getAll(keys);
    for (int i = 0; i < reserved.size(); i++) {
      reserved.get(i).fill(values.get(i));
    }
  }

  @Override
  public @Nullable Bytes get(StateKey key) {
    return slot(key).bytes();
  }

  @Override
  public void put(StateKey key, Bytes value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a state value has at least one byte: " + key);
    }
    slot(key).write(value, null);
  }

  @Override
  public void delete(StateKey key) {
    slot(key).write(null, null);
  }

  /** A point to go back to, as long as none before it was gone back to or {@link #keep} called. */
  public int mark() {
    epoch++;
    return journal.size();
  }

  /** Takes back every change since a mark. */
  public void rollBack(int mark) {
    for (int i = journal.size() - 1; i >= mark; i--) {
      Held held = journal.get(i);
      held.slot.bytes = held.bytes;
      held.slot.record = held.record;
    }
    journal.subList(mark, journal.size()).clear();
    epoch++;
  }

  /** Gives up all marks: what was changed so far stays. */
  public void keep() {
    journal.clear();
  }

  /** Takes what is different from the state below. */
  public interface Visitor {
    /**
     * A changed key.
     *
     * @param record what was encoded to the value, if it was
     */
    void visit(StateKey key, @Nullable Bytes value, @Nullable StateRecord record);
  }

  /**
   * What is different from the state below: a value written back as it was is not a change.
   *
   * @param visitor told of each change, in the order in which keys were first looked at
   */
  public StateDiff diff(Visitor visitor) {
    List<StateDiff.Change> different = new ArrayList<>(slots.size());
    for (Slot slot : slots.values()) {
      if (slot.written >= 0) {
        Bytes value = slot.bytes();
        if (!Objects.equals(value, slot.before)) {
          different.add(new StateDiff.Change(slot.key, value));
          visitor.visit(slot.key, value, slot.record);
        }
      }
    }
    return StateDiff.sorted(different);
  }
}
