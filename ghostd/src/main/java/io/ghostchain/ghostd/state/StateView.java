package io.ghostchain.ghostd.state;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state as of one moment: what each key holds. */
@FunctionalInterface
public interface StateView {
  /** The state that holds nothing. */
  StateView EMPTY = key -> null;

  /** The value of a key, null if there is none. A value is never empty. */
  @Nullable Bytes get(StateKey key);

  /** The values of several keys, as {@link #get} gives each. */
  default List<@Nullable Bytes> getAll(List<StateKey> keys) {
    List<@Nullable Bytes> values = new ArrayList<>(keys.size());
    for (StateKey key : keys) {
      values.add(get(key));
    }
    return values;
  }
}
