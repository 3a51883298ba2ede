package io.ghostchain.benchmarks.payments;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.GetTransactionRequest;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.benchmarks.Benchmark;
import io.ghostchain.benchmarks.Daemon;
import io.ghostchain.benchmarks.Medians;
import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.Report;
import io.ghostchain.benchmarks.load.ChainInfo;
import io.ghostchain.benchmarks.load.Pace;
import io.ghostchain.benchmarks.load.Replay;
import io.ghostchain.benchmarks.load.Requests;
import io.ghostchain.benchmarks.load.Sender;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.DevnetFaucet;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.ManagedChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Transfers signed beforehand by many accounts, sent to one ghostd over a post-quantum connection
 * as fast as it takes them, every signature verified; then single ones on an idle node.
 */
public final class PaymentsBenchmark implements Benchmark {
  private static final int SINGLES = 50;
  private static final int FUNDED_AT_ONCE = 500;
  private static final Amount FUNDS = Amount.parse("1000", 18);

  @Override
  public void run(Options options, Report report) throws Exception {
    options.allowOnly(Set.of("senders", "each", "warm-up"));
    int senders = options.number("senders", 1_000);
    int each = options.number("each", 50);
    int warmUp = options.number("warm-up", 50);
    Path root = Path.of(System.getProperty("ghost.root"));
    Path work = Files.createTempDirectory("ghost-payments");
    try (Daemon node = Daemon.devnetValidator(root, work)) {
      ManagedChannel channel =
          GrpcH3Channel.builder(node.address())
              .trust(TrustPolicy.pinned(NodeId.parse(node.field("nodeId"))))
              .build();
      ChainInfo chain = ChainInfo.of(channel);
      List<Sender> accounts =
          IntStream.range(0, senders).mapToObj(number -> Sender.numbered(chain, number)).toList();
      fund(channel, chain, accounts);
      idle(report, channel, chain, accounts.getFirst());
      load(report, node, channel, accounts, warmUp, each);
      channel.shutdownNow();
    } finally {
      Daemon.execute(Map.of(), List.of("rm", "-rf", work.toString()));
    }
  }

  /** Sends from the faucet to all of them, a few hundred a transaction. */
  private static void fund(ManagedChannel channel, ChainInfo chain, List<Sender> accounts) {
    try (var key = DevnetFaucet.privateKey()) {
      Sender faucet = new Sender(chain, key);
      for (int from = 0; from < accounts.size(); from += FUNDED_AT_ONCE) {
        List<AccountId> some =
            accounts.subList(from, Math.min(from + FUNDED_AT_ONCE, accounts.size())).stream()
                .map(Sender::account)
                .toList();
        submitAndAwaitFinal(channel, chain, Requests.of(faucet.pay(some, FUNDS)));
      }
    }
  }

  private static void idle(Report report, ManagedChannel channel, ChainInfo chain, Sender sender) {
    double[] millis = new double[SINGLES];
    for (int i = -SINGLES / 2; i < SINGLES; i++) {
      SubmitRequest request = Requests.of(sender.pay(List.of(sender.account()), Amount.of(1)));
      long started = System.nanoTime();
      submitAndAwaitFinal(channel, chain, request);
      if (i >= 0) {
        millis[i] = (System.nanoTime() - started) / 1e6;
      }
    }
    report.add(
        "payments.idle.p50_ms",
        Medians.median(millis),
        "ms",
        "",
        "submit to final as the client sees it; " + Medians.spread(millis));
  }

  private static void load(
      Report report,
      Daemon node,
      ManagedChannel channel,
      List<Sender> accounts,
      int warmUp,
      int each)
      throws Exception {
    // An account shows its vault in its first transaction, and signs with what the chain then
    // holds.
    List<SubmitRequest> introductions =
        accounts.stream()
            .filter(Sender::isNew)
            .map(account -> Requests.of(account.pay(List.of(account.account()), Amount.of(1))))
            .toList();
    // A node runs for months: what its first seconds cost, while Java compiles it, is not counted.
    List<SubmitRequest> before = transfers(accounts, warmUp);
    List<SubmitRequest> signed = transfers(accounts, each);
    run(channel, introductions);
    run(channel, before);
    double cpuBefore = node.cpuSeconds();
    Replay.Result result = run(channel, signed);
    report.add(
        "payments.final_per_s",
        result.finalPerSecond(),
        "1/s",
        "",
        String.format(
            Locale.ROOT,
            "%d ML-DSA-44 transfers of %d senders, %d blocks, submit to final p50 %.0f p99 %.0f ms",
            signed.size(),
            accounts.size(),
            result.blocks(),
            result.millis(50),
            result.millis(99)));
    report.add(
        "payments.cpu_us_per_tx",
        (node.cpuSeconds() - cpuBefore) * 1e6 / signed.size(),
        "us",
        "",
        "ghostd's processor time; the load generator shares the cores");
    report.add("payments.rss_mb", node.residentMegabytes(), "MB", "", "validator profile, after");
  }

  private static Replay.Result run(ManagedChannel channel, List<SubmitRequest> requests)
      throws Exception {
    Replay.Result result =
        Replay.run(channel, requests.size(), requests::get, Pace.Window.UNBOUNDED);
    if (result.finals() < requests.size()) {
      throw new IllegalStateException("the node did not take all: " + result);
    }
    return result;
  }

  private static List<SubmitRequest> transfers(List<Sender> accounts, int each) {
    AccountId[] recipients = accounts.stream().map(Sender::account).toArray(AccountId[]::new);
    List<SubmitRequest> signed = new ArrayList<>(accounts.size() * each);
    for (int turn = 0; turn < each; turn++) {
      for (int i = 0; i < accounts.size(); i++) {
        AccountId to = recipients[(i * 31 + turn * 17 + 1) % recipients.length];
        signed.add(Requests.of(accounts.get(i).pay(List.of(to), Amount.of(1))));
      }
    }
    return signed;
  }

  private static void submitAndAwaitFinal(
      ManagedChannel channel, ChainInfo chain, SubmitRequest request) {
    var node = NodeServiceGrpc.newBlockingStub(channel);
    ByteString id = node.submit(request).getTxId();
    Iterator<TransactionStatus> changes =
        node.watchTransaction(GetTransactionRequest.newBuilder().setTxId(id).build());
    while (changes.hasNext()) {
      TransactionStatus status = changes.next();
      switch (status.getStage()) {
        case STAGE_FINAL, STAGE_PROVABLE -> {
          if (status.getReceipt().getStatus() != 0) {
            throw new IllegalStateException("the transfer failed: " + status);
          }
          return;
        }
        case STAGE_DROPPED ->
            throw new IllegalStateException("the transfer was dropped: " + status.getReason());
        default -> {}
      }
    }
    throw new IllegalStateException(
        "the stream ended before " + Hash.of(id.toByteArray()) + " was final on " + chain);
  }
}
