package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.Benchmark;
import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.Report;
import io.ghostchain.benchmarks.load.Sender;
import io.ghostchain.ghostd.GhostdConfig;
import io.ghostchain.ghostd.verify.LedgerVerifier;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Transaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The ledger engine on this machine's cores: every row names its workload and state. */
public final class EngineBenchmark implements Benchmark {
  private static final int OPENED_AT_ONCE = 1_000;

  @Override
  public void run(Options options, Report report) throws Exception {
    options.allowOnly(Set.of("senders", "accounts", "turns", "warm-up"));
    int senders = options.number("senders", 1_024);
    int accounts = options.number("accounts", 1_000_000);
    int turns = options.number("turns", 200);
    int warmUp = options.number("warm-up", 200);
    Path root = Path.of(System.getProperty("ghost.root", "."));
    EngineChain chain = EngineChain.of(senders);
    Path work = Files.createTempDirectory("ghost-engine");
    var difference = new AtomicReference<@Nullable Throwable>();
    try (var verifier =
            new LedgerVerifier(GhostdConfig.loader().defaults().verify(), work, difference::set);
        var node = new EngineNode(chain, work, verifier)) {
      long started = System.nanoTime();
      open(node, chain, accounts);
      System.err.printf(
          Locale.ROOT,
          "%,d accounts in %.1f s%n",
          node.core().state().size(),
          (System.nanoTime() - started) / 1e9);
      var shape = new SignedLoad.Shape((warmUp + turns) * senders, 1, accounts, 1);
      try (var load = SignedLoad.of(chain, shape, root.resolve("benchmarks/data"))) {
        IntFunction<EngineNode.Signed> source =
            i -> new EngineNode.Signed(load.body(i), load.witness(i));
        int from = warmUp * senders;
        node.submit(0, from, source);
        EngineNode.Run run = node.submit(from, load.size(), source);
        int count = load.size() - from;
        if (difference.get() != null) {
          throw new IllegalStateException("two verifiers disagree", difference.get());
        }
        report.add(
            "engine.durable_w0.tx_per_s",
            count / run.seconds(),
            "1/s",
            "",
            String.format(
                Locale.ROOT,
                "%,d in %,d blocks, %d senders, %,d keys in state, %.1f CPU-us each",
                count,
                run.blocks(),
                senders,
                node.core().state().size(),
                run.cpuSeconds() * 1e6 / count));
      }
    } finally {
      new ProcessBuilder("rm", "-rf", work.toString()).start().waitFor();
    }
  }

  /** Gives every account its record, and shows every sender's vault. */
  private static void open(EngineNode node, EngineChain chain, int accounts) throws Exception {
    List<Transaction> introductions =
        chain.senders().stream()
            .map(sender -> sender.pay(List.of(sender.account()), Amount.of(1)))
            .toList();
    submit(node, introductions);
    Sender opener = chain.senders().getFirst();
    List<Transaction> openings =
        IntStream.range(0, accounts / OPENED_AT_ONCE)
            .mapToObj(part -> opener.pay(part(part), Amount.of(1)))
            .toList();
    submit(node, openings);
  }

  private static List<AccountId> part(int part) {
    return IntStream.range(part * OPENED_AT_ONCE, (part + 1) * OPENED_AT_ONCE)
        .mapToObj(EngineChain::passive)
        .toList();
  }

  private static void submit(EngineNode node, List<Transaction> transactions) throws Exception {
    node.submit(
        0,
        transactions.size(),
        i ->
            new EngineNode.Signed(
                transactions.get(i).bodyBytes(), transactions.get(i).witnessBytes()));
  }
}
