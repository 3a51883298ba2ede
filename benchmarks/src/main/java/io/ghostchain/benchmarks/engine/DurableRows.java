package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.ProcessUse;
import io.ghostchain.benchmarks.Report;
import io.ghostchain.benchmarks.load.SignedLoad;
import io.ghostchain.benchmarks.load.Workload;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The whole pipeline from intake to disk, one workload at a time, each on a chain of its own. */
final class DurableRows {
  /** Turns of W0 whose time to execution is taken. */
  private static final int LATENCY_TURNS = 50;

  private static final int OPERATIONS = 20;

  private final EngineSettings settings;
  private final Report report;

  DurableRows(EngineSettings settings, Report report) {
    this.settings = settings;
    this.report = report;
  }

  /**
   * A load and how it is used.
   *
   * @param warmUp turns that do not count
   * @param turns that are measured, for as long as there is time
   * @param spare turns kept for what follows
   */
  private record Plan(Opened opened, int operations, int warmUp, int turns, int spare) {
    int allTurns() {
      return warmUp + turns + spare;
    }

    int transactions(int ofTurns) {
      return ofTurns * opened.workload().turnSize();
    }
  }

  private interface After {
    void measured(EngineNode node, SignedLoad load, EngineNode.Run run) throws Exception;
  }

  /** The load of W0's row, which execution alone uses too. */
  SignedLoad w0Load(Opened opened) throws Exception {
    Plan plan = w0Plan(opened);
    return opened.load(1, 0, plan.allTurns(), settings.data());
  }

  private Plan w0Plan(Opened opened) {
    return new Plan(
        opened,
        1,
        settings.warmUp(),
        settings.measuredTurns(opened.workload(), settings.turns()),
        LATENCY_TURNS);
  }

  /** W0, then its latency at half of what was measured. */
  void w0(Path work) throws Exception {
    Opened opened = new Opened(Workload.w0().withSenders(settings.senders()), settings.accounts());
    Plan plan = w0Plan(opened);
    durable(
        plan,
        work,
        (node, load, run) -> {
          add("engine.durable_w0.tx_per_s", run.perSecond(), plan, node, run);
          // After what was submitted, which need not be all that was meant to be.
          int from = plan.transactions(plan.warmUp()) + run.count();
          latency(plan, node, load, from, run.perSecond() / 2);
        });
  }

  /** W1, and what the process then holds. */
  void w1(Path work) throws Exception {
    Opened opened = new Opened(Workload.w1(), settings.accounts());
    Plan plan = w1Plan(opened);
    durable(
        plan,
        work,
        (node, load, run) -> {
          add("engine.durable_w1.tx_per_s", run.perSecond(), plan, node, run);
          report.add(
              "engine.load.rss_mb",
              ProcessUse.residentBytesWithout(".signed") / 1e6,
              "MB",
              "",
              String.format(
                  Locale.ROOT,
                  "this process after %.0f s of W1, with feeder, without the load's file; heap of"
                      + " %,d MB",
                  run.seconds(),
                  Runtime.getRuntime().totalMemory() / 1_000_000));
        });
  }

  /** The load of W1's row, which verifying and executing use too. */
  SignedLoad w1Load(Opened opened) throws Exception {
    return opened.load(1, 0, w1Plan(opened).allTurns(), settings.data());
  }

  private Plan w1Plan(Opened opened) {
    return new Plan(opened, 1, 10, settings.measuredTurns(opened.workload(), 15), 0);
  }

  /** W2: any of many accounts. */
  void w2(Path work) throws Exception {
    Opened opened =
        new Opened(Workload.w2().withSenders(settings.walletSenders()), settings.fewerAccounts());
    Plan plan = new Plan(opened, 1, 2, settings.measuredTurns(opened.workload(), 8), 0);
    durable(
        plan,
        work,
        (node, load, run) -> add("engine.durable_w2.tx_per_s", run.perSecond(), plan, node, run));
  }

  /** W0 with many transfers in each transaction. */
  void operations(Path work) throws Exception {
    Opened opened = new Opened(Workload.w0(), settings.fewerAccounts());
    Plan plan = new Plan(opened, OPERATIONS, 10, settings.measuredTurns(opened.workload(), 40), 0);
    durable(
        plan,
        work,
        (node, load, run) ->
            add("engine.durable.ops_per_s", run.perSecond() * OPERATIONS, plan, node, run));
  }

  private void durable(Plan plan, Path work, After after) throws Exception {
    Opened opened = plan.opened();
    var difference = new AtomicReference<@Nullable Throwable>();
    try (SignedLoad load = opened.load(plan.operations(), 0, plan.allTurns(), settings.data());
        var verifier = WarmEngine.verifier(work, difference::set);
        var node = new EngineNode(opened.chain(), work, verifier)) {
      node.open(opened, opened.freshIn(plan.allTurns()));
      int from = plan.transactions(plan.warmUp());
      int to = plan.transactions(plan.warmUp() + plan.turns());
      node.submit(0, from, EngineNode.UNBOUNDED_NANOS, source(load));
      EngineNode.Run run = node.submit(from, to, settings.mostNanos(), source(load));
      after.measured(node, load, run);
      if (difference.get() != null) {
        throw new IllegalStateException("two verifiers disagree", difference.get());
      }
    }
  }

  private static IntFunction<EngineNode.Signed> source(SignedLoad load) {
    return i -> new EngineNode.Signed(load.body(i), load.witness(i));
  }

  private void add(String id, double value, Plan plan, EngineNode node, EngineNode.Run run) {
    report.add(
        id,
        value,
        "1/s",
        "",
        String.format(
            Locale.ROOT,
            "%s%s, %,d keys in state, %,d transactions in %.1f s and %,d blocks, %.1f CPU-us each",
            plan.opened().workload().describe(),
            plan.operations() == 1 ? "" : ", " + plan.operations() + " transfers each",
            node.core().state().size(),
            run.count(),
            run.seconds(),
            run.blocks(),
            run.cpuMicrosEach()));
  }

  private void latency(Plan plan, EngineNode node, SignedLoad load, int from, double perSecond)
      throws InterruptedException {
    Opened opened = plan.opened();
    int senders = opened.workload().senders();
    int to = Math.min(load.size(), from + plan.transactions(LATENCY_TURNS));
    PacedRun.Latency latency =
        PacedRun.run(
            node,
            from,
            to,
            perSecond,
            i ->
                new PacedRun.Paced(
                    new EngineNode.Signed(load.body(i), load.witness(i)),
                    opened.sender(i % senders).account(),
                    opened.firstSequence(i % senders) + i / senders));
    Histogram fromTime = latency.fromTime();
    String note =
        String.format(
            Locale.ROOT,
            "W0, %,d due at %,.0f/s: from due to executed; p50 %.2f, p99.9 %.2f, most %.1f ms",
            to - from,
            perSecond,
            millis(fromTime, 50),
            millis(fromTime, 99.9),
            fromTime.getMaxValue() / 1e6);
    report.add("engine.latency.avg_ms", fromTime.getMean() / 1e6, "ms", "", note);
    report.add("engine.latency.p99_ms", millis(fromTime, 99), "ms", "", "of the same");
    report.add(
        "engine.latency.admitted_avg_ms",
        latency.fromAdmission().getMean() / 1e6,
        "ms",
        "",
        String.format(
            Locale.ROOT,
            "the same from its admission to the pool; p99 %.2f ms",
            millis(latency.fromAdmission(), 99)));
  }

  private static double millis(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}
