package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.Benchmark;
import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.Report;
import io.ghostchain.benchmarks.load.SignedLoad;
import io.ghostchain.benchmarks.load.Workload;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ledger engine on this machine's cores: every row names its workload and state. */
public final class EngineBenchmark implements Benchmark {
  /** Transactions that are executed before it counts. */
  private static final int WARM_UP = 98_304;

  @Override
  public void run(Options options, Report report) throws Exception {
    EngineSettings settings = EngineSettings.of(options);
    var durable = new DurableRows(settings, report);
    row(
        settings,
        "execute",
        work -> {
          Opened opened =
              new Opened(Workload.w0().withSenders(settings.senders()), settings.accounts());
          try (SignedLoad load = durable.w0Load(opened)) {
            ExecutionRows.execute(opened, load, WARM_UP, report);
          }
        });
    row(settings, "w0", durable::w0);
    row(settings, "verify_execute", work -> verifyAndExecute(settings, work, durable, report));
    row(settings, "w1", durable::w1);
    row(settings, "w2", durable::w2);
    row(settings, "ops", durable::operations);
    row(settings, "state", work -> StateRow.run(settings.keys(), work, report));
    row(settings, "e2e", work -> NodeRows.endToEnd(settings, work, report));
    row(settings, "idle", work -> NodeRows.idle(settings, work, report));
  }

  private static void verifyAndExecute(
      EngineSettings settings, Path work, DurableRows durable, Report report) throws Exception {
    Opened opened = new Opened(Workload.w1(), settings.accounts());
    Throwable[] difference = new Throwable[1];
    try (SignedLoad load = durable.w1Load(opened);
        var verifier = WarmEngine.verifier(work, found -> difference[0] = found)) {
      ExecutionRows.verifyAndExecute(
          opened,
          load,
          opened.freshIn(load.size() / opened.workload().turnSize()),
          WARM_UP,
          verifier,
          report);
    }
    if (difference[0] != null) {
      throw new IllegalStateException("two verifiers disagree", difference[0]);
    }
  }

  private interface Row {
    void run(Path work) throws Exception;
  }

  /** Measures one row in a folder of its own, which is gone afterwards. */
  private static void row(EngineSettings settings, String name, Row row) throws Exception {
    if (!settings.wants(name)) {
      return;
    }
    Path work = Files.createTempDirectory("ghost-engine");
    try {
      row.run(work);
    } finally {
      new ProcessBuilder("rm", "-rf", work.toString()).start().waitFor();
    }
  }
}
