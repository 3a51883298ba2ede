package io.ghostchain.ghostd.mempool;

import io.ghostchain.protocol.TransactionBody;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The lanes of one account in which transactions wait. */
final class AccountLanes {
  private final NavigableMap<Integer, AccountLane> lanes = new TreeMap<>();
  private int size;

  /** How many transactions wait. */
  int size() {
    return size;
  }

  @Nullable AccountLane lane(int lane) {
    return lanes.get(lane);
  }

  Collection<AccountLane> lanes() {
    return lanes.values();
  }

  /** All that wait, by lane and sequence. */
  List<Pending> all() {
    List<Pending> all = new ArrayList<>(size);
    lanes.values().forEach(lane -> all.addAll(lane.all()));
    return all;
  }

  /** Adds one to a place that is free. */
  void add(Pending pending) {
    TransactionBody body = pending.body();
    long next = pending.transaction().terms().laneNext();
    lanes.computeIfAbsent(body.lane(), _ -> new AccountLane(next)).add(pending, next);
    size++;
  }

  void remove(Pending pending) {
    TransactionBody body = pending.body();
    AccountLane lane = lanes.get(body.lane());
    if (lane != null && lane.remove(pending)) {
      size--;
      if (lane.isEmpty()) {
        lanes.remove(body.lane());
      }
    }
  }
}
