package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.Vault;
import io.ghostchain.zcrypto.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Vaults by their hashes, so that an account in use needs its short record alone, which names the
 * hash. Of a fixed number of entries, each hash having one place. Safe for any thread: entries are
 * immutable, and a race loses one of two.
 */
final class VaultCache {
  /** A vault of one key takes some 2 kB. */
  private static final int PLACES = 1 << 14;

  /** What a hash stands for is the same everywhere, so all ledgers of a process may share. */
  static final VaultCache SHARED = new VaultCache();

  private final @Nullable Entry[] entries = new @Nullable Entry[PLACES];

  private record Entry(Hash hash, Vault vault) {}

  /** The vault with a hash, null if it is not remembered. */
  @Nullable Vault find(Hash hash) {
    Entry entry = entries[place(hash)];
    return entry != null && entry.hash.equals(hash) ? entry.vault : null;
  }

  /** Remembers a vault. */
  void put(Hash hash, Vault vault) {
    entries[place(hash)] = new Entry(hash, vault);
  }

  private static int place(Hash hash) {
    return hash.hashCode() & (PLACES - 1);
  }
}
