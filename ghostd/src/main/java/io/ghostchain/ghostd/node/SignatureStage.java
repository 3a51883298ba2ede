package io.ghostchain.ghostd.node;

import io.ghostchain.ghostd.ledger.SignatureCheck;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.ghostd.verify.VerifyConfig;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.zcrypto.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Checks signatures in batches on threads of its own, off the network's. The queue in front is
 * bounded: what does not fit is refused or waits, as the caller likes.
 */
final class SignatureStage implements AutoCloseable {
  private static final int BATCH = 64;

  private final Verifier verifier;
  private final VerdictCache verdicts;
  private final BlockingQueue<Work> queue;
  private final List<Thread> threads = new ArrayList<>();
  private final Consumer<Throwable> failed;
  private volatile boolean closed;

  /** One transaction in the queue. */
  private record Work(ValidTransaction transaction, CompletableFuture<Boolean> holds) {}

  /** One whose verdict is not remembered. */
  private record Unknown(Work work, VerdictCache.Key key) {}

  /** Starts the threads. {@code failed} is told if one of them ends by a fault of ours. */
  SignatureStage(VerifyConfig config, Verifier verifier, Consumer<Throwable> failed) {
    this.verifier = verifier;
    this.verdicts = new VerdictCache(config.remembered());
    this.queue = new ArrayBlockingQueue<>(config.queue());
    this.failed = failed;
    for (int i = 0; i < config.threadCount(); i++) {
      threads.add(Thread.ofPlatform().name("verify-" + i).start(this::run));
    }
  }

  /** Begins to check; empty if the queue is full. */
  Optional<CompletableFuture<Boolean>> offer(ValidTransaction transaction) {
    var work = new Work(transaction, new CompletableFuture<>());
    return !closed && queue.offer(work) ? Optional.of(work.holds) : Optional.empty();
  }

  /** Begins to check, after waiting for room in the queue; empty if there was none in time. */
  Optional<CompletableFuture<Boolean>> offer(ValidTransaction transaction, long waitMillis)
      throws InterruptedException {
    var work = new Work(transaction, new CompletableFuture<>());
    return !closed && queue.offer(work, waitMillis, TimeUnit.MILLISECONDS)
        ? Optional.of(work.holds)
        : Optional.empty();
  }

  /** Transactions whose signatures wait to be checked. */
  int waiting() {
    return queue.size();
  }

  /** Stops the threads. What still waits is answered with a cancellation. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      boolean interrupted = false;
      while (thread.isAlive() && thread != Thread.currentThread()) {
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
    for (Work work = queue.poll(); work != null; work = queue.poll()) {
      work.holds.cancel(false);
    }
  }

  private void run() {
    List<Work> batch = new ArrayList<>(BATCH);
    try {
      while (!closed) {
        batch.add(queue.take());
        queue.drainTo(batch, BATCH - 1);
        check(batch);
        batch.clear();
      }
    } catch (InterruptedException e) {
      batch.forEach(work -> work.holds.cancel(false));
    } catch (RuntimeException | Error e) {
      batch.forEach(work -> work.holds.cancel(false));
      failed.accept(e);
    }
  }

  private void check(List<Work> batch) {
    Transaction.hashWitnesses(batch.stream().map(work -> work.transaction.transaction()).toList());
    List<Unknown> unknown = new ArrayList<>(batch.size());
    List<Verifier.Claim> claims = new ArrayList<>(batch.size());
    for (Work work : batch) {
      VerdictCache.Key key = VerdictCache.Key.of(work.transaction);
      Optional<Boolean> known = verdicts.find(key);
      if (known.isPresent()) {
        work.holds.complete(known.get());
      } else {
        unknown.add(new Unknown(work, key));
        for (SignatureCheck check : work.transaction.signatures()) {
          claims.add(
              new Verifier.Claim(check.key(), check.message().copy(), check.signature().copy()));
        }
      }
    }
    boolean[] answers = verifier.verifyAll(claims);
    int next = 0;
    for (Unknown one : unknown) {
      boolean holds = true;
      for (int i = 0; i < one.work.transaction.signatures().size(); i++) {
        holds &= answers[next++];
      }
      verdicts.put(one.key, holds);
      one.work.holds.complete(holds);
    }
  }
}
