package io.ghostchain.ghostd.mempool;

import java.util.Collection;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The waiting transactions, those first that the mempool can do without: behind a gap, then by tip,
 * then the latest. Ranks are those of when each was added, and what is gone is passed over when
 * met.
 */
final class EvictionOrder {
  private static final Comparator<Ranked> ORDER =
      Comparator.comparingLong(Ranked::rank)
          .thenComparing(Comparator.comparingLong((Ranked ranked) -> -ranked.pending.arrival()));

  private final PriorityQueue<Ranked> queue = new PriorityQueue<>(ORDER);
  private final Predicate<Pending> waits;

  /**
   * A waiting transaction.
   *
   * @param rank its tip, or less than any tip behind a gap
   */
  record Ranked(Pending pending, long rank) {}

  EvictionOrder(Predicate<Pending> waits) {
    this.waits = waits;
  }

  void add(Pending pending, long rank) {
    queue.add(new Ranked(pending, rank));
  }

  /** How many are in here, gone ones included. */
  int size() {
    return queue.size();
  }

  /** Takes out the first that still waits, null if none does. */
  @Nullable Ranked poll() {
    Ranked first = queue.poll();
    while (first != null && !waits.test(first.pending)) {
      first = queue.poll();
    }
    return first;
  }

  /** Puts back what was taken out. */
  void restore(Collection<Ranked> taken) {
    queue.addAll(taken);
  }
}
