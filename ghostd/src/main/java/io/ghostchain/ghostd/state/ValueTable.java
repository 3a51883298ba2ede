package io.ghostchain.ghostd.state;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of the newest state, all in memory. Only looked up and never walked, so that its order
 * cannot matter. Not thread-safe: {@link ChainState} guards it.
 */
final class ValueTable implements StateView, StateWriter {
  private final Map<StateKey, Bytes> values = new HashMap<>();

  @Override
  public @Nullable Bytes get(StateKey key) {
    return values.get(key);
  }

  /** Keeps a copy of a value that is a view of something larger. */
  @Override
  public void put(StateKey key, Bytes value) {
    values.put(key, value.compact());
  }

  @Override
  public void delete(StateKey key) {
    values.remove(key);
  }
}
