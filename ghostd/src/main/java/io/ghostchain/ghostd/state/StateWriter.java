package io.ghostchain.ghostd.state;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;

/** Takes changes to the state. */
public interface StateWriter {
  /**
   * Sets the value of a key.
   *
   * @param value at least one byte
   */
  void put(StateKey key, Bytes value);

  /** Removes a key, if it is there. */
  void delete(StateKey key);
}
