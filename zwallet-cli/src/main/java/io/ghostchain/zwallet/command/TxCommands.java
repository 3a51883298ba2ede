package io.ghostchain.zwallet.command;

import com.google.protobuf.ByteString;
import io.ghostchain.api.wallet.v1.GetTransactionRequest;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Durations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code zwallet tx status} and {@code zwallet tx watch}. */
final class TxCommands {
  private TxCommands() {}

  @Command(
      name = "status",
      description = "Shows how far a transaction has come.",
      usageHelpAutoWidth = true)
  static final class Status implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "TXID", description = "The transaction.")
    private String txId = "";

    Status(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      GetTransactionRequest request =
          GetTransactionRequest.newBuilder().setTxId(TxRecords.id(txId)).build();
      TransactionRecord record = cli.call(stub -> stub.getTransaction(request));
      FeeAsset fees = FeeAsset.of(cli);
      cli.output()
          .result(
              json -> TxRecords.write(json, record, fees),
              out -> TxRecords.print(out, record, fees));
      return 0;
    }
  }

  @Command(
      name = "watch",
      description = "Follows a transaction, a line at each change.",
      usageHelpAutoWidth = true)
  static final class Watch implements Callable<Integer> {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "TXID", description = "The transaction.")
    private String txId = "";

    @Mixin private WaitOption wait = new WaitOption();

    Watch(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      ByteString id = TxRecords.id(txId);
      FeeAsset fees = FeeAsset.of(cli);
      wait.await(
          cli,
          id,
          Durations.parse(wait.timeout),
          update ->
              cli.output()
                  .result(
                      json -> TxRecords.write(json, update, fees),
                      out -> {
                        long height = update.getStatus().getHeight();
                        out.println(
                            TxRecords.stage(update.getStatus())
                                + (height == 0 ? "" : " in block " + height));
                      }));
      return 0;
    }
  }
}
