package io.ghostchain.benchmarks;

import io.ghostchain.benchmarks.engine.EngineBenchmark;
import io.ghostchain.benchmarks.engine.FloodBenchmark;
import io.ghostchain.benchmarks.hash.HashBenchmark;
import io.ghostchain.benchmarks.payments.PaymentsBenchmark;
import io.ghostchain.benchmarks.rpc.RpcBenchmark;
import io.ghostchain.benchmarks.startup.StartupBenchmark;
import io.ghostchain.benchmarks.transport.BulkBenchmark;
import io.ghostchain.benchmarks.transport.ConnectionsBenchmark;
import io.ghostchain.benchmarks.transport.HandshakeBenchmark;
import io.ghostchain.benchmarks.verify.VerifyBenchmark;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the benchmark that the first argument names. Exit code 2 for a wrong command line. */
public final class Main {
  private static final Map<String, Benchmark> BENCHMARKS =
      new TreeMap<>(
          Map.of(
              "engine", new EngineBenchmark(),
              "flood", new FloodBenchmark(),
              "hash", new HashBenchmark(),
              "rpc", new RpcBenchmark(),
              "bulk", new BulkBenchmark(),
              "handshake", new HandshakeBenchmark(),
              "connections", new ConnectionsBenchmark(),
              "payments", new PaymentsBenchmark(),
              "startup", new StartupBenchmark(),
              "verify", new VerifyBenchmark()));

  private Main() {}

  /** See {@code benchmarks/run}. */
  public static void main(String[] arguments) throws Exception {
    Benchmark benchmark = arguments.length == 0 ? null : BENCHMARKS.get(arguments[0]);
    if (benchmark == null) {
      System.err.println("usage: NAME [--option VALUE]..., NAME is one of " + BENCHMARKS.keySet());
      System.exit(2);
      return;
    }
    List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
    Report report = new Report(arguments[0]);
    try {
      benchmark.run(Options.parse(words), report);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (Exception e) {
      // The threads of clients that were not closed would keep the process.
      e.printStackTrace();
      System.exit(1);
    }
    report.print(System.out);
    Path results = Path.of(System.getProperty("ghost.root", "."), "benchmarks", "results");
    report.write(results, System.getProperty("ghost.commit", "unknown"));
    System.exit(0);
  }
}
