package io.ghostchain.ghostd.node;

import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.zcrypto.Hash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which transactions' signatures were found to hold or not, so that nobody makes us check one
 * twice.
 *
 * <p>A verdict is kept by id, witness and vault versions together (LEDGER.md, "Id and replay"): a
 * bad witness never speaks against an id. Safe for use by several threads.
 */
final class VerdictCache {
  /** Guards the map. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<Key, Boolean> verdicts;

  /**
   * By what a verdict is kept.
   *
   * @param payerVersion -1 if nobody else pays
   */
  record Key(Hash txId, Hash witnessHash, long vaultVersion, long payerVersion) {
    static Key of(ValidTransaction transaction) {
      var body = transaction.body();
      return new Key(
          transaction.id(),
          transaction.transaction().witnessHash(),
          body.vaultVersion(),
          body.payer() == null ? -1 : body.payer().vaultVersion());
    }
  }

  /** Remembers at most {@code entriesMax} verdicts, the newest. */
  VerdictCache(int entriesMax) {
    verdicts =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > entriesMax;
          }
        };
  }

  Optional<Boolean> find(Key key) {
    lock.lock();
    try {
      return Optional.ofNullable(verdicts.get(key));
    } finally {
      lock.unlock();
    }
  }

  void put(Key key, boolean holds) {
    lock.lock();
    try {
      verdicts.put(key, holds);
    } finally {
      lock.unlock();
    }
  }
}
