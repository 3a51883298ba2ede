package io.ghostchain.ghostd.node;

import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.ghostd.ledger.Validity;
import io.ghostchain.ghostd.ledger.Verdict;
import io.ghostchain.ghostd.mempool.Dropped;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.state.StateNotKeptException;
import io.ghostchain.ghostd.store.ChainStore;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Reason;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Takes transactions from outside: decode, rules, signatures, pool. Cheap refusals come first.
 * Called from virtual threads, which wait for the stages behind.
 */
public final class Intake {
  private static final long QUEUE_RETRY_MILLIS = 100;
  private static final long STREAM_WAIT_MILLIS = 5_000;

  private final Validity validity;
  private final ChainState state;
  private final ChainStore store;
  private final TransactionPool pool;
  private final SignatureStage signatures;
  private final Clock clock;
  private final RateLimits submits;
  private final RateLimits newKeys;
  private final Runnable added;
  private final Consumer<List<Dropped>> dropped;

  /**
   * An intake.
   *
   * @param added told after a transaction was added to the pool
   * @param dropped told what was dropped for it
   */
  Intake(
      Validity validity,
      ChainState state,
      ChainStore store,
      TransactionPool pool,
      SignatureStage signatures,
      Clock clock,
      LimitsConfig limits,
      Runnable added,
      Consumer<List<Dropped>> dropped) {
    this.validity = validity;
    this.state = state;
    this.store = store;
    this.pool = pool;
    this.signatures = signatures;
    this.clock = clock;
    this.submits = new RateLimits(limits.submitsPerSecond(), System::nanoTime);
    this.newKeys = new RateLimits(limits.newKeysPerSecond(), System::nanoTime);
    this.added = added;
    this.dropped = dropped;
  }

  /** Whether a full stage is waited for or refused. */
  public enum Pressure {
    /** Refuse at once with a hint when to try again: the client holds nothing but one call. */
    REFUSE,
    /** Wait a while: the client's stream is held up by it. */
    WAIT
  }

  /** A transaction that is in the pool, or is refused when the future of its signatures says so. */
  public final class Admitted {
    private final ValidTransaction transaction;
    private final long checkedHeight;
    private final CompletableFuture<Boolean> holds;

    private Admitted(
        ValidTransaction transaction, long checkedHeight, CompletableFuture<Boolean> holds) {
      this.transaction = transaction;
      this.checkedHeight = checkedHeight;
      this.holds = holds;
    }

    /** The transaction's id. */
    public Hash id() {
      return transaction.id();
    }

    /** Waits for the signatures, and adds the transaction to the pool. */
    public Hash finish() throws Refused, InterruptedException {
      boolean valid;
      try {
        valid = holds.get();
      } catch (ExecutionException | CancellationException stopping) {
        throw new Refused(Reason.NOT_READY, "the node is stopping", QUEUE_RETRY_MILLIS);
      }
      if (!valid) {
        throw new Refused(
            Reason.BAD_SIGNATURE,
            "expected signatures over transaction " + id() + " by the listed keys, got others",
            0);
      }
      List<Dropped> gone = pool.add(transaction, checkedHeight, clock.millis());
      added.run();
      if (!gone.isEmpty()) {
        dropped.accept(gone);
      }
      return id();
    }
  }

  /**
   * Checks a transaction and has its signatures checked.
   *
   * @param peer whom to count it against
   */
  public Admitted begin(Bytes body, Bytes witness, String peer, Pressure pressure)
      throws Refused, IOException, InterruptedException {
    long wait = submits.take(peer);
    while (wait > 0) {
      if (pressure == Pressure.REFUSE) {
        throw new Refused(Reason.RATE_LIMITED, "more transactions than one peer may submit", wait);
      }
      Thread.sleep(wait);
      wait = submits.take(peer);
    }
    Transaction transaction = decode(body, witness);
    ChainState.Tip tip = state.tip();
    ValidTransaction valid = check(transaction, tip.height());
    if (transaction.body().reveal() != null) {
      long newKeyWait = newKeys.take(peer);
      if (newKeyWait > 0) {
        throw new Refused(Reason.RATE_LIMITED, "more new keys than one peer may bring", newKeyWait);
      }
    }
    Optional<CompletableFuture<Boolean>> holds =
        pressure == Pressure.REFUSE
            ? signatures.offer(valid)
            : signatures.offer(valid, STREAM_WAIT_MILLIS);
    if (holds.isEmpty()) {
      throw new Refused(
          Reason.MEMPOOL_FULL, "too many signatures wait to be checked", QUEUE_RETRY_MILLIS);
    }
    return new Admitted(valid, tip.height(), holds.get());
  }

  /** Transactions whose signatures wait to be checked. */
  public int waiting() {
    return signatures.waiting();
  }

  private static Transaction decode(Bytes body, Bytes witness) throws Refused {
    try {
      return Transaction.of(body, witness);
    } catch (DecodeException malformed) {
      throw new Refused(malformed.reason(), String.valueOf(malformed.getMessage()), 0);
    }
  }

  private ValidTransaction check(Transaction transaction, long height) throws Refused, IOException {
    Hash id = transaction.id(validity.chain().genesisHash());
    if (pool.isPending(id)) {
      throw new Refused(Reason.DUPLICATE, "transaction " + id + " waits already", 0);
    }
    BlockTerms terms = pool.terms(clock.millis());
    Verdict<ValidTransaction> verdict;
    try {
      verdict =
          state.read(height, view -> validity.check(new LedgerView(view), terms, transaction));
    } catch (StateNotKeptException overtaken) {
      throw new Refused(Reason.NOT_READY, "blocks come faster than this check", 10);
    }
    return switch (verdict) {
      case Verdict.Accept<ValidTransaction>(ValidTransaction valid) -> valid;
      case Verdict.Reject<ValidTransaction>(Reason reason, String detail) ->
          throw refusal(id, reason, detail);
    };
  }

  /** What was in a block is told so, whatever rule it breaks since. */
  private Refused refusal(Hash id, Reason reason, String detail) throws IOException {
    if (reason == Reason.SEQUENCE_TOO_LOW || reason == Reason.VAULT_VERSION) {
      var location = store.transaction(id);
      if (location.isPresent()) {
        return new Refused(
            Reason.DUPLICATE,
            "transaction " + id + " is in block " + location.get().height() + " already",
            0);
      }
    }
    return new Refused(reason, detail, 0);
  }
}
