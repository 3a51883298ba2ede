package io.ghostchain.benchmarks.engine;

import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.SubmitSummary;
import io.ghostchain.benchmarks.Benchmark;
import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.Report;
import io.ghostchain.benchmarks.load.Mix;
import io.ghostchain.benchmarks.load.Pace;
import io.ghostchain.benchmarks.load.Replay;
import io.ghostchain.benchmarks.load.Requests;
import io.ghostchain.benchmarks.load.Sender;
import io.ghostchain.benchmarks.load.SignedLoad;
import io.ghostchain.benchmarks.load.Spoilt;
import io.ghostchain.benchmarks.load.Workload;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What valid traffic keeps of its throughput while four peers together send ten times as much that
 * must be refused: signatures that do not hold, the same by keys never seen, senders that cannot
 * pay, and transactions that are final already. All on loopback, in bounded number and time.
 */
public final class FloodBenchmark implements Benchmark {
  private static final int VALID_SENDERS = 256;
  private static final int ATTACKERS = 64;
  private static final int UNSEEN = 1_000;
  private static final int POOR = 64;
  private static final int BASES_EACH = 8;
  private static final int KINDS = 4;
  private static final int ACCOUNTS = 1_000;
  private static final String HEAP = "1g";

  @Override
  public void run(Options options, Report report) throws Exception {
    options.allowOnly(Set.of("rate", "times", "seconds"));
    int rate = options.number("rate", 1_000);
    int times = options.number("times", 10);
    int seconds = options.number("seconds", 10);
    if (rate < 1 || times < 1 || seconds < 1 || seconds > 600) {
      throw new IllegalArgumentException(
          "expected --rate and --times from 1 and --seconds from 1 to 600, got "
              + List.of(rate, times, seconds));
    }
    Opened opened = new Opened(Workload.w0().withSenders(VALID_SENDERS + ATTACKERS), ACCOUNTS);
    Path root = Path.of(System.getProperty("ghost.root", "."));
    Path work = Files.createTempDirectory("ghost-flood");
    Workload valid = Workload.w0().withSenders(VALID_SENDERS);
    int part = valid.turnsFor((long) rate * seconds) * VALID_SENDERS;
    var shape = new Mix.Shape(valid, 1, ACCOUNTS, 0, 1);
    try (SignedLoad load =
            SignedLoad.of(
                opened, shape, 3 * part / VALID_SENDERS, root.resolve("benchmarks/data"));
        var node = LiveNode.start(root, work, opened.chain(), HEAP, List.of())) {
      GrpcH3Channel channel = node.connect();
      node.open(channel, opened, UNSEEN);
      Replay.all(channel, List.of(payPoor(opened)));
      replay(channel, load, 0, part, Pace.Window.UNBOUNDED);
      Replay.Result alone = replay(channel, load, part, part, new Pace.Rate(rate));
      double before = node.daemon().residentMegabytes();
      List<Flooder> flood =
          flood(opened, node, load, part, (double) rate * times / KINDS, 2 * seconds);
      long started = System.nanoTime();
      Replay.Result flooded = replay(channel, load, 2 * part, part, new Pace.Rate(rate));
      double lasted = (System.nanoTime() - started) / 1e9;
      report(report, alone, flooded, rate);
      int sent = 0;
      for (Flooder one : flood) {
        SubmitSummary answer = one.stop();
        sent += one.sent();
        report(report, one, answer);
      }
      report.add(
          "flood.sent_per_s",
          sent / lasted,
          "1/s",
          "",
          String.format(
              Locale.ROOT,
              "of %,d wanted; the node holds a stream up that it does not want",
              rate * times));
      report.add(
          "flood.rss_mb",
          node.daemon().residentMegabytes(),
          "MB",
          "",
          String.format(
              Locale.ROOT,
              "ghostd after the flood, validator profile, heap %s; %.0f before",
              HEAP,
              before));
    } finally {
      new ProcessBuilder("rm", "-rf", work.toString()).start().waitFor();
    }
  }

