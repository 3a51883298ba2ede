package io.ghostchain.zwallet.command;

import io.ghostchain.api.wallet.v1.AssetAmount;
import io.ghostchain.api.wallet.v1.PreviewResponse;
import io.ghostchain.api.wallet.v1.SendRequest;
import io.ghostchain.api.wallet.v1.SendResponse;
import io.ghostchain.zwallet.Amounts;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Durations;
import io.ghostchain.zwallet.ExitCode;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.output.OutputFormat;
import io.ghostchain.zwallet.output.Table;
import java.io.PrintStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command that sends a transaction has in common: preview, yes or no, send, wait. */
final class Submission {
  @Mixin final PassphraseOption passphrase = new PassphraseOption();
  @Mixin final WaitOption wait = new WaitOption();

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Shows what it would cost, and sends nothing.")
  private boolean dryRun;

  @Option(
      names = "--valid-for",
      paramLabel = "TIME",
      defaultValue = "10m",
      description = "After which it can no longer be included (default: ${DEFAULT-VALUE}).")
  private String validFor = "10m";

  @Option(
      names = "--lane",
      paramLabel = "N",
      defaultValue = "0",
      description = "Transactions of one lane run in order; other lanes do not wait (default: 0).")
  private int lane;

  @Option(
      names = "--max-fee-per-gas",
      paramLabel = "UNITS",
      description = "Highest price of a unit of gas; the node's estimate if absent.")
  private long maxFeePerGas;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "Repeating the command with the same key sends nothing twice.")
  private @Nullable String idempotencyKey;

  /**
   * Shows, asks, sends and waits. {@code what} names each part, such as To and an address with an
   * amount.
   */
  int run(Cli cli, String fromAddress, SendRequest.Builder draft, List<String> what) {
    long validForMillis = Durations.parse(validFor).toMillis();
    if (validForMillis == 0) {
      // On the wire 0 asks for the usual time.
      throw Failure.usage("--valid-for: expected a time above 0, got " + validFor);
    }
    SendRequest request =
        draft
            .setValidForMillis(validForMillis)
            .setLane(lane)
            .setMaxFeePerGas(maxFeePerGas)
            .setIdempotencyKey(
                idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey)
            .build();
    if (!dryRun && yes) {
      return send(cli, request);
    }
    FeeAsset fees = FeeAsset.of(cli);
    PreviewResponse preview = cli.call(stub -> stub.preview(request));
    if (dryRun) {
      cli.output()
          .result(
              json -> {
                json.writeBooleanField("dry_run", true);
                json.writeStringField("from", fromAddress);
                json.writeNumberField("gas", preview.getGas());
                json.writeStringField(
                    "fee", Amounts.text(Amounts.read(preview.getExpectedFee()), fees.decimals()));
                json.writeStringField(
                    "max_fee", Amounts.text(Amounts.read(preview.getMaxFee()), fees.decimals()));
                writeAmounts(json, "spent", preview.getSpentList());
                writeAmounts(json, "remaining", preview.getRemainingList());
                json.writeStringField("body", TxRecords.hex(preview.getBody()));
                if (!preview.getRefusal().isEmpty()) {
                  json.writeStringField("refusal", preview.getRefusal());
                  json.writeStringField("detail", preview.getDetail());
                }
              },
              out -> {
                print(out, fromAddress, what, preview, fees);
                out.println("nothing was sent");
              });
      return preview.getRefusal().isEmpty() ? 0 : ExitCode.REJECTED.number();
    }
    if (!preview.getRefusal().isEmpty()) {
      throw new Failure(
          ExitCode.REJECTED, preview.getRefusal(), preview.getDetail(), null, Map.of());
    }
    if (cli.terminal().interactive() || cli.output().format() == OutputFormat.TEXT) {
      print(cli.terminal().err(), fromAddress, what, preview, fees);
    }
    cli.confirm("Send it?");
    return send(cli, request);
  }

  private int send(Cli cli, SendRequest request) {
    SendResponse sent =
        passphrase.unlocked(cli, request.getFrom().getWallet(), () -> submit(cli, request));
    wait.awaitAndPrint(cli, sent.getTxId());
    return 0;
  }

  /** A call that broke off may have sent: then only the same key makes repeating it safe. */
  private static SendResponse submit(Cli cli, SendRequest request) {
    try {
      return cli.call(stub -> stub.send(request));
    } catch (Failure failure) {
      boolean unclear =
          failure.exit() == ExitCode.TIMED_OUT
              || failure.code().equals("INTERNAL")
              || failure.code().equals("UNKNOWN")
              || (failure.exit() == ExitCode.UNREACHABLE
                  && !failure.code().equals("NODE_UNREACHABLE"));
      if (!unclear) {
        throw failure;
      }
      Map<String, String> details = failure.details();
      details.put("idempotency_key", request.getIdempotencyKey());
      throw new Failure(
          failure.exit(),
          failure.code(),
          failure.text() + "; it may have been sent",
          "the same command with --idempotency-key "
              + request.getIdempotencyKey()
              + ", which sends nothing twice; or zwallet history",
          details);
    }
  }

  private static void writeAmounts(
      com.fasterxml.jackson.core.JsonGenerator json, String field, List<AssetAmount> amounts)
      throws java.io.IOException {
    json.writeArrayFieldStart(field);
    for (AssetAmount amount : amounts) {
      json.writeStartObject();
      BalanceCommand.writeAmount(json, amount);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void print(
      PrintStream out, String from, List<String> what, PreviewResponse preview, FeeAsset fees) {
    List<String> pairs = new ArrayList<>(List.of("from", from));
    pairs.addAll(what);
    pairs.addAll(
        List.of(
            "fee",
            fees.text(preview.getExpectedFee()) + ", at most " + fees.text(preview.getMaxFee())));
    for (AssetAmount spent : preview.getSpentList()) {
      boolean withFee = spent.getAsset().isEmpty();
      BigInteger total = Amounts.read(spent.getAmount());
      if (withFee) {
        total = total.add(Amounts.read(preview.getExpectedFee()));
      }
      pairs.addAll(
          List.of(
              "total",
              Amounts.text(total, spent.getDecimals())
                  + " "
                  + spent.getSymbol()
                  + (withFee ? " with the fee" : "")));
    }
    for (AssetAmount rest : preview.getRemainingList()) {
      pairs.addAll(List.of("remaining", BalanceCommand.text(rest)));
    }
    if (!preview.getRefusal().isEmpty()) {
      pairs.addAll(List.of("refused", preview.getRefusal() + ": " + preview.getDetail()));
    }
    Table.pairs(out, pairs.toArray(String[]::new));
  }
}
