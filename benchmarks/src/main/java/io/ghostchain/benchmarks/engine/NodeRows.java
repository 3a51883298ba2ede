package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.Daemon;
import io.ghostchain.benchmarks.Report;
import io.ghostchain.benchmarks.load.Pace;
import io.ghostchain.benchmarks.load.Replay;
import io.ghostchain.benchmarks.load.Requests;
import io.ghostchain.benchmarks.load.SignedLoad;
import io.ghostchain.benchmarks.load.Workload;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Rows about a ghostd in a process of its own. */
final class NodeRows {
  private static final String HEAP = "3g";
  private static final int WARM_UP_TURNS = 60;
  private static final int TURNS = 60;

  /** Sent and not final, at most: as the rows without a network have it. */
  private static final int WINDOW = 16_384;

  private static final long IDLE_SECONDS = 60;

  private NodeRows() {}

  /** W0 over one connection, from a generator that shares the cores and signs nothing. */
  static void endToEnd(EngineSettings settings, Path work, Report report) throws Exception {
    Opened opened =
        new Opened(Workload.w0().withSenders(settings.senders()), settings.fewerAccounts());
    int turn = opened.workload().turnSize();
    try (SignedLoad load = opened.load(1, 0, WARM_UP_TURNS + TURNS, settings.data());
        var node =
            LiveNode.start(
                settings.root(),
                work,
                opened.chain(),
                HEAP,
                List.of("limits.submits-per-second=0", "limits.new-keys-per-second=0"))) {
      GrpcH3Channel channel = node.connect();
      node.open(channel, opened, 0);
      replay(channel, load, 0, WARM_UP_TURNS * turn).requireAll();
      double cpu = node.daemon().cpuSeconds();
      Replay.Result result =
          replay(channel, load, WARM_UP_TURNS * turn, (WARM_UP_TURNS + TURNS) * turn);
      result.requireAll();
      report.add(
          "engine.e2e.tx_per_s",
          result.finalPerSecond(),
          "1/s",
          "",
          String.format(
              Locale.ROOT,
              "%s, %,d accounts, one connection, %,d transactions in %,d blocks, at most %,d not"
                  + " final, p50 %.0f p99 %.0f ms; ghostd %.1f CPU-us each, %.0f MB resident",
              opened.workload().describe(),
              opened.accounts(),
              result.sent(),
              result.blocks(),
              WINDOW,
              result.millis(50),
              result.millis(99),
              (node.daemon().cpuSeconds() - cpu) * 1e6 / result.sent(),
              node.daemon().residentMegabytes()));
    }
    report.absent(
        "engine.e2e.ratio_anvil",
        "ratio",
        "absent: anvil and litesvm come by npm, which this checkout does not install");
  }

  private static Replay.Result replay(GrpcH3Channel channel, SignedLoad load, int from, int to)
      throws Exception {
    return Replay.run(
        channel,
        to - from,
        i -> Requests.of(load.body(from + i), load.witness(from + i)),
        new Pace.Window(WINDOW));
  }

  /** A validator that nobody talks to. */
  static void idle(EngineSettings settings, Path work, Report report) throws Exception {
    try (Daemon node = Daemon.devnetValidator(settings.root(), work)) {
      TimeUnit.SECONDS.sleep(IDLE_SECONDS);
      report.add(
          "engine.idle.rss_mb",
          node.residentMegabytes(),
          "MB",
          "",
          "VmRSS of a devnet's ghostd in the validator profile, "
              + IDLE_SECONDS
              + " s after it was ready");
    }
  }
}