  private static Transaction payPoor(Opened opened) {
    // Not the last one, who paid the unseen.
    Sender payer = opened.sender(VALID_SENDERS + ATTACKERS - 2);
    return payer.pay(
        1,
        IntStream.range(0, POOR).mapToObj(i -> poor(opened, i).account()).toList(),
        Amount.of(1));
  }

  private static Sender poor(Opened opened, int number) {
    return opened.fresh(UNSEEN + number);
  }

  private static Replay.Result replay(
      GrpcH3Channel channel, SignedLoad load, int from, int count, Pace pace) throws Exception {
    return Replay.run(
        channel, count, i -> Requests.of(load.body(from + i), load.witness(from + i)), pace);
  }

  private static List<Flooder> flood(
      Opened opened,
      LiveNode node,
      SignedLoad load,
      int executed,
      double perSecond,
      int mostSeconds) {
    int most = (int) (perSecond * mostSeconds);
    List<Transaction> signed =
        IntStream.range(0, (ATTACKERS - 2) * BASES_EACH)
            .parallel()
            .mapToObj(i -> {
              Sender attacker = opened.sender(VALID_SENDERS + i / BASES_EACH);
              return attacker.pay(1 + i % BASES_EACH, List.of(attacker.account()), Amount.of(1));
            })
            .toList();
    List<Transaction> unseen = firsts(opened, 0, UNSEEN);
    List<Transaction> poor = firsts(opened, UNSEEN, POOR);
    List<Flooder> flood = new ArrayList<>(KINDS);
    flood.add(flooder(node, "bad_signature", perSecond, most, i -> spoilt(signed, i)));
    flood.add(flooder(node, "unknown_key", perSecond, most, i -> spoilt(unseen, i)));
    flood.add(
        flooder(
            node, "unaffordable", perSecond, most, i -> Requests.of(poor.get(i % poor.size()))));
    flood.add(
        flooder(
            node,
            "duplicate",
            perSecond,
            most,
            i -> Requests.of(load.body(i % executed), load.witness(i % executed))));
    return flood;
  }

  private static List<Transaction> firsts(Opened opened, int from, int count) {
    return IntStream.range(from, from + count)
        .parallel()
        .mapToObj(opened::fresh)
        .map(sender -> sender.pay(0, List.of(sender.account()), Amount.of(1)))
        .toList();
  }

  private static Flooder flooder(
      LiveNode node, String kind, double perSecond, int most, IntFunction<SubmitRequest> requests) {
    return new Flooder(kind, node.connect(), perSecond, most, requests);
  }

  /**
   * Each time round the transactions with another bit changed, so that no verdict is remembered.
   */
  private static SubmitRequest spoilt(List<Transaction> good, int number) {
    Transaction one = good.get(number % good.size());
    return Requests.of(one.bodyBytes(), Spoilt.witness(one.witnessBytes(), number / good.size()));
  }

  private static void report(Report report, Replay.Result alone, Replay.Result flooded, int rate) {
    report.add("flood.valid.alone_per_s", alone.finalPerSecond(), "1/s", "", describe(alone, rate));
    report.add("flood.valid.per_s", flooded.finalPerSecond(), "1/s", "", describe(flooded, rate));
    report.add(
        "flood.valid.share",
        flooded.finalPerSecond() / alone.finalPerSecond(),
        "ratio",
        "",
        "of its throughput that valid traffic keeps; at least 0.5 is asked for");
  }

  private static String describe(Replay.Result result, int rate) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d due at %,d/s final, due to final p50 %.0f p99 %.0f ms%s",
        result.finals(),
        result.sent(),
        rate,
        result.millis(50),
        result.millis(99),
        result.rejected() == 0 ? "" : ", refused " + result.rejected() + " " + result.reasons());
  }

  private static void report(Report report, Flooder flooder, SubmitSummary answer) {
    report.add(
        "flood." + flooder.kind() + ".refused",
        (double) answer.getRejected(),
        "",
        "",
        String.format(
            Locale.ROOT,
            "of %,d sent, %,d taken; the first refused for %s",
            flooder.sent(),
            answer.getAccepted(),
            Replay.reasons(answer).keySet()));
  }
}
