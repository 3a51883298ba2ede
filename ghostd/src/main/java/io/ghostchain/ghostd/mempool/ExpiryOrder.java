package io.ghostchain.ghostd.mempool;

import io.ghostchain.zcrypto.Hash;
import java.util.Collection;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When waiting transactions expire. What has left the mempool is passed over when its time comes,
 * or forgotten once it is more than what waits.
 */
final class ExpiryOrder {
  private static final int GONE_MIN = 1_024;

  private final PriorityQueue<Deadline> queue = new PriorityQueue<>();

  /** Names a transaction and does not keep it in memory. */
  private record Deadline(long validUntil, long arrival, Hash id) implements Comparable<Deadline> {
    Deadline(Pending pending) {
      this(pending.body().validUntil(), pending.arrival(), pending.id());
    }

    @Override
    public int compareTo(Deadline other) {
      return validUntil == other.validUntil
          ? Long.compare(arrival, other.arrival)
          : Long.compare(validUntil, other.validUntil);
    }
  }

  /** Adds one of those that wait. */
  void add(Pending pending, Collection<Pending> waiting) {
    queue.add(new Deadline(pending));
    if (queue.size() > 2 * waiting.size() + GONE_MIN) {
      queue.clear();
      waiting.forEach(each -> queue.add(new Deadline(each)));
    }
  }

  /**
   * Takes out the first that waits and is valid no longer than {@code time}; null if none is.
   *
   * @param find gives what waits under an id
   */
  @Nullable Pending poll(long time, Function<Hash, @Nullable Pending> find) {
    for (Deadline first = queue.peek();
        first != null && first.validUntil <= time;
        first = queue.peek()) {
      queue.remove();
      Pending pending = find.apply(first.id);
      if (pending != null && pending.arrival() == first.arrival) {
        return pending;
      }
    }
    return null;
  }

  /** How many are in here, gone ones included. */
  int size() {
    return queue.size();
  }
}
