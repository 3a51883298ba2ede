package io.ghostchain.ghostd.state;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes over a state that stays as it is: those of a block, of one transaction in it, or of a
 * call in that, each an overlay of the next.
 *
 * <p>Commit one by writing it into the overlay below, roll it back by dropping it. Not thread-safe.
 */
public final class StateOverlay implements StateView, StateWriter {
  private final StateView below;

  /** A null value is a deletion. */
  private final Map<StateKey, @Nullable Bytes> changes = new LinkedHashMap<>();

  /** No changes yet over {@code below}, which must not change while this is in use. */
  public StateOverlay(StateView below) {
    this.below = below;
  }

  @Override
  public @Nullable Bytes get(StateKey key) {
    Bytes value = changes.get(key);
    return value != null || changes.containsKey(key) ? value : below.get(key);
  }

  @Override
  public void put(StateKey key, Bytes value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a state value has at least one byte: " + key);
    }
    changes.put(key, value);
  }

  @Override
  public void delete(StateKey key) {
    changes.put(key, null);
  }

  /** Writes every change into {@code target}, in the order of each key's first change. */
  public void commitTo(StateWriter target) {
    changes.forEach((key, value) -> {
      if (value == null) {
        target.delete(key);
      } else {
        target.put(key, value);
      }
    });
  }

  /** What is different from the state below: a value written back as it was is not a change. */
  public StateDiff diff() {
    List<StateDiff.Change> different = new ArrayList<>(changes.size());
    changes.forEach((key, value) -> {
      if (!Objects.equals(value, below.get(key))) {
        different.add(new StateDiff.Change(key, value));
      }
    });
    return StateDiff.sorted(different);
  }
}
