package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import java.io.IOException;
import java.util.Arrays;
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

  /** Writes them about in order, which RocksDB takes in half the time that it has for any other. */
  void writeTo(Index.Batch batch) throws IOException {
    StateDiff.Change[] changes = newest.values().toArray(StateDiff.Change[]::new);
    long[] order = new long[changes.length];
    for (int i = 0; i < changes.length; i++) {
      order[i] = (prefix(changes[i].key().bytes()) << Integer.SIZE) | i;
    }
    Arrays.sort(order);
    for (long place : order) {
      StateDiff.Change change = changes[(int) place];
      batch.state(change.key(), change.value());
    }
  }

  /** The table, which is less than 128, and three bytes more. */
  private static long prefix(Bytes key) {
    long prefix = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      prefix = (prefix << Byte.SIZE) | (i < key.length() ? key.at(i) & 0xff : 0);
    }
    return prefix;
  }
}
