package io.ghostchain.zwallet.command;

import com.google.protobuf.ByteString;
import io.ghostchain.api.wallet.v1.ListTransactionsRequest;
import io.ghostchain.api.wallet.v1.ListTransactionsResponse;
import io.ghostchain.api.wallet.v1.Movement;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.output.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code zwallet history}. */
@Command(
    name = "history",
    description = "Lists what an account sent and received, newest first.",
    usageHelpAutoWidth = true)
final class HistoryCommand implements Callable<Integer> {
  private final Cli cli;

  @Mixin private AccountOption account = new AccountOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many, up to 1000 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--after",
      paramLabel = "CURSOR",
      description = "Goes on where an earlier list ended.")
  private @Nullable String after;

  HistoryCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    ListTransactionsRequest request =
        ListTransactionsRequest.newBuilder()
            .setAccount(account.ref(cli))
            .setAfter(after == null ? ByteString.EMPTY : cursor(after))
            .setLimit(limit)
            .build();
    ListTransactionsResponse page = cli.call(stub -> stub.listTransactions(request));
    FeeAsset fees = FeeAsset.of(cli);
    String next = TxRecords.hex(page.getNext());
    cli.output()
        .result(
            json -> {
              json.writeArrayFieldStart("transactions");
              for (TransactionRecord record : page.getTransactionsList()) {
                json.writeStartObject();
                TxRecords.write(json, record, fees);
                json.writeEndObject();
              }
              json.writeEndArray();
              if (!next.isEmpty()) {
                json.writeStringField("next", next);
              }
            },
            out -> {
              table(page.getTransactionsList()).print(out);
              if (!next.isEmpty()) {
                out.println("more: --after " + next);
              }
            });
    return 0;
  }

  private static Table table(List<TransactionRecord> records) {
    Table table = Table.of("TIME", "WHAT", ">AMOUNT", "WITH", "STAGE", "TRANSACTION");
    for (TransactionRecord record : records) {
      String time =
          Instant.ofEpochMilli(record.getCreated()).truncatedTo(ChronoUnit.SECONDS).toString();
      String stage = TxRecords.stage(record.getStatus());
      String id = TxRecords.hex(record.getTxId());
      if (record.getMovementsCount() == 0) {
        table.row(time, "other", "", "", stage, id);
      }
      for (Movement movement : record.getMovementsList()) {
        table.row(
            time,
            TxRecords.direction(movement),
            BalanceCommand.text(movement.getAmount()),
            movement.getCounterparty(),
            stage,
            id);
      }
    }
    return table;
  }

  private static ByteString cursor(String hex) {
    try {
      return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException noHex) {
      throw Failure.usage("--after: expected what an earlier list ended with, got " + hex);
    }
  }
}
