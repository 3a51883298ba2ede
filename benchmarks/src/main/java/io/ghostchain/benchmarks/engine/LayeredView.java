package io.ghostchain.benchmarks.engine;

import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.ghostd.state.StateView;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A state that moves on without a tree: what blocks changed lies in a map over a state that stays.
 * One thread writes, any number read, so blocks may be checked while one is executed.
 */
final class LayeredView implements StateView {
  private final StateView below;
  private final Map<StateKey, Bytes> changed = new ConcurrentHashMap<>(1 << 20);

  LayeredView(StateView below) {
    this.below = below;
  }

  @Override
  public @Nullable Bytes get(StateKey key) {
    Bytes value = changed.get(key);
    return value != null ? value : below.get(key);
  }

  /** What no block changed is looked up below together, as a node's executor has it. */
  @Override
  public List<@Nullable Bytes> getAll(List<StateKey> keys) {
    List<@Nullable Bytes> values = new ArrayList<>(below.getAll(keys));
    for (int i = 0; i < keys.size(); i++) {
      Bytes value = changed.get(keys.get(i));
      if (value != null) {
        values.set(i, value);
      }
    }
    return values;
  }

  /** Takes the changes of a block. None of a transfer is a deletion. */
  void apply(StateDiff diff) {
    for (StateDiff.Change change : diff.changes()) {
      Bytes value = change.value();
      if (value == null) {
        throw new IllegalStateException(
            "transfers delete nothing, got a deletion of " + change.key());
      }
      changed.put(change.key(), value);
    }
  }
}
