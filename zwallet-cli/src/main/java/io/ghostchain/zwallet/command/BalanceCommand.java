package io.ghostchain.zwallet.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ghostchain.api.wallet.v1.AssetAmount;
import io.ghostchain.api.wallet.v1.BalanceReport;
import io.ghostchain.api.wallet.v1.GetBalanceRequest;
import io.ghostchain.zwallet.Addresses;
import io.ghostchain.zwallet.Amounts;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.output.Table;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code zwallet balance}. Built by calls, since it is run most: the JVM makes proxy classes to
 * read annotations, which no AOT cache keeps and which took a seventh of the command's time.
 */
final class BalanceCommand implements Callable<Integer>, BuiltByCalls {
  private final Cli cli;
  private final PositionalParamSpec address =
      PositionalParamSpec.builder()
          .index("0")
          .arity("0..1")
          .type(String.class)
          .paramLabel("ADDRESS")
          .description("Any address.")
          .build();
  private final OptionSpec wallet = WalletOption.spec();
  private final OptionSpec account = AccountOption.spec();
  private final OptionSpec watch =
      OptionSpec.builder("--watch")
          .type(boolean.class)
          .description("Goes on, a report at each change, until Ctrl-C.")
          .build();

  BalanceCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("balance");
    spec.usageMessage()
        .description("Shows what an account or an address holds, and whether it was proven.")
        .autoWidth(true);
    return spec.addPositional(address).addOption(wallet).addOption(account).addOption(watch);
  }

  @Override
  public Integer call() {
    GetBalanceRequest.Builder of = GetBalanceRequest.newBuilder();
    String given = address.getValue();
    if (given != null) {
      of.setAddress(given);
    } else {
      of.setAccount(new AccountOption(wallet.getValue(), account.getValue()).ref(cli));
    }
    GetBalanceRequest request = of.build();
    Boolean goesOn = watch.getValue();
    if (goesOn == null || !goesOn) {
      print(cli.call(stub -> stub.getBalance(request)));
      return 0;
    }
    return cli.watch(stub -> {
      Iterator<BalanceReport> reports = stub.watchBalance(request);
      while (reports.hasNext()) {
        print(reports.next());
      }
      return 0;
    });
  }

  private void print(BalanceReport report) {
    cli.output()
        .result(
            json -> {
              json.writeStringField("address", report.getAddress());
              json.writeNumberField("height", report.getHeight());
              json.writeBooleanField("exists", report.getExists());
              json.writeBooleanField("proven", report.getProven());
              json.writeArrayFieldStart("balances");
              for (AssetAmount balance : report.getBalancesList()) {
                json.writeStartObject();
                writeAmount(json, balance);
                json.writeBooleanField("frozen", balance.getFrozen());
                json.writeEndObject();
              }
              json.writeEndArray();
            },
            out -> {
              out.println(report.getAddress());
              Table table = Table.of(">AMOUNT", "ASSET", "ID");
              for (AssetAmount balance : report.getBalancesList()) {
                String frozen = balance.getFrozen() ? " (frozen)" : "";
                table.row(
                    Amounts.text(Amounts.read(balance.getAmount()), balance.getDecimals()),
                    balance.getSymbol() + frozen,
                    id(balance));
              }
              table.print(out);
              out.println(
                  "at height "
                      + report.getHeight()
                      + (report.getProven()
                          ? ", proven by a state proof and the validators' certificate"
                          : ", as the node says, without a proof"));
            });
  }

  /**
   * The fields of an amount, for programs: the decimal text and the exact count of smallest units.
   */
  static void writeAmount(JsonGenerator json, AssetAmount amount) throws IOException {
    BigInteger units = Amounts.read(amount.getAmount());
    json.writeStringField("amount", Amounts.text(units, amount.getDecimals()));
    json.writeStringField("units", units.toString());
    json.writeStringField("symbol", amount.getSymbol());
    json.writeNumberField("decimals", amount.getDecimals());
    if (!amount.getAsset().isEmpty()) {
      json.writeStringField("asset", id(amount));
    }
  }

  private static String id(AssetAmount amount) {
    return amount.getAsset().isEmpty() ? "" : Addresses.asset(amount.getAsset());
  }

  static String text(AssetAmount amount) {
    return Amounts.text(Amounts.read(amount.getAmount()), amount.getDecimals())
        + " "
        + amount.getSymbol();
  }
}
