package io.ghostchain.benchmarks.load;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.daemonkit.HostPort;
import io.ghostchain.daemonkit.cli.CommandRunner;
import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.ghostd.SeedFile;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.DevnetFaucet;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/ghost-load}: loads a node that runs. */
@Command(
    name = "ghost-load",
    description = {
      "Loads a running node with transfers that are signed beforehand, and says how soon they were final.",
      "",
      "The accounts that sign are made for it and paid from the faucet of a devnet, or from an account of yours;"
          + " their keys follow from its seed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every valid transaction became final",
      "1:some did not",
      "2:wrong command line",
      "66:missing file",
      "69:the node does not answer",
      "74:input or output failed, or too little room on the disk",
      "77:the seed's file is open to others"
    })
public final class GhostLoad implements Callable<Integer> {
  private static final Duration VALID_FOR = Duration.ofDays(20);

  @Option(
      names = "--node",
      paramLabel = "HOST:PORT",
      required = true,
      description = "where the node listens")
  private String node = "";

  @Option(
      names = "--node-id",
      paramLabel = "ID",
      required = true,
      description = "the identity to expect")
  private String nodeId = "";

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @ArgGroup private PaceOption pace = new PaceOption();

  @Option(
      names = "--workload",
      paramLabel = "W0|W1|W2",
      defaultValue = "W0",
      description = {
        "who signs: W0 each sender in turn; W1 the same, and one in a hundred by a key never seen;"
            + " W2 any sender at random (default: ${DEFAULT-VALUE})"
      })
  private String workload = "W0";

  @Option(
      names = "--senders",
      paramLabel = "N",
      defaultValue = "256",
      description = "accounts that sign (default: ${DEFAULT-VALUE})")
  private int senders = 256;

