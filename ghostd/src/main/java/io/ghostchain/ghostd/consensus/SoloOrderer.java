package io.ghostchain.ghostd.consensus;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Certificate;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.ValidatorSet;
import io.ghostchain.protocol.Vote;
import io.ghostchain.protocol.VoteKind;
import io.ghostchain.zcrypto.Hash;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The orderer of a chain with one validator: it proposes, and its own vote is the quorum.
 *
 * <p>A block is made as soon as the application wants one, and at the latest each heartbeat. Votes,
 * reveals and certificates are those of any chain, so what a client checks does not depend on the
 * number of validators.
 */
public final class SoloOrderer implements Orderer {
  private static final Bytes FIRST_VALIDATOR = Bytes.of((byte) 1);

  private final int chainId;
  private final Hash genesisHash;
  private final ValidatorKey key;
  private final RandaoChain randao;
  private final EpochSchedule epochs;
  private final BlockPace pace;
  private final long heartbeatNanos;
  private final Application application;
  private final Consumer<Throwable> failed;
  private final Thread thread = Thread.ofPlatform().name("orderer").unstarted(this::run);

  /** Guards {@link #woken} and {@link #closed}. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Told of each transaction, so only waited for while there are none. */
  private final Condition changed = lock.newCondition();

  private final Condition closing = lock.newCondition();
  private boolean woken;
  private boolean closed;

  /** The newest block, as far as the next slot depends on it. Owned by the thread. */
  private Parent parent;

  /** The height, epoch and view of the block to build on; all 0 for a genesis. */
  public record Parent(long height, long epoch, long view) {
    /** Of a header, or of the genesis if it is null. */
    public static Parent of(@Nullable Header header) {
      return header == null
          ? new Parent(0, 0, 0)
          : new Parent(header.height(), header.epoch(), header.view());
    }
  }

  /** What a chain fixes for its orderer. */
  public record Chain(int chainId, Hash genesisHash, EpochSchedule epochs, Duration heartbeat) {}

  /**
   * Starts to order.
   *
   * @param validators of the chain; exactly one, of this key
   * @param parent the newest block
   * @param failed told once if the application or this fails; no block is made afterwards
   * @throws IllegalArgumentException unless the key is the one validator's
   */
  public SoloOrderer(
      Chain chain,
      ConsensusConfig config,
      ValidatorSet validators,
      ValidatorKey key,
      Parent parent,
      Application application,
      Consumer<Throwable> failed) {
    if (validators.validators().size() != 1
        || !validators.validators().getFirst().consensusKey().equals(key.publicKey())) {
      throw new IllegalArgumentException(
          "expected a chain whose one validator has the key "
              + key.publicKey()
              + ", got "
              + validators.validators().size()
              + " validators, the first with "
              + validators.validators().getFirst().consensusKey());
    }
    this.chainId = chain.chainId();
    this.genesisHash = chain.genesisHash();
    this.epochs = chain.epochs();
    this.heartbeatNanos = chain.heartbeat().toNanos();
    this.pace = new BlockPace(config.batchWindow(), config.gatherMax());
    this.key = key;
    this.randao = new RandaoChain(key.randaoSecret(genesisHash));
    this.parent = parent;
    this.application = application;
    this.failed = failed;
    thread.start();
  }

  @Override
  public void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
      closing.signal();
    } finally {
      lock.unlock();
    }
    if (Thread.currentThread() == thread) {
      return;
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      long last = System.nanoTime() - heartbeatNanos;
      while (awaitTurn(last)) {
        last = System.nanoTime();
        order();
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      failed.accept(e);
    }
  }

  /** Waits until a block is due; false if this is closed. */
  private boolean awaitTurn(long last) throws InterruptedException {
    while (true) {
      boolean wanted = application.wantsBlock();
      lock.lock();
      try {
        if (closed) {
          return false;
        }
        if (wanted) {
          return gather(last);
        }
        long wait = last + heartbeatNanos - System.nanoTime();
        if (wait <= 0) {
          return true;
        }
        if (!woken) {
          changed.await(wait, TimeUnit.NANOSECONDS);
        }
        woken = false;
      } finally {
        lock.unlock();
      }
    }
  }

  /** Lets transactions gather, under the lock; false if this is closed. */
  private boolean gather(long last) throws InterruptedException {
    pause(last + pace.leastNanos());
    long end = last + pace.gatherNanos();
    int waiting = application.waiting();
    while (!closed && end - System.nanoTime() > 0) {
      pause(Math.min(end, System.nanoTime() + BlockPace.QUIET_NANOS));
      int now = application.waiting();
      if (now == waiting) {
        break;
      }
      waiting = now;
    }
    woken = false;
    return !closed;
  }

  /** Only closing ends this early. */
  private void pause(long untilNanos) throws InterruptedException {
    long wait = untilNanos - System.nanoTime();
    while (wait > 0 && !closed) {
      wait = closing.awaitNanos(wait);
    }
  }

  private void order() throws InterruptedException {
    Slot slot = nextSlot();
    Candidate candidate = application.propose(slot);
    application.finalized(candidate, certify(candidate.header(), slot));
    pace.made(candidate.block().bodies().size());
    parent = Parent.of(candidate.header());
  }

  private Slot nextSlot() {
    long height = parent.height() + 1;
    long epoch = epochs.epoch(height);
    boolean sameEpoch = parent.height() > 0 && parent.epoch() == epoch;
    long parentView = sameEpoch ? parent.view() : 0;
    return new Slot(
        height, epoch, parentView + 1, parentView, 0, randao.reveal(epoch, epochs.index(height)));
  }

  private Certificate certify(Header header, Slot slot) {
    var vote =
        new Vote(
            chainId,
            genesisHash,
            slot.epoch(),
            slot.view(),
            VoteKind.FINALIZE,
            header.hash(),
            slot.parentView());
    return new Certificate(
        slot.epoch(),
        slot.view(),
        slot.parentView(),
        header.hash(),
        FIRST_VALIDATOR,
        List.of(key.sign(vote)));
  }
}
