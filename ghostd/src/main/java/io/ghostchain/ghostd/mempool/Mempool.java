package io.ghostchain.ghostd.mempool;

import io.ghostchain.ghostd.execution.BlockBuilder;
import io.ghostchain.ghostd.ledger.IdentifiedBody;
import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.Payer;
import io.ghostchain.protocol.Reason;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that wait for a block, bounded in every direction.
 *
 * <p>Owned by one thread, the one that also builds blocks: admission, building and the end of a
 * block are its turns, and what others want to know they ask it. Whoever offers a transaction has
 * verified its signatures.
 */
public final class Mempool {
  /** A replacement pays this part more. */
  private static final int BUMP_DIVISOR = 10;

  private static final long BEHIND_A_GAP = -1;

  private final MempoolLimits limits;
  private final Map<Hash, Pending> byId = new LinkedHashMap<>();
  private final Map<AccountId, AccountLanes> accounts = new LinkedHashMap<>();

  /** The sum of what each payer's waiting transactions can cost. */
  private final Map<AccountId, Amount> reserved = new LinkedHashMap<>();

  private final ExpiryOrder expiries = new ExpiryOrder();

  /** Made when first needed, and anew when the base fee changes, which changes every tip. */
  private @Nullable EvictionOrder evictions;

  private long baseFee;
  private long bytes;
  private long arrivals;

  /**
   * An empty mempool.
   *
   * @param baseFee of the next block
   */
  public Mempool(MempoolLimits limits, long baseFee) {
    this.limits = limits;
    this.baseFee = baseFee;
  }

  /** How many wait. */
  public int size() {
    return byId.size();
  }

  /** Bytes of all bodies and witnesses that wait. */
  public long bytes() {
    return bytes;
  }

  /** Whether a transaction waits. */
  public boolean contains(Hash txId) {
    return byId.containsKey(txId);
  }

  /** A transaction that waits, null if none has the id. */
  public @Nullable Transaction find(Hash txId) {
    Pending pending = byId.get(txId);
    return pending == null ? null : pending.transaction().transaction();
  }

  /**
   * The sequence that an account should use next in a lane: the first that is neither used in the
   * newest state nor waiting here.
   *
   * @param stateNext the lane's next sequence in the newest state
   */
  public long nextSequence(AccountId account, int lane, long stateNext) {
    AccountLane waiting = lane(account, lane);
    return waiting == null ? stateNext : Math.max(stateNext, waiting.firstFree());
  }

  /** The waiting transactions of a sender, by lane and sequence. */
  public List<Transaction> pending(AccountId account) {
    AccountLanes lanes = accounts.get(account);
    return lanes == null
        ? List.of()
        : lanes.all().stream().map(pending -> pending.transaction().transaction()).toList();
  }

  /**
   * Takes a transaction whose signatures verified. It was found valid on the newest state: if a
   * block came in the meantime, check it again first.
   */
  public Admission add(ValidTransaction transaction) {
    Pending newcomer = new Pending(transaction, arrivals++);
    TransactionBody body = transaction.body();
    AccountLane lane = lane(body.sender(), body.lane());
    Pending replaced = lane == null ? null : lane.at(body.sequence());
    Admission refusal = refusal(newcomer, replaced);
    if (refusal != null) {
      return refusal;
    }
    List<Pending> victims = victims(newcomer, replaced);
    if (victims == null) {
      return later(
          Reason.MEMPOOL_FULL,
          "expected more than a tip of "
              + newcomer.tip(baseFee)
              + " for one gas while "
              + byId.size()
              + " transactions of "
              + bytes
              + " bytes wait");
    }
    List<Dropped> dropped = new ArrayList<>();
    if (replaced != null) {
      drop(replaced, Reason.REPLACED, dropped);
    }
    for (Pending victim : victims) {
      drop(victim, Reason.EVICTED, dropped);
    }
    insert(newcomer);
    return new Admission.Added(dropped);
  }

  /** What a proposer may put into the next block, best first. Good until the next change here. */
  public BlockBuilder.Candidates candidates() {
    return new PriceOrder(accounts, baseFee);
  }

