package io.ghostchain.ghostd.state;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import org.jspecify.annotations.Nullable;

/** The state as of one moment: what each key holds. */
@FunctionalInterface
public interface StateView {
  /** The state that holds nothing. */
  StateView EMPTY = key -> null;

  /** The value of a key, null if there is none. A value is never empty. */
  @Nullable Bytes get(StateKey key);
}
