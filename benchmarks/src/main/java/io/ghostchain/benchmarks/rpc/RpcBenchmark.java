package io.ghostchain.benchmarks.rpc;

import io.ghostchain.benchmarks.Benchmark;
import io.ghostchain.benchmarks.ChildJvm;
import io.ghostchain.benchmarks.Medians;
import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.Report;
import io.ghostchain.benchmarks.wire.LossyLink;
import io.ghostchain.zquic.CongestionControl;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Ours and grpc-java in turn, round by round; a ratio is the median of the rounds' ratios. Servers
 * run on the first core and clients on the second, each in a JVM of its own.
 */
public final class RpcBenchmark implements Benchmark {
  private static final int UNARY_BYTES = 100;
  private static final int WARM_UP_MILLIS = 8_000;
  private static final int STREAM_MESSAGES = 512;
  private static final Duration LOSS_DELAY = Duration.ofMillis(25);
  private static final double LOSS = 0.01;

  /** As a service sets it whose callers wait: each end has a core to itself here. */
  private static final Setting AWAKE =
      new Setting(Duration.ofNanos(100_000), CongestionControl.CUBIC);

  /** The defaults. */
  private static final Setting ASLEEP = new Setting(Duration.ZERO, CongestionControl.CUBIC);

  /** As for a lossy path; the peer's is the kernel's, which is BBR on many machines too. */
  private static final Setting LOSSY = new Setting(Duration.ZERO, CongestionControl.BBR);

  private static final List<String> ON_FIRST_CORE = List.of("taskset", "-c", "0");
  private static final List<String> ON_SECOND_CORE = List.of("taskset", "-c", "1");
  private static final List<String> FLAGS = List.of("-XX:+UseParallelGC", "-Xmx1g");

  @Override
  public void run(Options options, Report report) throws Exception {
    options.allowOnly(Set.of("rounds", "millis"));
    int rounds = options.number("rounds", 5);
    int millis = options.number("millis", 4_000);
    try (Pair pair = Pair.start(ON_FIRST_CORE, ON_SECOND_CORE, "127.0.0.1", AWAKE)) {
      pair.measure("unary " + UNARY_BYTES + " 64 " + WARM_UP_MILLIS, 1);
      pair.measure("unary " + UNARY_BYTES + " 1 " + WARM_UP_MILLIS / 4, 1);
      unary(report, pair.measure("unary " + UNARY_BYTES + " 64 " + millis, rounds), "unary64");
      unary(report, pair.measure("unary " + UNARY_BYTES + " 1 " + millis, rounds), "unary1");
      pair.measure("stream " + (1 << 20) + " " + STREAM_MESSAGES, 1);
      Rounds stream = pair.measure("stream " + (1 << 20) + " " + STREAM_MESSAGES, rounds);
      report.add(
          "rpc.stream.ratio",
          stream.ratio(0, false),
          "ratio",
          "grpc-java " + whole(stream.peer(0)) + " MB/s",
          "1 MiB messages, ours " + whole(stream.ours(0)) + " MB/s");
    }
    try (Pair pair = Pair.start(ON_FIRST_CORE, ON_SECOND_CORE, "127.0.0.1", ASLEEP)) {
      pair.measure("unary " + UNARY_BYTES + " 64 " + WARM_UP_MILLIS, 1);
      pair.measure("unary " + UNARY_BYTES + " 1 " + WARM_UP_MILLIS / 4, 1);
      Rounds one = pair.measure("unary " + UNARY_BYTES + " 1 " + millis, rounds);
      unary(report, one, "unary1.asleep");
    }
    loss(report, rounds, millis);
  }

  private static void unary(Report report, Rounds rounds, String name) {
    String id = "rpc." + name;
    report.add(
        id + ".ratio",
        rounds.ratio(0, false),
        "ratio",
        "grpc-java " + whole(rounds.peer(0)) + "/s",
        String.format(
            Locale.ROOT,
            "ours %.0f/s; p50 %.0f us, theirs %.0f us; ratios %s",
            rounds.ours(0),
            rounds.ours(1),
            rounds.peer(1),
            Medians.spread(rounds.ratios(0, false))));
    report.add(
        id + ".p99.ratio",
        rounds.ratio(2, true),
        "ratio",
        "grpc-java " + whole(rounds.peer(2)) + " us",
        "theirs over ours, above 1 is better; ours " + whole(rounds.ours(2)) + " us");
  }

