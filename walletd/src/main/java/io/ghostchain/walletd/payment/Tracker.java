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
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows every transaction that was sent until it is provable, refused or expired, and sends it
 * again when the node has lost it.
 *
 * <p>A transaction counts as expired only when the chain can no longer include it: by the time of
 * its blocks, and not by our clock, which may be wrong: whoever were told too early would pay
 * again. Our clock counts only beside the node's word, see {@link #EXPIRY_GRACE}.
 *
 * <p>One virtual thread asks for all of them, at each block and at least once a second; {@link
 * #close} joins it.
 */
public final class Tracker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tracker.class);

  /** Between two rounds while nothing happens, and while the node is away. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST_OUTAGE_PAUSE = Duration.ofSeconds(5);

  /** Between two rounds at least, however fast the blocks come. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

  /** Until a lost transaction is sent again; doubles each time. */
  private static final Duration FIRST_RESEND = Duration.ofMillis(200);

  private static final Duration LONGEST_RESEND = Duration.ofSeconds(5);

  /**
   * How long after its time a transaction is given up that the node calls expired although no block
   * is later than it: other validators' clocks may lag behind the node's.
   */
  static final Duration EXPIRY_GRACE = Duration.ofSeconds(30);

  private final NodeLink node;
  private final History history;
  private final Changes changes;
  private final InstantSource clock;
  private final Consumer<Pending> onSuccess;

  /** By id, so that every round asks in the same order. */
  private final Map<Hash, Followed> followed = new ConcurrentSkipListMap<>();

  private final Thread thread;
  private volatile boolean closed;

  /** A transaction on its way; touched by the tracker's thread alone. */
  private static final class Followed {
    final Pending pending;
    Stage noted = Stage.STAGE_UNSPECIFIED;
    long resendPause = FIRST_RESEND.toNanos();
    long resendAt = System.nanoTime() + FIRST_RESEND.toNanos();

    Followed(Pending pending) {
      this.pending = pending;
    }
  }

  /**
   * A tracker of this history's transactions.
   *
   * @param onSuccess told of each that became provable and did what it should; may be told twice
   *     around a crash
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
    this.thread = Thread.ofVirtual().name("tracker").unstarted(this::loop);
  }

  /** Starts, with all that was on its way when the daemon stopped. */
  public void resume() {
    history.pending().forEach(this::follow);
    thread.start();
  }

  /** Follows one; following it twice is harmless. */
  void follow(Pending pending) {
    followed.computeIfAbsent(pending.txId(), txId -> new Followed(pending));
    changes.happened();
  }

  /** How many are on their way. */
  public int following() {
    return followed.size();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    Duration outage = FIRST_RESEND;
    try {
      while (!closed) {
        long seen = changes.version();
        boolean answered = round();
        Thread.sleep(answered ? SHORTEST_PAUSE : outage);
        if (answered) {
          outage = FIRST_RESEND;
          boolean _ = changes.await(seen, LONGEST_PAUSE);
        } else {
          Duration doubled = outage.multipliedBy(2);
          outage = doubled.compareTo(LONGEST_OUTAGE_PAUSE) < 0 ? doubled : LONGEST_OUTAGE_PAUSE;
        }
        if (changes.isClosed()) {
          return;
        }
      }
    } catch (InterruptedException stop) {
      LOG.debug("tracking stopped following={}", followed.size());
    }
  }

  /** Asks once for each; false if the node did not answer. */
  private boolean round() {
    if (followed.isEmpty()) {
      return true;
    }
    try {
      // Before the questions: what the node does not know after a block later than a transaction's
      // time, no block can bring any more.
      long chainTime = node.status().getHeadTime();
      for (Followed one : List.copyOf(followed.values())) {
        if (closed) {
          return true;
        }
        if (isOver(one, chainTime)) {
          followed.remove(one.pending.txId());
        }
      }
      return true;
    } catch (StatusRuntimeException | Refusal outage) {
      LOG.debug("tracking paused cause={}", outage.getMessage());
      return false;
    }
  }

  private boolean isOver(Followed one, long chainTime) {
    try {
      TransactionStatus status = ask(one.pending);
      return switch (status.getStage()) {
        case STAGE_PENDING, STAGE_FINAL, STAGE_PROVABLE -> note(one, status);
        case STAGE_DROPPED ->
            mayBeSentAgain(status.getReason()) ? lost(one, chainTime) : note(one, status);
        case STAGE_UNKNOWN, STAGE_UNSPECIFIED, UNRECOGNIZED -> lost(one, chainTime);
      };
    } catch (StatusRuntimeException | Refusal outage) {
      if (outage instanceof StatusRuntimeException answer
          && !NodeLink.isOutage(answer.getStatus())) {
        // About this one alone; the others go on.
        LOG.warn("tracking failed tx={} status={}", one.pending.txId(), answer.getStatus());
        return false;
      }
      throw outage;
    } catch (RuntimeException defect) {
      LOG.error("tracking failed tx={}", one.pending.txId(), defect);
      return false;
    }
  }

  private TransactionStatus ask(Pending pending) {
    return node.call(stub ->
        stub.getTransaction(
            GetTransactionRequest.newBuilder().setTxId(History.wire(pending.txId())).build()));
  }

  /** Notes what is new; true if that was the last. */
  private boolean note(Followed one, TransactionStatus status) {
    if (status.getStage() == one.noted) {
      return false;
    }
    Pending pending = one.pending;
    boolean over = History.isOver(status.getStage());
    if (status.getStage() == Stage.STAGE_PROVABLE && status.getReceipt().getStatus() == 0) {
      onSuccess.accept(pending);
    }
    history.setStatus(pending.txId(), status, over);
    one.noted = status.getStage();
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

  /** What to do about one that the node does not have: true if nothing. */
  private boolean lost(Followed one, long chainTime) {
    if (chainTime > one.pending.transaction().body().validUntil()) {
      return end(one, "EXPIRED");
    }
    long now = System.nanoTime();
    if (now - one.resendAt < 0) {
      return false;
    }
    one.resendPause = Math.min(2 * one.resendPause, LONGEST_RESEND.toNanos());
    one.resendAt = now + one.resendPause;
    return sendAgain(one);
  }

  private boolean sendAgain(Followed one) {
    Hash txId = one.pending.txId();
    try {
      node.call(stub -> stub.submit(Payments.request(one.pending.transaction())));
      LOG.info("transaction sent again tx={}", txId);
      return false;
    } catch (StatusRuntimeException refused) {
      String reason = NodeReasons.of(refused);
      LOG.debug("transaction refused tx={} reason={}", txId, reason);
      return !Payments.isKnownAlready(refused)
          && isForGood(one, reason)
          && endUnlessInBlock(one, reason);
    }
  }

  /** Whether sending it later cannot help. */
  private boolean isForGood(Followed one, String reason) {
    return switch (reason) {
      case "WRONG_CHAIN",
          "BAD_SIGNATURE",
          "WRONG_SIGNERS",
          "VAULT_VERSION",
          "SEQUENCE_TOO_LOW",
          "MALFORMED" ->
          true;
      case "EXPIRED" ->
          clock.millis() > one.pending.transaction().body().validUntil() + EXPIRY_GRACE.toMillis();
      default -> false;
    };
  }

  /** It may have got into a block since it was asked for, or before an outage: that decides. */
  private boolean endUnlessInBlock(Followed one, String reason) {
    TransactionStatus status = ask(one.pending);
    return switch (status.getStage()) {
      case STAGE_PENDING, STAGE_FINAL, STAGE_PROVABLE -> note(one, status);
      default -> end(one, reason);
    };
  }

  private boolean end(Followed one, String reason) {
    return note(one, Payments.status(one.pending.txId(), Stage.STAGE_DROPPED, reason));
  }
}