  /** Whether {@link #candidates} would have any. */
  public boolean hasCandidates() {
    for (AccountLanes account : accounts.values()) {
      for (AccountLane lane : account.lanes()) {
        Pending head = lane.head();
        if (head != null && head.tip(baseFee) >= 0) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * A block was executed: what it holds is done, and what it made impossible is dropped.
   *
   * @param bodies of the block
   * @param newest the state after it
   * @param nextBaseFee of the next block
   * @param blockTime of the block, in milliseconds; the next one's is above
   * @return what was dropped without being in the block
   */
  public List<Dropped> onBlock(
      Collection<IdentifiedBody> bodies, LedgerView newest, long nextBaseFee, long blockTime) {
    if (nextBaseFee != baseFee) {
      baseFee = nextBaseFee;
      evictions = null;
    }
    List<Dropped> dropped = new ArrayList<>();
    Set<AccountId> revealed = new LinkedHashSet<>();
    Set<AccountId> rotated = new LinkedHashSet<>();
    for (IdentifiedBody included : bodies) {
      TransactionBody body = included.body();
      if (body.reveal() != null) {
        revealed.add(body.sender());
      }
      if (updatesVault(body)) {
        rotated.add(body.sender());
      }
      AccountLane lane = lane(body.sender(), body.lane());
      Pending waiting = lane == null ? null : lane.at(body.sequence());
      if (lane != null) {
        lane.advance(body.sequence() + 1);
      }
      if (waiting != null) {
        remove(waiting);
        if (!waiting.id().equals(included.id())) {
          dropped.add(new Dropped(waiting.id(), Reason.REPLACED));
        }
      }
    }
    for (AccountId sender : revealed) {
      dropOldVault(sender, newest, dropped);
    }
    for (AccountId sender : rotated) {
      dropOldVault(sender, newest, dropped);
    }
    dropOldPayers(rotated, newest, dropped);
    for (Pending expired = expiries.poll(blockTime, byId::get);
        expired != null;
        expired = expiries.poll(blockTime, byId::get)) {
      drop(expired, Reason.EXPIRED, dropped);
    }
    return dropped;
  }

  private static boolean updatesVault(TransactionBody body) {
    for (Operation operation : body.operations()) {
      if (operation instanceof UpdateVault) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Admission refusal(Pending newcomer, @Nullable Pending replaced) {
    TransactionBody body = newcomer.body();
    if (byId.containsKey(newcomer.id())) {
      return never(Reason.DUPLICATE, "transaction " + newcomer.id() + " waits already");
    }
    long next = newcomer.transaction().terms().laneNext();
    if (body.sequence() - next > limits.gapMax()) {
      return later(
          Reason.SEQUENCE_GAP,
          "expected a sequence from "
              + next
              + " to "
              + (next + limits.gapMax())
              + ", got "
              + body.sequence());
    }
    AccountLanes sender = accounts.get(body.sender());
    if (replaced != null) {
      Admission refusal = bumpRefusal(body, replaced.body());
      if (refusal != null) {
        return refusal;
      }
    } else if (sender != null && sender.size() >= limits.accountTransactionsMax()) {
      return later(
          Reason.ACCOUNT_LIMIT,
          "expected at most "
              + limits.accountTransactionsMax()
              + " waiting transactions of "
              + body.sender());
    }
    return fundsRefusal(newcomer, replaced);
  }

  /** A replacement pays a tenth more, and at least one unit, so that it is worth our while. */
  private static @Nullable Admission bumpRefusal(TransactionBody body, TransactionBody old) {
    long maxFee = bumped(old.maxFeePerGas());
    long priority = bumped(old.priorityFeePerGas());
    return body.maxFeePerGas() >= maxFee && body.priorityFeePerGas() >= priority
        ? null
        : never(
            Reason.FEE_TOO_LOW,
            "expected max_fee_per_gas of at least "
                + maxFee
                + " and priority_fee_per_gas of at least "
                + priority
                + " to replace sequence "
                + old.sequence()
                + ", got "
                + body.maxFeePerGas()
                + " and "
                + body.priorityFeePerGas());
  }

  private static long bumped(long fee) {
    long more = Math.max(Math.ceilDiv(fee, BUMP_DIVISOR), 1);
    return more > Long.MAX_VALUE - fee ? Long.MAX_VALUE : fee + more;
  }

  private @Nullable Admission fundsRefusal(Pending newcomer, @Nullable Pending replaced) {
    Amount others = reserved.getOrDefault(newcomer.payer(), Amount.ZERO);
    if (replaced != null && replaced.payer().equals(newcomer.payer())) {
      others = others.minus(replaced.maxFee());
    }
    Amount balance = newcomer.transaction().terms().payerBalance();
    // What waits was affordable when it came; a block may have spent the money since.
    boolean affordable =
        others.compareTo(balance) <= 0 && newcomer.maxFee().compareTo(balance.minus(others)) <= 0;
    return affordable
        ? null
        : later(
            Reason.INSUFFICIENT_FUNDS,
            "expected a balance for fees of "
                + others
                + " that wait and "
                + newcomer.maxFee()
                + " more, got "
                + balance);
  }

  /**
   * What goes to make room, each with what waits behind it in its lane: nothing if there is room,
   * null if what is left pays as much as the newcomer.
   */
  private @Nullable List<Pending> victims(Pending newcomer, @Nullable Pending replaced) {
    int excess = byId.size() + 1 - limits.transactionsMax();
    long excessBytes = bytes + newcomer.bytes() - limits.bytesMax();
    if (replaced != null) {
      excess--;
      excessBytes -= replaced.bytes();
    }
    if (excess <= 0 && excessBytes <= 0) {
      return List.of();
    }
    EvictionOrder order = evictionOrder();
    long rank = rank(newcomer);
    List<EvictionOrder.Ranked> taken = new ArrayList<>();
    Set<Pending> victims = new LinkedHashSet<>();
    while (excess > 0 || excessBytes > 0) {
      EvictionOrder.Ranked cheapest = order.poll();
      if (cheapest != null) {
        taken.add(cheapest);
      }
      if (cheapest == null
          || cheapest.rank() >= rank
          || sameLane(cheapest.pending().body(), newcomer.body())) {
        order.restore(taken);
        return null;
      }
      for (Pending victim : behind(cheapest.pending())) {
        if (victims.add(victim)) {
          excess--;
          excessBytes -= victim.bytes();
        }
      }
    }
    return List.copyOf(victims);
  }

  private EvictionOrder evictionOrder() {
    EvictionOrder order = evictions;
    if (order == null) {
      order = new EvictionOrder(pending -> pending.equals(byId.get(pending.id())));
      for (Pending pending : byId.values()) {
        order.add(pending, rank(pending));
      }
      evictions = order;
    }
    return order;
  }

  private long rank(Pending pending) {
    AccountLane lane = lane(pending.body().sender(), pending.body().lane());
    boolean reached =
        lane == null
            ? pending.body().sequence() == pending.transaction().terms().laneNext()
            : lane.reaches(pending.body().sequence());
    return reached ? Math.max(pending.tip(baseFee), 0) : BEHIND_A_GAP;
  }

  private Collection<Pending> behind(Pending pending) {
    AccountLane lane = lane(pending.body().sender(), pending.body().lane());
    return lane == null ? List.of() : lane.from(pending.body().sequence());
  }

  private void dropOldVault(AccountId sender, LedgerView newest, List<Dropped> dropped) {
    AccountLanes lanes = accounts.get(sender);
    AccountRecord record = lanes == null ? null : newest.account(sender);
    if (lanes == null || record == null) {
      return;
    }
    for (Pending pending : lanes.all()) {
      if (pending.body().vaultVersion() != record.vaultVersion()) {
        drop(pending, Reason.VAULT_VERSION, dropped);
      }
    }
  }

  private void dropOldPayers(Set<AccountId> rotated, LedgerView newest, List<Dropped> dropped) {
    if (rotated.stream().noneMatch(reserved::containsKey)) {
      return;
    }
    for (Pending pending : List.copyOf(byId.values())) {
      Payer payer = pending.body().payer();
      if (payer != null && rotated.contains(payer.account())) {
        AccountRecord record = newest.account(payer.account());
        if (record == null || record.vaultVersion() != payer.vaultVersion()) {
          drop(pending, Reason.VAULT_VERSION, dropped);
        }
      }
    }
  }

  private void drop(Pending pending, Reason reason, List<Dropped> dropped) {
    remove(pending);
    dropped.add(new Dropped(pending.id(), reason));
  }

  private void insert(Pending pending) {
    byId.put(pending.id(), pending);
    accounts.computeIfAbsent(pending.body().sender(), _ -> new AccountLanes()).add(pending);
    Amount others = reserved.getOrDefault(pending.payer(), Amount.ZERO);
    reserved.put(pending.payer(), others.plus(pending.maxFee()));
    expiries.add(pending, byId.values());
    bytes += pending.bytes();
    if (evictions != null) {
      evictions.add(pending, rank(pending));
      // It also holds those that left in blocks, until it passes over them.
      if (evictions.size() > rankedMax()) {
        evictions = null;
      }
    }
  }

  /** How many transactions are held for their rank, gone ones included. */
  int ranked() {
    return evictions == null ? 0 : evictions.size();
  }

  /** The bound of {@link #ranked}. */
  int rankedMax() {
    return 2 * byId.size() + limits.accountTransactionsMax();
  }

  private void remove(Pending pending) {
    byId.remove(pending.id());
    AccountLanes lanes = accounts.get(pending.body().sender());
    if (lanes != null) {
      lanes.remove(pending);
      if (lanes.size() == 0) {
        accounts.remove(pending.body().sender());
      }
    }
    Amount others = reserved.getOrDefault(pending.payer(), Amount.ZERO).minus(pending.maxFee());
    if (others.isZero()) {
      reserved.remove(pending.payer());
    } else {
      reserved.put(pending.payer(), others);
    }
    bytes -= pending.bytes();
  }

  private @Nullable AccountLane lane(AccountId account, int lane) {
    AccountLanes lanes = accounts.get(account);
    return lanes == null ? null : lanes.lane(lane);
  }

  private static boolean sameLane(TransactionBody one, TransactionBody other) {
    return one.lane() == other.lane() && one.sender().equals(other.sender());
  }

  private static Admission never(Reason reason, String detail) {
    return new Admission.Refused(reason, detail, 0);
  }

  private Admission later(Reason reason, String detail) {
    return new Admission.Refused(reason, detail, limits.retryMillis());
  }
}
