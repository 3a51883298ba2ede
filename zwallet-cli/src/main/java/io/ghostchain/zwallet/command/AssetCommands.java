package io.ghostchain.zwallet.command;

import io.ghostchain.api.ledger.v1.AssetPolicy;
import io.ghostchain.api.ledger.v1.BurnAsset;
import io.ghostchain.api.ledger.v1.IssueAsset;
import io.ghostchain.api.ledger.v1.MintAsset;
import io.ghostchain.api.ledger.v1.Operation;
import io.ghostchain.api.node.v1.AssetState;
import io.ghostchain.api.wallet.v1.Account;
import io.ghostchain.api.wallet.v1.SendRequest;
import io.ghostchain.zwallet.Addresses;
import io.ghostchain.zwallet.Amounts;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.output.Table;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zwallet asset ...}. */
final class AssetCommands {
  private AssetCommands() {}

  @Command(name = "issue", description = "Creates an asset.", usageHelpAutoWidth = true)
  static final class Issue implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "SYMBOL", description = "1 to 12 of A-Z and 0-9.")
    private String symbol = "";

    @Option(
        names = "--name",
        paramLabel = "TEXT",
        description = "Its full name; the symbol if absent.")
    private @Nullable String name;

    @Option(
        names = "--decimals",
        paramLabel = "N",
        defaultValue = "6",
        description = "0 to 18 (default: ${DEFAULT-VALUE}).")
    private int decimals;

    @Option(
        names = "--supply",
        paramLabel = "AMOUNT",
        defaultValue = "0",
        description = "What you hold at first (default: ${DEFAULT-VALUE}).")
    private String supply = "";

    @Option(
        names = "--max-supply",
        paramLabel = "AMOUNT",
        description = "The most there can ever be.")
    private @Nullable String maxSupply;

    @Option(names = "--mintable", description = "You may make more.")
    private boolean mintable;

    @Option(names = "--freezable", description = "You may freeze an account's holding.")
    private boolean freezable;

    @Option(names = "--non-transferable", description = "You alone may move it.")
    private boolean nonTransferable;

    @Mixin private AccountOption account = new AccountOption();
    @Mixin private Submission submission = new Submission();

    Issue(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      AssetPolicy.Builder policy =
          AssetPolicy.newBuilder()
              .setMintable(mintable)
              .setFreezable(freezable)
              .setNonTransferable(nonTransferable);
      if (maxSupply != null) {
        policy.setMaxSupply(Amounts.write(Amounts.parse(maxSupply, decimals, symbol)));
      }
      IssueAsset issue =
          IssueAsset.newBuilder()
              .setSymbol(symbol)
              .setName(name == null ? symbol : name)
              .setDecimals(decimals)
              .setPolicy(policy)
              .setInitialSupply(Amounts.write(Amounts.parse(supply, decimals, symbol)))
              .build();
      return submit(
          cli,
          account,
          submission,
          Operation.newBuilder().setIssueAsset(issue).build(),
          "issue",
          supply + " " + symbol);
    }
  }

  @Command(
      name = "mint",
      description = "Makes more of an asset you issued.",
      usageHelpAutoWidth = true)
  static final class Mint implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "ASSET", description = "Its id.")
    private String asset = "";

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "How much.")
    private String amount = "";

    @Option(names = "--to", paramLabel = "ADDRESS", description = "Who gets it; you if absent.")
    private @Nullable String to;

    @Mixin private AccountOption account = new AccountOption();
    @Mixin private Submission submission = new Submission();

    Mint(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      NamedAsset what = NamedAsset.byId(cli, asset);
      String recipient = to != null ? to : account.load(cli).getAddress();
      MintAsset mint =
          MintAsset.newBuilder()
              .setAsset(what.id())
              .setTo(Addresses.id(recipient))
              .setAmount(Amounts.write(Amounts.parse(amount, what.decimals(), what.symbol())))
              .build();
      return submit(
          cli,
          account,
          submission,
          Operation.newBuilder().setMintAsset(mint).build(),
          "mint",
          amount + " " + what.symbol() + "  " + recipient);
    }
  }

  @Command(
      name = "burn",
      description = "Destroys some of an asset you hold.",
      usageHelpAutoWidth = true)
  static final class Burn implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "ASSET", description = "Its id or symbol.")
    private String asset = "";

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "How much.")
    private String amount = "";

    @Mixin private AccountOption account = new AccountOption();
    @Mixin private Submission submission = new Submission();

    Burn(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      NamedAsset what = NamedAsset.find(cli, FeeAsset.of(cli), account.ref(cli), asset);
      BurnAsset burn =
          BurnAsset.newBuilder()
              .setAsset(what.id())
              .setAmount(Amounts.write(Amounts.parse(amount, what.decimals(), what.symbol())))
              .build();
      return submit(
          cli,
          account,
          submission,
          Operation.newBuilder().setBurnAsset(burn).build(),
          "burn",
          amount + " " + what.symbol());
    }
  }

  @Command(
      name = "info",
      description = "Shows what the chain knows of an asset.",
      usageHelpAutoWidth = true)
  static final class Show implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "ASSET", description = "Its id.")
    private String asset = "";

    Show(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      AssetState state = NamedAsset.state(cli, asset);
      String supply = Amounts.text(Amounts.read(state.getSupply()), state.getDecimals());
      String issuer = state.getIssuer().isEmpty() ? "" : Addresses.text(state.getIssuer());
      AssetPolicy policy = state.getPolicy();
      String max =
          policy.getMaxSupply().isEmpty()
              ? "none"
              : Amounts.text(Amounts.read(policy.getMaxSupply()), state.getDecimals());
      cli.output()
          .result(
              json -> {
                json.writeStringField("asset", Addresses.asset(state.getAsset()));
                json.writeStringField("symbol", state.getSymbol());
                json.writeStringField("name", state.getName());
                json.writeNumberField("decimals", state.getDecimals());
                json.writeStringField("issuer", issuer);
                json.writeStringField("supply", supply);
                json.writeBooleanField("mintable", policy.getMintable());
                json.writeBooleanField("freezable", policy.getFreezable());
                json.writeBooleanField("non_transferable", policy.getNonTransferable());
                json.writeStringField("max_supply", max);
              },
              out ->
                  Table.pairs(
                      out,
                      "asset",
                      Addresses.asset(state.getAsset()),
                      "symbol",
                      state.getSymbol(),
                      "name",
                      state.getName(),
                      "decimals",
                      Integer.toString(state.getDecimals()),
                      "issuer",
                      issuer.isEmpty() ? "given up" : issuer,
                      "supply",
                      supply,
                      "max supply",
                      max,
                      "mintable",
                      Boolean.toString(policy.getMintable()),
                      "freezable",
                      Boolean.toString(policy.getFreezable()),
                      "non-transferable",
                      Boolean.toString(policy.getNonTransferable())));
      return 0;
    }
  }

  private static int submit(
      Cli cli,
      AccountOption account,
      Submission submission,
      Operation operation,
      String verb,
      String what) {
    Account from = account.load(cli);
    return submission.run(
        cli,
        from.getAddress(),
        SendRequest.newBuilder().setFrom(account.ref(cli)).addOperations(operation),
        List.of(verb, what));
  }
}
