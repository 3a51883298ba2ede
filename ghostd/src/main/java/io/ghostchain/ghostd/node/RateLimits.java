package io.ghostchain.ghostd.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A token bucket for each peer. Peers that were not seen for long are forgotten, with a full
 * bucket, when there are too many to remember. Safe for use by several threads.
 */
final class RateLimits {
  private static final int PEERS_MAX = 10_000;
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final LongSupplier nanoTime;

  /** Guards the map. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > PEERS_MAX;
        }
      };

  private static final class Bucket {
    double tokens;
    long filled;
  }

  /**
   * Limits to a rate, with bursts of one second's worth.
   *
   * @param perSecond 0 for no limit
   * @param nanoTime a monotonic clock in nanoseconds
   */
  RateLimits(long perSecond, LongSupplier nanoTime) {
    this.perSecond = (double) perSecond;
    this.nanoTime = nanoTime;
  }

  /** Takes one token; answers 0, or how many milliseconds to wait for the next. */
  long take(String peer) {
    if (perSecond == 0) {
      return 0;
    }
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      Bucket bucket = buckets.get(peer);
      if (bucket == null) {
        bucket = new Bucket();
        bucket.tokens = perSecond;
        buckets.put(peer, bucket);
      } else {
        bucket.tokens =
            Math.min(perSecond, bucket.tokens + (now - bucket.filled) / NANOS * perSecond);
      }
      bucket.filled = now;
      if (bucket.tokens >= 1) {
        bucket.tokens--;
        return 0;
      }
      return Math.max(1, (long) Math.ceil((1 - bucket.tokens) * 1000 / perSecond));
    } finally {
      lock.unlock();
    }
  }
}
