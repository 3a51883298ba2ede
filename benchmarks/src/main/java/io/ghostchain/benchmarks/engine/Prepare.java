package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.load.SignedLoad;
import io.ghostchain.benchmarks.load.Workload;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Signs what {@code benchmarks/run engine} will submit, so that its first run need not. */
public final class Prepare {
  private static final Set<String> OPTIONS =
      Set.of("workload", "operations", "count", "invalid", "senders", "accounts");
  private static final int COUNT = 512_000;

  private Prepare() {}

  /** See {@code benchmarks/prepare}. Exit code 2 for a wrong command line, 1 if it failed. */
  public static void main(String[] arguments) {
    if (arguments.length == 0 || !arguments[0].equals("engine")) {
      System.err.println("usage: benchmarks/prepare engine [--OPTION VALUE]..., of " + OPTIONS);
      System.exit(2);
    }
    List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
    try {
      run(Options.parse(words), Path.of(System.getProperty("ghost.root", "."), "benchmarks/data"));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (Exception e) {
      System.err.println("prepare: " + e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  /** Signs a load into a folder, unless it is there. */
  static void run(Options options, Path data) throws Exception {
    options.allowOnly(OPTIONS);
    Workload usual = Workload.named(options.text("workload", "W0"));
    Workload workload = usual.withSenders(options.number("senders", usual.senders()));
    var opened = new Opened(workload, options.number("accounts", 1_000_000));
    int turns = workload.turnsFor(options.number("count", COUNT));
    try (SignedLoad load =
        opened.load(options.number("operations", 1), options.decimal("invalid", 0), turns, data)) {
      System.out.printf(
          Locale.ROOT, "%,d transactions of %s are signed%n", load.size(), workload.describe());
    }
  }
}
