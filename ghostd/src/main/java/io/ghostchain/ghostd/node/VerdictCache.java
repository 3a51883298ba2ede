package io.ghostchain.ghostd.node;

import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.zcrypto.Hash;
import java.nio.ByteBuffer;
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

  private final Map<Hash, Boolean> verdicts;

  /** Remembers at most {@code entriesMax} verdicts, the newest. */
  VerdictCache(int entriesMax) {
    verdicts =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Hash, Boolean> eldest) {
            return size() > entriesMax;
          }
        };
  }

  /** By what a verdict is kept. */
  static Hash key(ValidTransaction transaction) {
    var body = transaction.body();
    long payerVersion = body.payer() == null ? -1 : body.payer().vaultVersion();
    return Hash.sha256(
        transaction.id().bytes(),
        transaction.transaction().witnessHash().bytes(),
        ByteBuffer.allocate(16).putLong(body.vaultVersion()).putLong(payerVersion).array());
  }

  Optional<Boolean> find(Hash key) {
    lock.lock();
    try {
      return Optional.ofNullable(verdicts.get(key));
    } finally {
      lock.unlock();
    }
  }

  void put(Hash key, boolean holds) {
    lock.lock();
    try {
      verdicts.put(key, holds);
    } finally {
      lock.unlock();
    }
  }
}
