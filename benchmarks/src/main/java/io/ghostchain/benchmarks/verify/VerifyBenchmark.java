package io.ghostchain.benchmarks.verify;

import io.ghostchain.benchmarks.Benchmark;
import io.ghostchain.benchmarks.Medians;
import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.Report;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.mldsa.ExpandedKeyCache;
import io.ghostchain.zcrypto.mldsa.MlDsaVerifier;
import io.ghostchain.zcrypto.mldsa.Workspace;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * All in turn, round by round, on one thread; a second is one of that thread's processor time, so a
 * neighbour on the machine costs no more than its share of the caches.
 */
public final class VerifyBenchmark implements Benchmark {
  private static final int FEW_KEYS = 256;
  private static final int MANY_KEYS = 8_192;
  private static final int BATCH = 8;

  /** Orders to verify in, long enough that no predictor learns them. */
  private static final int ORDER = 1 << 16;

  private static final String OURS = "ours, ";

  @Override
  public void run(Options options, Report report) throws Exception {
    options.allowOnly(Set.of("rounds", "millis"));
    int rounds = options.number("rounds", 5);
    int millis = options.number("millis", 400);
    MlDsaVerifier verifier = fastest(report);
    System.out.println("signing for " + MANY_KEYS + " keys");
    Signed many = Signed.make(SignatureScheme.ML_DSA_44, MANY_KEYS);
    mlDsa44(report, verifier, many, rounds, millis);
    other(report, verifier, SignatureScheme.ML_DSA_65, rounds, millis);
    other(report, verifier, SignatureScheme.ML_DSA_87, rounds, millis);
    cacheHit(report, verifier, many, rounds);
  }

  private static MlDsaVerifier fastest(Report report) {
    try {
      return MlDsaVerifier.of("vector");
    } catch (IllegalStateException unfit) {
      report.absent("verify.vector", "", String.valueOf(unfit.getMessage()));
      return MlDsaVerifier.of("java");
    }
  }

  private static void mlDsa44(
      Report report, MlDsaVerifier verifier, Signed many, int rounds, int millis) throws Exception {
    Signed few = many.first(FEW_KEYS);
    Series series = new Series(rounds, millis);
    series.add("batch", FEW_KEYS, BATCH, () -> Contenders.expanded(verifier, few));
    series.add("jdk", FEW_KEYS, BATCH, () -> Contenders.jdk(few));
    series.add("batch_8192", MANY_KEYS, BATCH, () -> Contenders.expanded(verifier, many));
    series.add("fresh", MANY_KEYS, BATCH, () -> Contenders.fresh(verifier, many));
    series.add("single", FEW_KEYS, BATCH, () -> Contenders.single(verifier, few));
    series.add(
        "java_batch", FEW_KEYS, BATCH, () -> Contenders.expanded(MlDsaVerifier.of("java"), few));
    peers(series, few);
    series.run();
    String prefix = "verify.mldsa44.";
    String engine = OURS + "engine " + verifier.engine();
    series.report(report, prefix, "batch", engine, "256 keys, batches of 8");
    series.report(report, prefix, "batch_8192", engine, "8,192 keys, batches of 8");
    series.report(
        report, prefix, "fresh", engine, "unseen keys expanded and used once, 8 together");
    series.report(report, prefix, "single", engine, "256 keys, one at a time");
    series.report(report, prefix, "java_batch", OURS + "engine java", "256 keys, batches of 8");
    series.reportRatio(report, prefix + "batch_ratio_jdk", "batch", "jdk");
    reportPeers(series, report, prefix);
  }

  private static void other(
      Report report, MlDsaVerifier verifier, SignatureScheme scheme, int rounds, int millis)
      throws Exception {
    Signed signed = Signed.make(scheme, FEW_KEYS);
    Series series = new Series(rounds, millis / 2);
    series.add("batch", FEW_KEYS, BATCH, () -> Contenders.expanded(verifier, signed));
    series.add("jdk", FEW_KEYS, BATCH, () -> Contenders.jdk(signed));
    series.add("fresh", FEW_KEYS, BATCH, () -> Contenders.fresh(verifier, signed));
    peers(series, signed);
    series.run();
    String prefix = "verify." + scheme.label().replace("-", "") + ".";
    String engine = OURS + "engine " + verifier.engine();
    series.report(report, prefix, "batch", engine, "256 keys, batches of 8");
    series.report(
        report, prefix, "fresh", engine, "unseen keys expanded and used once, 8 together");
    series.reportRatio(report, prefix + "batch_ratio_jdk", "batch", "jdk");
    reportPeers(series, report, prefix);
  }

  private static void peers(Series series, Signed signed) {
    series.add("bc", FEW_KEYS, BATCH, () -> Contenders.bouncyCastle(signed));
    series.add("conscrypt", FEW_KEYS, BATCH, () -> Contenders.conscrypt(signed));
    series.add("corretto", FEW_KEYS, BATCH, () -> Contenders.corretto(signed));
  }

