package io.ghostchain.walletd;

import java.time.Duration;

/**
 * Wakes whoever waits for something to have changed: a new block, a new status, a new account. Says
 * that something did, not what; those who wait look for themselves. Safe for use by several
 * threads.
 */
public final class Changes {
  // Guarded by this.
  private long version;

  /** Where the changes stand; take it before looking. */
  public synchronized long version() {
    return version;
  }

  /** Wakes everyone. */
  public synchronized void happened() {
    version++;
    notifyAll();
  }

  /**
   * Waits for a change after {@code seen}, at most {@code limit}; answers whether there was one.
   */
  public synchronized boolean await(long seen, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (version == seen) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
