package io.ghostchain.walletd;

import java.time.Duration;

/**
 * Wakes whoever waits for something to have changed: a new block, a new status, a new account. Says
 * that something did, not what; those who wait look for themselves. Safe for use by several
 * threads.
 */
public final class Changes implements AutoCloseable {
  // Guarded by this, as closed is.
  private long version;
  private boolean closed;

  /** Where the changes stand; take it before looking. */
  public synchronized long version() {
    return version;
  }

  /** Wakes everyone. */
  public synchronized void happened() {
    version++;
    notifyAll();
  }

  /** Wakes everyone for the last time: from now on nobody waits. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Whether the daemon is stopping, so that those who would wait must end instead. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Waits for a change after {@code seen}, at most {@code limit}; answers whether there was one.
   * Returns at once when closed.
   */
  public synchronized boolean await(long seen, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (version == seen && !closed) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return version != seen;
  }
}
