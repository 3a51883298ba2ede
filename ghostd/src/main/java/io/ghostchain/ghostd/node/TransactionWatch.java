package io.ghostchain.ghostd.node;

import io.ghostchain.zcrypto.Hash;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes those who wait for something to become of a transaction. Safe for several threads. */
public final class TransactionWatch {
  private final Map<Hash, Set<Watcher>> watchers = new ConcurrentHashMap<>();

  TransactionWatch() {}

  /** One who waits. Owned by one thread, but for being woken. */
  public final class Watcher implements AutoCloseable {
    private final Hash txId;
    private final Semaphore woken = new Semaphore(0);

    private Watcher(Hash txId) {
      this.txId = txId;
    }

    /** Waits until something became of the transaction since the last call, or time is up. */
    public void await(long millis) throws InterruptedException {
      if (woken.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        woken.drainPermits();
      }
    }

    @Override
    public void close() {
      watchers.computeIfPresent(
          txId,
          (id, set) -> {
            set.remove(this);
            return set.isEmpty() ? null : set;
          });
    }
  }

  /** Begins to watch. */
  public Watcher watch(Hash txId) {
    Watcher watcher = new Watcher(txId);
    watchers.compute(
        txId,
        (id, set) -> {
          Set<Watcher> present = set == null ? ConcurrentHashMap.newKeySet() : set;
          present.add(watcher);
          return present;
        });
    return watcher;
  }

  void wake(Collection<Hash> txIds) {
    if (watchers.isEmpty()) {
      return;
    }
    for (Hash txId : txIds) {
      Set<Watcher> present = watchers.get(txId);
      if (present != null) {
        present.forEach(watcher -> watcher.woken.release());
      }
    }
  }

  void wakeAll() {
    watchers.values().forEach(set -> set.forEach(watcher -> watcher.woken.release()));
  }
}
