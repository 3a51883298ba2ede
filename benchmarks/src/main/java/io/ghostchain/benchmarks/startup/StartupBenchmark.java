package io.ghostchain.benchmarks.startup;

import io.ghostchain.benchmarks.Benchmark;
import io.ghostchain.benchmarks.ChildJvm;
import io.ghostchain.benchmarks.Medians;
import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    execute(root, "packaging/image", image.toString(), "--runtime", "--aot");
    Path work = Files.createTempDirectory("ghost-startup");
    String bin = image.resolve("bin") + "/";
    try {
      Path nodeData = work.resolve("ghostd");
      execute(root, bin + "ghostd", "init", "--devnet", "--data-dir", nodeData.toString());
      Path walletData = work.resolve("walletd");
      execute(root, bin + "walletd", "init", "--data-dir", walletData.toString());

      double[] ready = new double[DAEMON_RUNS];
      for (int i = 0; i < DAEMON_RUNS; i++) {
        try (Daemon node = node(bin, work, nodeData)) {
          ready[i] = node.readyMillis();
        }
      }
      report.add("startup.ghostd_ms", Medians.median(ready), "ms", "", Medians.spread(ready));

      double[] help = new double[COMMAND_RUNS];
      for (int i = 0; i < COMMAND_RUNS; i++) {
        help[i] = millis(root, work, bin + "zwallet", "--help");
      }
      report.add("startup.zwallet_help_ms", Medians.median(help), "ms", "", Medians.spread(help));

      try (Daemon node = node(bin, work, nodeData);
          Daemon wallet = wallet(bin, work, walletData, node)) {
        Path passphrase = work.resolve("passphrase");
        Files.writeString(passphrase, "startup\n");
        execute(root, "chmod", "600", passphrase.toString());
        String endpoint = walletData.resolve("walletd.endpoint").toString();
        zwallet(bin, endpoint, "wallet", "create", "w", "--passphrase-file", passphrase.toString());
        double[] balance = new double[COMMAND_RUNS];
        for (int i = 0; i < COMMAND_RUNS; i++) {
          balance[i] = zwallet(bin, endpoint, "balance", "--wallet", "w");
        }
        report.add(
            "startup.zwallet_balance_ms", Medians.median(balance), "ms", "", Medians.spread(balance));
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        String note = "VmRSS " + IDLE_SECONDS + " s after the last call, small profile";
        report.add("startup.ghostd_rss_mb", node.residentMegabytes(), "MB", "", note);
        report.add("startup.walletd_rss_mb", wallet.residentMegabytes(), "MB", "", note);
      }
    } finally {
      execute(root, "rm", "-rf", work.toString());
    }
  }

  private static Daemon node(String bin, Path work, Path data) throws Exception {
    return Daemon.start(
        work.resolve("ghostd.ready"),
        List.of(bin + "ghostd", "start", "--data-dir", data.toString(), "--listen", "127.0.0.1:0"));
  }

  private static Daemon wallet(String bin, Path work, Path data, Daemon node) throws Exception {
    return Daemon.start(
        work.resolve("walletd.ready"),
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
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("ZWALLET_ENDPOINT_FILE", endpoint);
    return finish(builder);
  }

  private static double millis(Path directory, Path work, String... command) throws Exception {
    return finish(new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true));
  }

  private static double finish(ProcessBuilder builder) throws IOException, InterruptedException {
    long started = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    int code = process.waitFor();
    double millis = (System.nanoTime() - started) / 1e6;
    if (code != 0) {
      throw new IOException(builder.command() + " ended with " + code + ": " + output);
    }
    return millis;
  }

  private static void execute(Path directory, String... command) throws Exception {
    finish(new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true));
  }

  /** A daemon that runs, and what its ready file says. */
  private record Daemon(Process process, double readyMillis, String ready) implements AutoCloseable {
    static Daemon start(Path readyFile, List<String> command) throws IOException, InterruptedException {
      Files.deleteIfExists(readyFile);
      List<String> whole = new ArrayList<>(command);
      whole.add("--ready-file");
      whole.add(readyFile.toString());
      long started = System.nanoTime();
      Process process =
          new ProcessBuilder(whole)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      while (!Files.exists(readyFile) || Files.size(readyFile) == 0) {
        if (!process.isAlive()) {
          throw new IOException(command + " ended before it was ready");
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
      double millis = (System.nanoTime() - started) / 1e6;
      return new Daemon(process, millis, Files.readString(readyFile));
    }

    String field(String name) {
      return ready.replaceAll("(?s).*\"" + name + "\" *: *\"([^\"]*)\".*", "$1");
    }

    double residentMegabytes() throws IOException {
      return ChildJvm.residentBytes(process.pid()) / 1e6;
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      process.waitFor();
    }
  }
}
