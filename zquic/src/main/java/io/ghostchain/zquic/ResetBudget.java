package io.ghostchain.zquic;

import java.util.function.LongSupplier;

/**
 * How many requests a peer may still abandon: the answer to "rapid reset" (CVE-2023-44487), where a
 * peer has us begin work without end by giving each request up at once.
 *
 * <p>Counts in two half-open windows of 10 s, the older weighted by how much of it is still within
 * the last 10 s. The connection's event loop owns it.
 */
final class ResetBudget {
  static final long WINDOW_NANOS = 10_000_000_000L;

  private final int most;
  private final LongSupplier nanoTime;
  private long windowAtNanos;
  private int now;
  private int before;

  ResetBudget(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
    this.windowAtNanos = nanoTime.getAsLong();
  }

  /** Counts one; false when it was one too many. */
  boolean spend() {
    long elapsed = nanoTime.getAsLong() - windowAtNanos;
    if (elapsed >= WINDOW_NANOS) {
      before = elapsed < 2 * WINDOW_NANOS ? now : 0;
      now = 0;
      windowAtNanos += elapsed / WINDOW_NANOS * WINDOW_NANOS;
      elapsed %= WINDOW_NANOS;
    }
    now++;
    double share = 1.0 - (double) elapsed / WINDOW_NANOS;
    return now + before * share <= most;
  }
}