  private static void reportPeers(Series series, Report report, String prefix) {
    String parsed = "256 keys, parsed beforehand";
    series.report(report, prefix, "bc", "Bouncy Castle", parsed);
    series.report(report, prefix, "jdk", "JDK " + Runtime.version().feature(), parsed);
    series.report(report, prefix, "conscrypt", "Conscrypt", parsed);
    series.report(report, prefix, "corretto", "Corretto Crypto Provider", parsed);
  }

  /** What finding a key costs, beside verifying with it. */
  private static void cacheHit(Report report, MlDsaVerifier verifier, Signed signed, int rounds) {
    ExpandedKeyCache cache = new ExpandedKeyCache(verifier, 1L << 30);
    Workspace workspace = verifier.workspace();
    int keys = FEW_KEYS;
    for (int sight = 0; sight < 2; sight++) {
      for (int i = 0; i < keys; i++) {
        var _ = cache.get(signed.scheme(), signed.keys()[i], workspace);
      }
    }
    double[] nanos = new double[rounds];
    for (int round = -1; round < rounds; round++) {
      int finds = 2_000_000;
      long start = cpuNanos();
      for (int i = 0; i < finds; i++) {
        if (cache.find(signed.scheme(), signed.keys()[i % keys]) == null) {
          throw new IllegalStateException("a key of the cache was not found");
        }
      }
      if (round >= 0) {
        nanos[round] = (double) (cpuNanos() - start) / finds;
      }
    }
    report.add(
        "verify.cache.hit_ns",
        Medians.median(nanos),
        "ns",
        "",
        "256 keys; " + Medians.spread(nanos));
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Contenders that are measured in turn. */
  private static final class Series {
    private final Map<String, Callable<Contender>> starts = new LinkedHashMap<>();
    private final Map<String, int[]> orders = new LinkedHashMap<>();
    private final Map<String, Integer> batches = new LinkedHashMap<>();
    private final Map<String, double[]> perSecond = new LinkedHashMap<>();
    private final Map<String, String> absent = new LinkedHashMap<>();
    private final int rounds;
    private final int millis;

    Series(int rounds, int millis) {
      this.rounds = rounds;
      this.millis = millis;
    }

    void add(String name, int keys, int batch, Callable<Contender> start) {
      starts.put(name, start);
      orders.put(name, new Random(keys).ints(ORDER, 0, keys).toArray());
      batches.put(name, batch);
    }

    void run() throws Exception {
      Map<String, Contender> ready = new LinkedHashMap<>();
      for (var start : starts.entrySet()) {
        try {
          ready.put(start.getKey(), start.getValue().call());
        } catch (Exception | LinkageError unfit) {
          absent.put(start.getKey(), unfit.toString());
        }
      }
      for (int round = -1; round < rounds; round++) {
        for (var each : ready.entrySet()) {
          // The round before the first warms up, and longer, since all have to be compiled.
          double rate = measure(each.getKey(), each.getValue(), round < 0 ? 5 * millis : millis);
          if (round >= 0) {
            perSecond.computeIfAbsent(each.getKey(), name -> new double[rounds])[round] = rate;
          }
        }
      }
    }

    private double measure(String name, Contender contender, int forMillis) throws Exception {
      int[] order = Objects.requireNonNull(orders.get(name));
      int batch = Objects.requireNonNull(batches.get(name));
      long verified = 0;
      int at = 0;
      long start = cpuNanos();
      long now = start;
      while (now - start < forMillis * 1_000_000L) {
        for (int i = 0; i < 16; i++) {
          if (!contender.verify(order, at, batch)) {
            throw new IllegalStateException(name + " refused a valid signature");
          }
          at = (at + batch) % (ORDER - batch);
          verified += batch;
        }
        now = cpuNanos();
      }
      return verified * 1e9 / (now - start);
    }

    void report(Report report, String prefix, String name, String peer, String note) {
      String id = prefix + name + "_per_s";
      double @Nullable [] rates = perSecond.get(name);
      if (rates == null) {
        report.absent(id, "1/s", absent.getOrDefault(name, "not measured"));
      } else {
        report.add(id, Medians.median(rates), "1/s", peer, note + "; " + Medians.spread(rates));
      }
    }

    void reportRatio(Report report, String id, String name, String peer) {
      double @Nullable [] ours = perSecond.get(name);
      double @Nullable [] theirs = perSecond.get(peer);
      if (ours == null || theirs == null) {
        report.absent(id, "ratio", absent.getOrDefault(peer, "not measured"));
        return;
      }
      double[] ratios = new double[rounds];
      Arrays.setAll(ratios, round -> ours[round] / theirs[round]);
      report.add(
          id,
          Medians.median(ratios),
          "ratio",
          String.format(Locale.ROOT, "JDK %.0f/s", Medians.median(theirs)),
          Medians.spread(ratios));
    }
  }
}
