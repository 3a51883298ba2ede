package io.ghostchain.benchmarks.hash;

import io.ghostchain.benchmarks.Benchmark;
import io.ghostchain.benchmarks.Medians;
import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.Report;
import io.ghostchain.zcrypto.sha256.HashBatch;
import java.lang.management.ManagementFactory;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Random;
import java.util.Set;

/**
 * What a node hashes most: nodes of trees, and witnesses of ML-DSA-44. By turns on one thread; a
 * second is one of that thread's processor time.
 */
public final class HashBenchmark implements Benchmark {
  private static final int MESSAGES = 512;
  private static final int NODE_BYTES = 64;
  private static final int WITNESS_BYTES = 2_424;
  private static final int WARM_UP_SECONDS_MAX = 60;

  private final byte[] source = new byte[MESSAGES * NODE_BYTES + WITNESS_BYTES];
  private final byte[] digests = new byte[MESSAGES * HashBatch.DIGEST_BYTES];
  private final HashBatch batch = new HashBatch();

  @Override
  public void run(Options options, Report report) throws Exception {
    options.allowOnly(Set.of("rounds"));
    int rounds = options.number("rounds", 9);
    new Random(1).nextBytes(source);
    warmUp();
    measure(report, "hash.node", 1, NODE_BYTES, 200, rounds);
    measure(report, "hash.witness", HashBatch.NO_PREFIX, WITNESS_BYTES, 10, rounds);
  }

  /** Until the vectors are in service, if they come. */
  private void warmUp() throws Exception {
    long started = System.nanoTime();
    while (System.nanoTime() - started < WARM_UP_SECONDS_MAX * 1_000_000_000L
        && HashBatch.engine().equals(HashBatch.ONE_BY_ONE)) {
      together(1, NODE_BYTES);
      alone(1, NODE_BYTES);
    }
  }

  private void measure(Report report, String id, int prefix, int length, int repeats, int rounds)
      throws Exception {
    double[] ours = new double[rounds];
    double[] theirs = new double[rounds];
    double[] ratios = new double[rounds];
    for (int round = -rounds; round < rounds; round++) {
      long start = cpuNanos();
      for (int i = 0; i < repeats; i++) {
        together(prefix, length);
      }
      long middle = cpuNanos();
      for (int i = 0; i < repeats; i++) {
        alone(prefix, length);
      }
      long end = cpuNanos();
      if (round >= 0) {
        ours[round] = repeats * MESSAGES * 1e9 / (middle - start);
        theirs[round] = repeats * MESSAGES * 1e9 / (end - middle);
        ratios[round] = ours[round] / theirs[round];
      }
    }
    String what = length + " bytes" + (prefix == HashBatch.NO_PREFIX ? "" : " and a prefix");
    report.add(
        id + ".per_s",
        Medians.median(ours),
        "1/s",
        "ours, " + HashBatch.engine(),
        what + ", batches of " + MESSAGES + "; " + Medians.spread(ours));
    report.add(
        id + ".jdk_per_s",
        Medians.median(theirs),
        "1/s",
        "JDK",
        what + "; " + Medians.spread(theirs));
    report.add(id + ".ratio_jdk", Medians.median(ratios), "ratio", "JDK", Medians.spread(ratios));
  }

  private void together(int prefix, int length) {
    for (int i = 0; i < MESSAGES; i++) {
      batch.add(prefix, source, i * NODE_BYTES, length, digests, i * HashBatch.DIGEST_BYTES);
    }
    batch.run();
  }

  private void alone(int prefix, int length) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < MESSAGES; i++) {
      if (prefix != HashBatch.NO_PREFIX) {
        digest.update((byte) prefix);
      }
      digest.update(source, i * NODE_BYTES, length);
      if (digest.digest(digests, i * HashBatch.DIGEST_BYTES, HashBatch.DIGEST_BYTES)
          != HashBatch.DIGEST_BYTES) {
        throw new DigestException("SHA-256 gives 32 bytes");
      }
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