  @Option(
      names = "--operations",
      paramLabel = "N",
      defaultValue = "1",
      description = "transfers in each transaction (default: ${DEFAULT-VALUE})")
  private int operations = 1;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "10000",
      description =
          "transactions, rounded up to whole turns of the senders (default: ${DEFAULT-VALUE})")
  private int count = 10_000;

  @Option(
      names = "--invalid",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "share with a spoilt signature, from 0 to 1 (default: ${DEFAULT-VALUE})")
  private double invalid;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "of the accounts and of what they do (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--fund",
      paramLabel = "AMOUNT",
      defaultValue = "10",
      description =
          "what an account gets of the fee asset that holds less than half of it"
              + " (default: ${DEFAULT-VALUE})")
  private String fund = "10";

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "where signed transactions are kept until they are sent (default: benchmarks/data)")
  private @Nullable Path folder;

  @Option(
      names = "--prepare-only",
      description = "pay the accounts and sign; the same command without this then sends")
  private boolean prepareOnly;

  @Mixin private OutputOption output = new OutputOption();

  private GhostLoad() {}

  /** Who pays the accounts: one of these. */
  static final class Source {
    @Option(names = "--faucet", description = "the faucet of a devnet, whose key everybody knows")
    boolean faucet;

    @Option(
        names = "--from",
        paramLabel = "FILE",
        description =
            "the seed of an account's one ML-DSA-44 key: 64 hexadecimal digits that only you can read")
    @Nullable Path seedFile;
  }

  /** How fast: one of these. */
  static final class PaceOption {
    @Option(
        names = "--rate",
        paramLabel = "PER_SECOND",
        description = "send at this rate whatever the node does; times run from when each was due")
    @Nullable Double rate;

    @Option(
        names = "--window",
        paramLabel = "N",
        description = "send while fewer than N are not final, else wait (the default, with 1024)")
    @Nullable Integer window;
  }

  /** Runs it; the process returns a {@code daemonkit} exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return CommandRunner.commandLine(new GhostLoad());
  }

  @Override
  public Integer call() throws Exception {
    Plan plan = plan();
    byte[] secret = secret();
    GrpcH3Channel channel =
        GrpcH3Channel.builder(plan.address).trust(TrustPolicy.pinned(plan.identity)).build();
    try (PrivateKey payer =
        source.faucet ? DevnetFaucet.privateKey() : SignatureScheme.ML_DSA_44.fromSeed(secret)) {
      return run(plan, channel, payer, secret);
    } catch (StatusRuntimeException e) {
      throw new DaemonException(
          ExitCode.UNAVAILABLE,
          "node-unreachable",
          "no answer from "
              + node
              + ": "
              + e.getStatus().getCode()
              + ", "
              + e.getStatus().getDescription(),
          "is the node running, and is --node-id its identity?",
          e);
    } finally {
      Arrays.fill(secret, (byte) 0);
      channel.shutdownNow();
    }
  }

  /** What the options say, checked. */
  private record Plan(
      InetSocketAddress address,
      NodeId identity,
      Mix.Shape shape,
      int turns,
      Pace pace,
      Amount funds) {}

  private Plan plan() throws DaemonException {
    try {
      Workload chosen = Workload.named(workload).withSenders(senders);
      return new Plan(
          HostPort.parse(node),
          NodeId.parse(nodeId),
          new Mix.Shape(chosen, operations, senders, invalid, seed),
          chosen.turnsFor(Math.max(count, 1)),
          pace.rate != null
              ? new Pace.Rate(pace.rate)
              : new Pace.Window(pace.window == null ? 1_024 : pace.window),
          Amount.parse(fund, Genesis.FEE_DECIMALS));
    } catch (IllegalArgumentException e) {
      throw new DaemonException(
          ExitCode.USAGE, "usage", String.valueOf(e.getMessage()), "see 'ghost-load --help'", e);
    }
  }

  private byte[] secret() throws IOException, DaemonException {
    return source.seedFile == null
        ? "devnet faucet".getBytes(StandardCharsets.UTF_8)
        : SeedFile.read(source.seedFile);
  }

  private int run(Plan plan, GrpcH3Channel channel, PrivateKey payer, byte[] secret)
      throws Exception {
    ChainInfo chain = ChainInfo.of(channel).validFor(VALID_FOR);
    Workload chosen = plan.shape.workload();
    var accounts = new LoadAccounts(channel, chain, secret, seed, chosen);
    var counted = new Mix(plan.shape, sender -> 0);
    long spoilt = 0;
    for (int turn = 0; turn < plan.turns; turn++) {
      spoilt += counted.turn().stream().filter(Mix.Planned::spoilt).count();
    }
    accounts.open(payer, plan.funds, counted.freshSoFar());
    Path data =
        folder != null ? folder : Path.of(System.getProperty("ghost.root", "."), "benchmarks/data");
    Replay.Result result;
    try (SignedLoad load = SignedLoad.of(accounts, plan.shape, plan.turns, data)) {
      if (prepareOnly) {
        output.result(load.size() + " transactions are signed", Map.of("signed", load.size()));
        return ExitCode.OK.number();
      }
      result =
          Replay.run(
              channel, load.size(), i -> Requests.of(load.body(i), load.witness(i)), plan.pace);
    }
    // Their sequences are used: they can never be sent again.
    SignedLoad.find(data, accounts.chainName(), plan.shape, result.sent())
        .ifPresent(file -> file.toFile().delete());
    report(plan, result);
    return result.finals() >= result.sent() - spoilt
        ? ExitCode.OK.number()
        : ExitCode.FAILURE.number();
  }

  private void report(Plan plan, Replay.Result result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("workload", plan.shape.workload().describe());
    fields.put("operations", operations);
    fields.put(
        "pace",
        switch (plan.pace) {
          case Pace.Rate(double perSecond) -> perSecond + " a second";
          case Pace.Window(int most) -> "at most " + most + " not final";
        });
    fields.put("sent", result.sent());
    fields.put("final", result.finals());
    fields.put("rejected", result.rejected());
    fields.put("firstReasons", result.reasons());
    fields.put("blocks", result.blocks());
    fields.put("finalPerSecond", rounded(result.finalPerSecond()));
    for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
      String name =
          percentile == 100
              ? "maxMillis"
              : "p" + String.valueOf(percentile).replaceAll("\\.0$", "") + "Millis";
      fields.put(name, rounded(result.millis(percentile)));
    }
    StringBuilder text = new StringBuilder();
    fields.forEach(
        (name, value) -> text.append(String.format(Locale.ROOT, "%-16s%s%n", name, value)));
    output.result(text.toString().stripTrailing(), fields);
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
