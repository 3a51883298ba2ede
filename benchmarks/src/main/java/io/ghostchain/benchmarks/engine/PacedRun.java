package io.ghostchain.benchmarks.engine;

import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.node.Intake;
import io.ghostchain.ghostd.node.NodeCore;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.state.StateNotKeptException;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Transactions submitted at times that are set beforehand, whatever becomes of those before, and
 * how long after its time each was executed. So a pause counts for all that it held up.
 *
 * <p>Executed is a transaction when its sender's sequence in the newest state is past it, at which
 * the state is looked each {@value #LOOK_MICROS} us.
 */
final class PacedRun {
  private static final int LOOK_MICROS = 50;
  private static final long HIGHEST_NANOS = 60_000_000_000L;

  private final NodeCore core;
  private final IntFunction<Paced> source;
  private final double perSecond;
  private final BlockingQueue<Begun> begun = new LinkedBlockingQueue<>();
  private final BlockingQueue<Waiting> admitted = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Histogram fromTime = new Histogram(HIGHEST_NANOS, 3);
  private final Histogram fromAdmission = new Histogram(HIGHEST_NANOS, 3);

  /** One transaction and what shows that it was executed. */
  record Paced(EngineNode.Signed signed, AccountId sender, long sequence) {}

  private record Begun(Paced paced, long dueNanos, Intake.Admitted admitted) {}

  private record Waiting(Paced paced, long dueNanos, long admittedNanos) {}

  /**
   * What was measured, in nanoseconds.
   *
   * @param fromTime from when a transaction was due to when it was executed
   * @param fromAdmission from when it was in the pool
   */
  record Latency(Histogram fromTime, Histogram fromAdmission) {}

  private PacedRun(NodeCore core, double perSecond, IntFunction<Paced> source) {
    this.core = core;
    this.perSecond = perSecond;
    this.source = source;
  }

  /** Submits the transactions {@code from} to {@code to} at a rate. */
  static Latency run(EngineNode node, int from, int to, double perSecond, IntFunction<Paced> source)
      throws InterruptedException {
    var run = new PacedRun(node.core(), perSecond, source);
    Thread.Builder threads = Thread.ofPlatform();
    Thread submitter =
        threads.name("paced-submit").start(() -> run.guarded(() -> run.submit(node, from, to)));
    Thread finisher =
        threads.name("paced-admit").start(() -> run.guarded(() -> run.finish(to - from)));
    run.watch(to - from);
    submitter.join();
    finisher.join();
    return new Latency(run.fromTime, run.fromAdmission);
  }

  private interface Step {
    void run() throws Exception;
  }

  private void guarded(Step step) {
    try {
      step.run();
    } catch (Exception e) {
      failure.compareAndSet(null, e);
    }
  }

  private void submit(EngineNode node, int from, int to) throws Exception {
    long started = System.nanoTime();
    for (int i = from; i < to; i++) {
      Paced paced = source.apply(i);
      long due = started + (long) ((i - from) * 1e9 / perSecond);
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      begun.add(new Begun(paced, due, node.begin(paced.signed())));
    }
  }

  private void finish(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      Begun next = begun.take();
      next.admitted.finish();
      admitted.add(new Waiting(next.paced, next.dueNanos, System.nanoTime()));
    }
  }

  private void watch(int count) {
    ChainState state = core.state();
    ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    ArrayDeque<Waiting> arrived = new ArrayDeque<>();
    long height = -1;
    int found = 0;
    while (found < count) {
      Throwable failed = failure.get();
      if (failed != null) {
        throw new IllegalStateException("a paced transaction was not taken", failed);
      }
      LockSupport.parkNanos(LOOK_MICROS * 1_000L);
      ChainState.Tip tip = state.tip();
      long now = System.nanoTime();
      if (tip.height() != height) {
        height = tip.height();
        found += settle(state, height, now, waiting);
      }
      // What was executed between its admission and this look is in no later block.
      admitted.drainTo(arrived);
      found += settle(state, height, now, arrived);
      waiting.addAll(arrived);
      arrived.clear();
    }
  }

  /** Takes out what the state after a block shows to be executed. */
  private int settle(ChainState state, long height, long now, ArrayDeque<Waiting> waiting) {
    if (waiting.isEmpty()) {
      return 0;
    }
    try {
      return state.read(
          height,
          view -> {
            var ledger = new LedgerView(view);
            int found = 0;
            for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
              Waiting one = each.next();
              AccountRecord record = ledger.account(one.paced.sender());
              if (record != null && record.sequence() > one.paced.sequence()) {
                each.remove();
                found++;
                fromTime.recordValue(now - one.dueNanos);
                fromAdmission.recordValue(Math.max(0, now - one.admittedNanos));
              }
            }
            return found;
          });
    } catch (StateNotKeptException overtaken) {
      return 0;
    }
  }
}
