package io.ghostchain.ghostd.mempool;

import io.ghostchain.ghostd.execution.BlockBuilder;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.protocol.AccountId;
import java.util.Comparator;
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
  private final PriorityQueue<Pending> heads;
  private @Nullable Pending last;

  PriceOrder(Map<AccountId, AccountLanes> accounts, long baseFee) {
    this.accounts = accounts;
    this.baseFee = baseFee;
    heads =
        new PriorityQueue<>(
            Comparator.<Pending>comparingLong(pending -> pending.tip(baseFee))
                .reversed()
                .thenComparingLong(Pending::arrival));
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
    last = heads.poll();
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
    if (pending != null && pending.tip(baseFee) >= 0) {
      heads.add(pending);
    }
  }
}