  private static void loss(Report report, int rounds, int millis) throws Exception {
    String id = "rpc.loss.p99.ratio";
    try (LossyLink link = LossyLink.open(LOSS_DELAY, LOSS);
        Pair pair =
            Pair.start(link.serverPrefix(), link.clientPrefix(), link.serverAddress(), LOSSY)) {
      pair.measure("mixed " + UNARY_BYTES + " " + 2 * millis, 1);
      Rounds mixed = pair.measure("mixed " + UNARY_BYTES + " " + 2 * millis, rounds);
      report.add(
          id,
          mixed.ratio(2, true),
          "ratio",
          String.format(
              Locale.ROOT,
              "grpc-java p50 %.0f, p99 %.0f ms",
              mixed.peer(1) / 1e3,
              mixed.peer(2) / 1e3),
          String.format(
              Locale.ROOT,
              "theirs over ours; ours p50 %.0f, p99 %.0f ms; download %.1f and %.1f MB/s; 25 ms, 1 %%",
              mixed.ours(1) / 1e3,
              mixed.ours(2) / 1e3,
              mixed.ours(3),
              mixed.peer(3)));
    } catch (IOException e) {
      report.absent(id, "ratio", "no lossy link on this machine: " + e.getMessage());
    }
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  /** The same measurements of both transports, round by round. */
  private record Rounds(List<double[]> all, List<double[]> peers) {
    double ours(int figure) {
      return Medians.median(column(all, figure));
    }

    double peer(int figure) {
      return Medians.median(column(peers, figure));
    }

    double ratio(int figure, boolean lessIsBetter) {
      return Medians.median(ratios(figure, lessIsBetter));
    }

    double[] ratios(int figure, boolean lessIsBetter) {
      double[] ratios = new double[all.size()];
      for (int i = 0; i < ratios.length; i++) {
        double ratio = all.get(i)[figure] / peers.get(i)[figure];
        ratios[i] = lessIsBetter ? 1 / ratio : ratio;
      }
      return ratios;
    }

    private static double[] column(List<double[]> rows, int figure) {
      return rows.stream().mapToDouble(row -> row[figure]).toArray();
    }
  }

  /** A server and a client process of each transport. */
  private record Pair(Map<RpcTransport, ChildJvm> servers, Map<RpcTransport, ChildJvm> clients)
      implements AutoCloseable {
    static Pair start(
        List<String> serverPrefix, List<String> clientPrefix, String host, Setting setting)
        throws IOException {
      Pair pair = new Pair(new EnumMap<>(RpcTransport.class), new EnumMap<>(RpcTransport.class));
      for (RpcTransport transport : RpcTransport.values()) {
        ChildJvm server =
            ChildJvm.start(
                serverPrefix, FLAGS, RpcServer.class, words(setting, transport.name(), host));
        pair.servers.put(transport, server);
        String[] ready = server.ready().split(" ", -1);
        pair.clients.put(
            transport,
            ChildJvm.start(
                clientPrefix,
                FLAGS,
                RpcClient.class,
                words(setting, transport.name(), host, ready[0], ready[1])));
      }
      return pair;
    }

    private static List<String> words(Setting setting, String... first) {
      List<String> words = new ArrayList<>(List.of(first));
      words.addAll(setting.words());
      return words;
    }

    Rounds measure(String measurement, int rounds) throws IOException {
      List<double[]> ours = new ArrayList<>();
      List<double[]> peers = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        // Who goes first changes, so that a machine that slows down favours neither.
        boolean oursFirst = i % 2 == 0;
        if (oursFirst) {
          ours.add(ask(RpcTransport.HTTP3_POST_QUANTUM, measurement));
        }
        peers.add(ask(RpcTransport.HTTP2_CLASSICAL, measurement));
        if (!oursFirst) {
          ours.add(ask(RpcTransport.HTTP3_POST_QUANTUM, measurement));
        }
      }
      return new Rounds(ours, peers);
    }

    private double[] ask(RpcTransport transport, String measurement) throws IOException {
      ChildJvm client = java.util.Objects.requireNonNull(clients.get(transport));
      client.writeLine(measurement);
      return Arrays.stream(client.readLine().split(" ", -1))
          .mapToDouble(Double::parseDouble)
          .toArray();
    }

    @Override
    public void close() throws IOException {
      for (ChildJvm client : clients.values()) {
        client.close();
      }
      for (ChildJvm server : servers.values()) {
        server.close();
      }
    }
  }
}
