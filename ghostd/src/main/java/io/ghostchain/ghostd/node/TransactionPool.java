package io.ghostchain.ghostd.node;

import io.ghostchain.ghostd.execution.BlockBuilder;
import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.IdentifiedBody;
import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.ghostd.ledger.Validity;
import io.ghostchain.ghostd.ledger.Verdict;
import io.ghostchain.ghostd.mempool.Admission;
import io.ghostchain.ghostd.mempool.Dropped;
import io.ghostchain.ghostd.mempool.Mempool;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.state.StateNotKeptException;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Reason;
import io.ghostchain.zcrypto.Hash;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The mempool as many threads use it, and what is known of transactions that left it but are not
 * durable in a block.
 *
 * <p>Safe for use by several threads; turns are short but for building a block.
 */
public final class TransactionPool {
  private static final int DROPPED_KEPT = 65_536;

  private final Validity validity;
  private final ChainState state;

  /** Guards everything below. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Mempool mempool;

  /** In a block that is not durable yet, with the height. */
  private final Map<Hash, Long> inFlight = new HashMap<>();

  private final Map<Hash, Reason> dropped =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Reason> eldest) {
          return size() > DROPPED_KEPT;
        }
      };

  /** Whether building could find something that it did not find last time. */
  private boolean promising;

  private BlockTerms nextTerms;
  private volatile int size;
  private volatile long bytes;

  /**
   * An empty pool.
   *
   * @param nextTerms of the next block, but for its time
   */
  public TransactionPool(
      MempoolConfig config, Validity validity, ChainState state, BlockTerms nextTerms) {
    this.validity = validity;
    this.state = state;
    this.nextTerms = nextTerms;
    this.mempool = new Mempool(config.limits(), nextTerms.baseFee());
  }

  /** What a block built now would be, at a time. */
  public BlockTerms terms(long time) {
    lock.lock();
    try {
      return new BlockTerms(
          nextTerms.rules(),
          nextTerms.height(),
          Math.max(time, nextTerms.time()),
          nextTerms.baseFee(),
          nextTerms.proposer());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a transaction whose signatures verified for the vault version that its body names.
   *
   * @param checkedHeight of the state it was found valid on; an older one than the newest is
   *     checked again
   * @return what was dropped to make room for it
   */
  List<Dropped> add(ValidTransaction transaction, long checkedHeight, long now) throws Refused {
    lock.lock();
    try {
      if (inFlight.containsKey(transaction.id())) {
        throw new Refused(
            Reason.DUPLICATE, "transaction " + transaction.id() + " is in a block already", 0);
      }
      ValidTransaction current = transaction;
      if (checkedHeight < nextTerms.height() - 1) {
        current = checkAgain(transaction, now);
      }
      return switch (mempool.add(current)) {
        case Admission.Added(List<Dropped> gone) -> {
          dropped.remove(transaction.id());
          forget(gone);
          promising = true;
          yield gone;
        }
        case Admission.Refused(Reason reason, String detail, long retryMillis) ->
            throw new Refused(reason, detail, retryMillis);
      };
    } finally {
      measure();
      lock.unlock();
    }
  }

  /** Whether a block would have something in it. */
  boolean hasCandidates() {
    if (size == 0) {
      return false;
    }
    lock.lock();
    try {
      return promising && mempool.hasCandidates();
    } finally {
      lock.unlock();
    }
  }

  /** Chooses what goes into the next block. Only for the thread that changes the state. */
  List<ValidTransaction> select(BlockBuilder builder, BlockTerms terms) {
    lock.lock();
    try {
      List<ValidTransaction> chosen =
          mempool.size() == 0
              ? List.of()
              : builder.select(new LedgerView(state.newest()), terms, mempool.candidates());
      promising = !chosen.isEmpty();
      return chosen;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A block was executed. Only for the thread that changes the state, after it did.
   *
   * @param next terms of the block after it
   * @return what was dropped without being in the block
   */
  List<Dropped> onExecuted(List<IdentifiedBody> bodies, long blockTime, BlockTerms next) {
    lock.lock();
    try {
      long height = nextTerms.height();
      bodies.forEach(body -> inFlight.put(body.id(), height));
      nextTerms = next;
      List<Dropped> gone =
          mempool.onBlock(bodies, new LedgerView(state.newest()), next.baseFee(), blockTime);
      forget(gone);
      promising = true;
      return gone;
    } finally {
      measure();
      lock.unlock();
    }
  }

  /** A block is durable: the store knows its transactions from now on. */
  void onDurable(List<Hash> txIds) {
    if (txIds.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      txIds.forEach(inFlight::remove);
    } finally {
      lock.unlock();
    }
  }

  /** Whether a transaction waits for a block, or for its block to be durable. */
  public boolean isPending(Hash txId) {
    lock.lock();
    try {
      return mempool.contains(txId) || inFlight.containsKey(txId);
    } finally {
      lock.unlock();
    }
  }

  /** Why a transaction left without being in a block, if it is still remembered. */
  public Optional<Reason> droppedFor(Hash txId) {
    lock.lock();
    try {
      return Optional.ofNullable(dropped.get(txId));
    } finally {
      lock.unlock();
    }
  }

  /** The next free sequence of a lane, what waits counted. */
  public long nextSequence(AccountId account, int lane, long stateNext) {
    lock.lock();
    try {
      return mempool.nextSequence(account, lane, stateNext);
    } finally {
      lock.unlock();
    }
  }

  /** How many transactions wait. */
  public int size() {
    return size;
  }

  /** Bytes of all that wait. */
  public long bytes() {
    return bytes;
  }

  private ValidTransaction checkAgain(ValidTransaction transaction, long now) throws Refused {
    BlockTerms terms = terms(now);
    Verdict<ValidTransaction> verdict;
    try {
      // Not the newest: the orderer's thread may be at the block after.
      verdict =
          state.read(
              nextTerms.height() - 1,
              view -> validity.recheck(new LedgerView(view), terms, transaction));
    } catch (StateNotKeptException e) {
      throw new IllegalStateException("the parent's state is kept", e);
    }
    return switch (verdict) {
      case Verdict.Accept<ValidTransaction>(ValidTransaction valid) -> valid;
      case Verdict.Reject<ValidTransaction>(Reason reason, String detail) ->
          throw new Refused(reason, detail, 0);
    };
  }

  private void forget(List<Dropped> gone) {
    gone.forEach(one -> dropped.put(one.txId(), one.reason()));
  }

  private void measure() {
    size = mempool.size();
    bytes = mempool.bytes();
  }
}
