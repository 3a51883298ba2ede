package io.ghostchain.ghostd.mempool;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The waiting transactions of one lane, by sequence. The first may go into the next block if its
 * sequence is the state's, each other if the one before it goes.
 */
final class AccountLane {
  private final NavigableMap<Long, Pending> bySequence = new TreeMap<>();

  /** The next sequence of the lane in the newest state. */
  private long stateNext;

  /** The first sequence from there on at which none waits. */
  private long firstFree;

  AccountLane(long stateNext) {
    this.stateNext = stateNext;
    firstFree = stateNext;
  }

  /** The first that may go into the next block, null if there is a gap before it. */
  @Nullable Pending head() {
    return at(stateNext);
  }

  @Nullable Pending at(long sequence) {
    return bySequence.get(sequence);
  }

  /** All from a sequence on, ascending. */
  Collection<Pending> from(long sequence) {
    return bySequence.tailMap(sequence, true).values();
  }

  /** All, ascending. */
  Collection<Pending> all() {
    return bySequence.values();
  }

  /** The sequence that a new transaction should have: the first neither used nor waiting. */
  long firstFree() {
    return firstFree;
  }

  /** Whether all before a sequence are used or wait. */
  boolean reaches(long sequence) {
    return sequence <= firstFree;
  }

  boolean isEmpty() {
    return bySequence.isEmpty();
  }

  /** The state moved on to expect this sequence. */
  void advance(long next) {
    stateNext = Math.max(stateNext, next);
    if (firstFree < stateNext) {
      firstFree = stateNext;
      passWaiting();
    }
  }

  void add(Pending pending, long next) {
    advance(next);
    bySequence.put(pending.body().sequence(), pending);
    passWaiting();
  }

  boolean remove(Pending pending) {
    long sequence = pending.body().sequence();
    if (!bySequence.remove(sequence, pending)) {
      return false;
    }
    if (sequence >= stateNext) {
      firstFree = Math.min(firstFree, sequence);
    }
    return true;
  }

  private void passWaiting() {
    while (bySequence.containsKey(firstFree)) {
      firstFree++;
    }
  }
}
