package io.ghostchain.ghostd.mempool;

import io.ghostchain.ghostd.execution.BlockBuilder;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.protocol.AccountId;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The waiting transactions as a proposer wants them: of the first of each lane the one with the
 * highest tip, then the next of its lane joins. Good while the mempool does not change.
 */
final class PriceOrder implements BlockBuilder.Candidates {
  private final Map<AccountId, AccountLanes> accounts;
  private final long baseFee;
  private final PriorityQueue<Head> heads = new PriorityQueue<>();
  private @Nullable Pending last;

  /** The next of a lane, with what decides its turn. */
  private record Head(Pending pending, long tip, long arrival) implements Comparable<Head> {
    @Override
    public int compareTo(Head other) {
      return tip == other.tip ? Long.compare(arrival, other.arrival) : Long.compare(other.tip, tip);
    }
  }

  PriceOrder(Map<AccountId, AccountLanes> accounts, long baseFee) {
    this.accounts = accounts;
    this.baseFee = baseFee;
    for (AccountLanes account : accounts.values()) {
      for (AccountLane lane : account.lanes()) {
        offer(lane.head());
      }
    }
  }

  @Override
  public @Nullable ValidTransaction next() {
    if (last != null) {
      offer(after(last));
    }
    Head head = heads.poll();
    last = head == null ? null : head.pending;
    return last == null ? null : last.transaction();
  }

  @Override
  public void skipLane() {
    last = null;
  }

  private @Nullable Pending after(Pending pending) {
    AccountLanes account = accounts.get(pending.body().sender());
    AccountLane lane = account == null ? null : account.lane(pending.body().lane());
    return lane == null ? null : lane.at(pending.body().sequence() + 1);
  }

  /** One that the base fee is too high for now keeps those behind it waiting. */
  private void offer(@Nullable Pending pending) {
    if (pending == null) {
      return;
    }
    long tip = pending.tip(baseFee);
    if (tip >= 0) {
      heads.add(new Head(pending, tip, pending.arrival()));
    }
  }
}
