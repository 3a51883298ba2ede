package io.ghostchain.zwallet.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ghostchain.api.wallet.v1.Account;
import io.ghostchain.api.wallet.v1.CreateAccountRequest;
import io.ghostchain.api.wallet.v1.LabelAccountRequest;
import io.ghostchain.api.wallet.v1.Wallet;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.output.Table;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zwallet account ...}. */
final class AccountCommands {
  private AccountCommands() {}

  @Command(
      name = "create",
      description = "Derives the next account of a wallet.",
      usageHelpAutoWidth = true)
  static final class Create implements Callable<Integer> {
    private final Cli cli;

    @Mixin private WalletOption wallet = new WalletOption();
    @Mixin private PassphraseOption passphrase = new PassphraseOption();

    @Option(names = "--label", paramLabel = "TEXT", description = "What to call it.")
    private String label = "";

    @Option(
        names = "--scheme",
        paramLabel = "NAME",
        defaultValue = "ML-DSA-65",
        description = "ML-DSA-44, ML-DSA-65 or ML-DSA-87 (default: ${DEFAULT-VALUE}).")
    private String scheme = "";

    Create(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      String name = wallet.name(cli);
      CreateAccountRequest request =
          CreateAccountRequest.newBuilder()
              .setWallet(name)
              .setLabel(label)
              .setScheme(scheme)
              .build();
      printAccount(
          cli, passphrase.unlocked(cli, name, () -> cli.call(stub -> stub.createAccount(request))));
      return 0;
    }
  }

  @Command(name = "list", description = "Lists a wallet's accounts.", usageHelpAutoWidth = true)
  static final class ListAll implements Callable<Integer> {
    private final Cli cli;

    @Mixin private WalletOption wallet = new WalletOption();

    ListAll(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      Wallet found = AccountOption.walletOf(cli, wallet.name(cli));
      cli.output()
          .result(
              json -> {
                json.writeStringField("wallet", found.getName());
                json.writeArrayFieldStart("accounts");
                for (Account account : found.getAccountsList()) {
                  writeAccount(json, account);
                }
                json.writeEndArray();
              },
              out -> table(found).print(out));
      return 0;
    }
  }

  @Command(name = "label", description = "Names an account.", usageHelpAutoWidth = true)
  static final class Label implements Callable<Integer> {
    private final Cli cli;

    @Mixin private AccountOption account = new AccountOption();

    @Parameters(
        index = "0",
        paramLabel = "TEXT",
        description = "What to call it; empty for nothing.")
    private String label = "";

    Label(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      LabelAccountRequest request =
          LabelAccountRequest.newBuilder().setAccount(account.ref(cli)).setLabel(label).build();
      printAccount(cli, cli.call(stub -> stub.labelAccount(request)));
      return 0;
    }
  }

  static void printAccount(Cli cli, Account account) {
    cli.output()
        .result(
            json -> {
              json.writeFieldName("account");
              writeAccount(json, account);
            },
            out ->
                Table.pairs(
                    out,
                    "account",
                    Integer.toString(account.getIndex()),
                    "label",
                    account.getLabel(),
                    "address",
                    account.getAddress(),
                    "scheme",
                    account.getScheme()));
  }

  static Table table(Wallet wallet) {
    Table table = Table.of(">ACCOUNT", "LABEL", "SCHEME", ">ROTATED", "ADDRESS");
    for (Account account : wallet.getAccountsList()) {
      table.row(
          Integer.toString(account.getIndex()),
          account.getLabel(),
          account.getScheme(),
          Integer.toString(account.getRotation()),
          account.getAddress());
    }
    return table;
  }

  static void writeAccount(JsonGenerator json, Account account) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", account.getIndex());
    json.writeStringField("label", account.getLabel());
    json.writeStringField("address", account.getAddress());
    json.writeStringField("id", HexFormat.of().formatHex(account.getId().toByteArray()));
    json.writeStringField("scheme", account.getScheme());
    json.writeNumberField("rotation", account.getRotation());
    json.writeEndObject();
  }
}
