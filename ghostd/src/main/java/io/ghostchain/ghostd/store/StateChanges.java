package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.protocol.StateKey;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What several blocks change in the state: of every key the last change. Owned by one thread. */
final class StateChanges {
  private final Map<StateKey, StateDiff.Change> newest = new HashMap<>();

  /** Adds what a block changes after those before. */
  void add(StateDiff diff) {
    for (StateDiff.Change change : diff.changes()) {
      newest.put(change.key(), change);
    }
  }

  /** Adds what was there before any of it. */
  void addBefore(StateDiff diff) {
    for (StateDiff.Change change : diff.changes()) {
      newest.putIfAbsent(change.key(), change);
    }
  }

  void writeTo(Index.Batch batch) throws IOException {
    for (StateDiff.Change change : newest.values()) {
      batch.state(change.key(), change.value());
    }
  }
}
