package io.ghostchain.walletd.payment;

import io.ghostchain.api.node.v1.GetTransactionRequest;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.walletd.Changes;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletd.chain.NodeLink;
import io.ghostchain.walletd.history.History;
import io.ghostchain.walletd.history.Pending;
import io.ghostchain.zcrypto.Hash;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows every transaction that was sent until it is provable, refused or expired, and sends it
 * again when the node has lost it. A virtual thread each; {@link #close} joins them.
 */
public final class Tracker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tracker.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /**
   * The chain's clock may lag behind ours: a transaction is given up only so long after its time.
   */
  private static final Duration EXPIRY_GRACE = Duration.ofSeconds(30);

  private final NodeLink node;
  private final History history;
  private final Changes changes;
  private final InstantSource clock;
  private final Consumer<Pending> onSuccess;
  private final Map<Hash, Thread> threads = new ConcurrentHashMap<>();
  private final Context.CancellableContext context = Context.ROOT.withCancellation();
  private volatile boolean closed;

  /**
   * A tracker of this history's transactions.
   *
   * @param onSuccess told of each that became provable and did what it should
   */
  public Tracker(
      NodeLink node,
      History history,
      Changes changes,
      InstantSource clock,
      Consumer<Pending> onSuccess) {
    this.node = node;
    this.history = history;
    this.changes = changes;
    this.clock = clock;
    this.onSuccess = onSuccess;
  }

  /** Takes up all that was on its way when the daemon stopped. */
  public void resume() {
    history.pending().forEach(this::follow);
  }

  /** Follows one; following it twice is harmless. */
  void follow(Pending pending) {
    threads.computeIfAbsent(
        pending.txId(),
        txId ->
            Thread.ofVirtual()
                .name("track-" + txId.toString().substring(0, 8))
                .unstarted(() -> track(pending)));
    Thread thread = threads.get(pending.txId());
    if (thread != null && thread.getState() == Thread.State.NEW) {
      start(thread);
    }
  }

  /** How many are on their way. */
  public int following() {
    return threads.size();
  }

  @Override
  public void close() {
    closed = true;
    context.cancel(null);
    for (Thread thread : threads.values()) {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static synchronized void start(Thread thread) {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  private void track(Pending pending) {
    long pause = FIRST_PAUSE.toMillis();
    try {
      while (!closed && !watch(pending)) {
        Thread.sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE.toMillis());
        if (refusedForGood(pending)) {
          return;
        }
      }
    } catch (InterruptedException stop) {
      LOG.debug("tracking stopped tx={}", pending.txId());
    } catch (RuntimeException defect) {
      LOG.error("tracking failed tx={}", pending.txId(), defect);
    } finally {
      threads.remove(pending.txId());
    }
  }

  /** Until the stream ends; true if the transaction's way has ended. */
  private boolean watch(Pending pending) {
    GetTransactionRequest request =
        GetTransactionRequest.newBuilder().setTxId(History.wire(pending.txId())).build();
    // Of its own, since a stream that is left before its end goes on until its context is
    // cancelled.
    Context.CancellableContext stream = context.withCancellation();
    Context before = stream.attach();
    try {
      Iterator<TransactionStatus> updates = node.streams().watchTransaction(request);
      while (updates.hasNext()) {
        TransactionStatus status = updates.next();
        if (status.getStage() == Stage.STAGE_UNKNOWN) {
          return expired(pending);
        }
        if (note(pending, status)) {
          return true;
        }
      }
      return expired(pending);
    } catch (StatusRuntimeException | Refusal outage) {
      LOG.debug("tracking paused tx={} cause={}", pending.txId(), outage.getMessage());
      return false;
    } finally {
      stream.detach(before);
      stream.cancel(null);
    }
  }

  private boolean note(Pending pending, TransactionStatus status) {
    boolean lost = status.getStage() == Stage.STAGE_DROPPED && mayBeSentAgain(status.getReason());
    if (lost) {
      return expired(pending);
    }
    boolean over = History.isOver(status.getStage());
    if (status.getStage() == Stage.STAGE_PROVABLE && status.getReceipt().getStatus() == 0) {
      onSuccess.accept(pending);
    }
    history.setStatus(pending.txId(), status, over);
    changes.happened();
    if (over) {
      LOG.info(
          "transaction ended tx={} stage={} height={} reason={}",
          pending.txId(),
          status.getStage(),
          status.getHeight(),
          status.getReason());
    }
    return over;
  }

  /** A mempool that was full or emptied by a restart says nothing about the transaction. */
  private static boolean mayBeSentAgain(String reason) {
    return reason.equals("EVICTED") || reason.equals("NOT_READY");
  }

  /** Ends a transaction that the node does not know once its time is over. */
  private boolean expired(Pending pending) {
    long end = pending.transaction().body().validUntil() + EXPIRY_GRACE.toMillis();
    if (clock.millis() <= end) {
      return false;
    }
    return note(pending, Payments.status(pending.txId(), Stage.STAGE_DROPPED, "EXPIRED"));
  }

  /**
   * Sends it again, since the node may have lost it; true if it says that it never will take it.
   */
  private boolean refusedForGood(Pending pending) {
    try {
      node.call(stub -> stub.submit(Payments.request(pending.transaction())));
      LOG.info("transaction sent again tx={}", pending.txId());
    } catch (StatusRuntimeException refused) {
      if (!Payments.isKnownAlready(refused) && isFinalRefusal(refused)) {
        return note(
            pending, Payments.status(pending.txId(), Stage.STAGE_DROPPED, NodeReasons.of(refused)));
      }
    } catch (Refusal outage) {
      LOG.debug("transaction waits for the node tx={}", pending.txId());
    }
    return false;
  }

  /**
   * Whether sending it later cannot help. A sequence that is past may be our own transaction, in a
   * block already.
   */
  private static boolean isFinalRefusal(StatusRuntimeException refused) {
    return switch (NodeReasons.of(refused)) {
      case "EXPIRED",
          "WRONG_CHAIN",
          "BAD_SIGNATURE",
          "WRONG_SIGNERS",
          "VAULT_VERSION",
          "MALFORMED" ->
          true;
      default -> false;
    };
  }
}
