package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.StateRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decoded records of the state, so that an account that is in use is not decoded again for every
 * rule that looks at it.
 *
 * <p>A record is found by its key and the bytes it was decoded from, so what is found is always
 * right, and a lost or overwritten entry only costs a decoding. Of a fixed number of entries, each
 * key having one place. Safe for any thread: entries are immutable, and a race loses one of two.
 */
final class RecordCache {
  /** Room for what some ten thousand active accounts use, a few hundred bytes each. */
  private static final int PLACES = 1 << 15;

  /** Decoding is a function of the bytes alone, so all ledgers of a process may share. */
  static final RecordCache SHARED = new RecordCache(PLACES);

  private final @Nullable Entry[] entries;

  /** The hash of the key of each entry: small enough to stay near, and most often another's. */
  private final int[] hashes;

  private record Entry(StateKey key, Bytes encoded, StateRecord record) {}

  /** An empty cache of {@code places}, a power of two. */
  RecordCache(int places) {
    entries = new Entry[places];
    hashes = new int[places];
  }

  /** The record that the bytes of a key were decoded to, null if that is not remembered. */
  @Nullable StateRecord find(StateKey key, Bytes encoded) {
    int hash = key.hashCode();
    int place = place(hash);
    if (hashes[place] != hash) {
      return null;
    }
    Entry entry = entries[place];
    return entry != null && entry.encoded.equals(encoded) && entry.key.equals(key)
        ? entry.record
        : null;
  }

  /** Remembers what the bytes of a key decode to. */
  void put(StateKey key, Bytes encoded, StateRecord record) {
    int hash = key.hashCode();
    int place = place(hash);
    entries[place] = new Entry(key, encoded, record);
    hashes[place] = hash;
  }

  private int place(int hash) {
    return (hash ^ hash >>> 16) & (entries.length - 1);
  }
}
