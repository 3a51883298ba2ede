package io.ghostchain.benchmarks.startup;

import io.ghostchain.benchmarks.Benchmark;
import io.ghostchain.benchmarks.Daemon;
import io.ghostchain.benchmarks.Medians;
import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Starts the programs of a distribution image, with its runtime and AOT caches, as an operator's
 * service manager and a person's shell do.
 */
public final class StartupBenchmark implements Benchmark {
  private static final int DAEMON_RUNS = 5;
  private static final int COMMAND_RUNS = 15;
  private static final long IDLE_SECONDS = 5;

  @Override
  public void run(Options options, Report report) throws Exception {
    options.allowOnly(Set.of());
    Path root = Path.of(System.getProperty("ghost.root"));
    Path image = root.resolve("target/startup-image");
    execute(root + "/packaging/image", image.toString(), "--runtime", "--aot");
    Path work = Files.createTempDirectory("ghost-startup");
    String bin = image.resolve("bin") + "/";
    try {
      Path nodeData = work.resolve("ghostd");
      execute(bin + "ghostd", "init", "--devnet", "--data-dir", nodeData.toString());
      Path walletData = work.resolve("walletd");
      execute(bin + "walletd", "init", "--data-dir", walletData.toString());

      double[] ready = new double[DAEMON_RUNS];
      for (int i = 0; i < DAEMON_RUNS; i++) {
        try (Daemon node = node(bin, work, nodeData)) {
          ready[i] = node.readyMillis();
        }
      }
      report.add("startup.ghostd_ms", Medians.median(ready), "ms", "", Medians.spread(ready));

      double[] help = new double[COMMAND_RUNS];
      for (int i = 0; i < COMMAND_RUNS; i++) {
        help[i] = execute(bin + "zwallet", "--help");
      }
      report.add("startup.zwallet_help_ms", Medians.median(help), "ms", "", Medians.spread(help));

      try (Daemon node = node(bin, work, nodeData);
          Daemon wallet = wallet(bin, work, walletData, node)) {
        Path passphrase = work.resolve("passphrase");
        Files.writeString(passphrase, "startup\n");
        execute("chmod", "600", passphrase.toString());
        String endpoint = walletData.resolve("walletd.endpoint").toString();
        zwallet(bin, endpoint, "wallet", "create", "w", "--passphrase-file", passphrase.toString());
        double[] balance = new double[COMMAND_RUNS];
        for (int i = 0; i < COMMAND_RUNS; i++) {
          balance[i] = zwallet(bin, endpoint, "balance", "--wallet", "w");
        }
        report.add(
            "startup.zwallet_balance_ms",
            Medians.median(balance),
            "ms",
            "",
            Medians.spread(balance));
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        String note = "VmRSS " + IDLE_SECONDS + " s after the last call, small profile";
        report.add("startup.ghostd_rss_mb", node.residentMegabytes(), "MB", "", note);
        report.add("startup.walletd_rss_mb", wallet.residentMegabytes(), "MB", "", note);
      }
    } finally {
      execute("rm", "-rf", work.toString());
    }
  }

  private static Daemon node(String bin, Path work, Path data) throws Exception {
    return Daemon.start(
        work.resolve("ghostd.ready"),
        Map.of(),
        List.of(bin + "ghostd", "start", "--data-dir", data.toString(), "--listen", "127.0.0.1:0"));
  }

  private static Daemon wallet(String bin, Path work, Path data, Daemon node) throws Exception {
    return Daemon.start(
        work.resolve("walletd.ready"),
        Map.of(),
        List.of(
            bin + "walletd",
            "start",
            "--data-dir",
            data.toString(),
            "--listen",
            "127.0.0.1:0",
            "--node",
            node.field("address"),
            "--node-id",
            node.field("nodeId")));
  }

  private static double zwallet(String bin, String endpoint, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(bin + "zwallet"));
    command.addAll(List.of(arguments));
    return Daemon.execute(Map.of("ZWALLET_ENDPOINT_FILE", endpoint), command);
  }

  private static double execute(String... command) throws Exception {
    return Daemon.execute(Map.of(), List.of(command));
  }
}
