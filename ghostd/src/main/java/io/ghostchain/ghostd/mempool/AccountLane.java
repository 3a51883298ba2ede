package io.ghostchain.ghostd.mempool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The waiting transactions of one lane, by sequence. The first may go into the next block if its
 * sequence is the state's, each other if the one before it goes.
 */
final class AccountLane {
  /** Those that wait, ascending, from {@link #from} to {@link #to}; null elsewhere. */
  private @Nullable Pending[] waiting = new @Nullable Pending[4];

  private int from;
  private int to;

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
    int index = index(sequence);
    return index < to && sequenceAt(index) == sequence ? waiting[index] : null;
  }

  /** All from a sequence on, ascending. */
  List<Pending> from(long sequence) {
    List<Pending> all = new ArrayList<>(to - from);
    for (int i = index(sequence); i < to; i++) {
      all.add(Objects.requireNonNull(waiting[i]));
    }
    return all;
  }

  /** All, ascending. */
  List<Pending> all() {
    return from(0);
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
    return from == to;
  }

  /** The state moved on to expect this sequence. */
  void advance(long next) {
    stateNext = Math.max(stateNext, next);
    if (firstFree < stateNext) {
      firstFree = stateNext;
      passWaiting();
    }
  }

  /** Adds one to a place that is free. */
  void add(Pending pending, long next) {
    advance(next);
    int index = index(pending.body().sequence());
    if (to == waiting.length) {
      int moved = from;
      makeRoom();
      index -= moved;
    }
    System.arraycopy(waiting, index, waiting, index + 1, to - index);
    waiting[index] = pending;
    to++;
    passWaiting();
  }

  boolean remove(Pending pending) {
    long sequence = pending.body().sequence();
    if (!pending.equals(at(sequence))) {
      return false;
    }
    int index = index(sequence);
    if (index == from) {
      waiting[from++] = null;
    } else {
      System.arraycopy(waiting, index + 1, waiting, index, to - index - 1);
      waiting[--to] = null;
    }
    if (sequence >= stateNext) {
      firstFree = Math.min(firstFree, sequence);
    }
    return true;
  }

  private void passWaiting() {
    while (at(firstFree) != null) {
      firstFree++;
    }
  }

  /** The index of the first at or after a sequence. Mostly there are no gaps. */
  private int index(long sequence) {
    if (from == to || sequence <= sequenceAt(from)) {
      return from;
    }
    long withoutGaps = from + sequence - sequenceAt(from);
    if (withoutGaps < to && sequenceAt((int) withoutGaps) == sequence) {
      return (int) withoutGaps;
    }
    int low = from + 1;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sequenceAt(middle) < sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long sequenceAt(int index) {
    return Objects.requireNonNull(waiting[index]).body().sequence();
  }

  /** Moves those that wait to the front, of a larger array if half of this is in use. */
  private void makeRoom() {
    int size = to - from;
    @Nullable Pending[] target =
        new @Nullable Pending[2 * size > waiting.length ? 2 * waiting.length : waiting.length];
    System.arraycopy(waiting, from, target, 0, size);
    waiting = target;
    from = 0;
    to = size;
  }
}
