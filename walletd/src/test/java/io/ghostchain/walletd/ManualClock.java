package io.ghostchain.walletd;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is told otherwise. */
public final class ManualClock implements InstantSource {
  private final AtomicLong nanos = new AtomicLong(-5);
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** Of a clock that only goes forward. */
  public long nanos() {
    return nanos.get();
  }

  /** Lets time pass. */
  public void advance(Duration by) {
    now = now.plus(by);
    var _ = nanos.addAndGet(by.toNanos());
  }

  /**
   * Sets the wall clock, back or forth, while the other stands still: a person did it, or the
   * machine slept.
   */
  public void set(Duration by) {
    now = now.plus(by);
  }
}
