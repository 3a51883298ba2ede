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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zwallet balance}. */
@Command(
    name = "balance",
    description = "Shows what an account or an address holds, and whether it was proven.",
    usageHelpAutoWidth = true)
final class BalanceCommand implements Callable<Integer> {
  private final Cli cli;

  @Parameters(index = "0", arity = "0..1", paramLabel = "ADDRESS", description = "Any address.")
  private @Nullable String address;

  @Mixin private AccountOption account = new AccountOption();

  @Option(names = "--watch", description = "Goes on, a report at each change, until Ctrl-C.")
  private boolean watch;

  BalanceCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    GetBalanceRequest.Builder of = GetBalanceRequest.newBuilder();
    if (address != null) {
      of.setAddress(address);
    } else {
      of.setAccount(account.ref(cli));
    }
    GetBalanceRequest request = of.build();
    if (!watch) {
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
