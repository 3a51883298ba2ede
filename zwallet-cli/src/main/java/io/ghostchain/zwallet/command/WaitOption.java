package io.ghostchain.zwallet.command;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.api.wallet.v1.GetTransactionRequest;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Durations;
import io.ghostchain.zwallet.ExitCode;
import io.ghostchain.zwallet.Failure;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** How far a transaction must have come before the command ends. */
final class WaitOption {
  /** How far: none is sent, final is in a certified block, provable is under a certified root. */
  enum Until {
    NONE,
    FINAL,
    PROVABLE
  }

  @Option(
      names = "--wait",
      paramLabel = "none|final|provable",
      defaultValue = "final",
      description = "How far it must come before this ends (default: ${DEFAULT-VALUE}).")
  Until until = Until.FINAL;

  @Option(
      names = "--wait-timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "How long to wait for that (default: ${DEFAULT-VALUE}).")
  String timeout = "60s";

  /**
   * Waits as asked and prints the record.
   *
   * @throws Failure if the chain drops it or it fails when it runs, or if it takes too long
   */
  void awaitAndPrint(Cli cli, ByteString txId) {
    if (until == Until.NONE) {
      cli.output()
          .result(
              json -> {
                json.writeStringField("tx_id", TxRecords.hex(txId));
                json.writeStringField("stage", "pending");
              },
              out -> out.println("sent " + TxRecords.hex(txId)));
      return;
    }
    TransactionRecord record = await(cli, txId, Durations.parse(timeout), update -> {});
    FeeAsset fees = FeeAsset.of(cli);
    cli.output()
        .result(
            json -> TxRecords.write(json, record, fees), out -> TxRecords.print(out, record, fees));
  }

  TransactionRecord await(
      Cli cli, ByteString txId, Duration limit, Consumer<TransactionRecord> onUpdate) {
    GetTransactionRequest request = GetTransactionRequest.newBuilder().setTxId(txId).build();
    try {
      return cli.call(
          limit,
          stub -> {
            Iterator<TransactionRecord> updates = stub.watchTransaction(request);
            while (updates.hasNext()) {
              TransactionRecord update = updates.next();
              onUpdate.accept(update);
              if (reached(update)) {
                return update;
              }
            }
            throw Failure.of(
                ExitCode.FAILURE,
                "STREAM_ENDED",
                "walletd ended the stream before the transaction was " + name());
          });
    } catch (Failure failure) {
      if (failure.exit() == ExitCode.UNREACHABLE || failure.code().equals("STREAM_ENDED")) {
        // Who only reads that something does not answer would send it once more.
        Map<String, String> details = failure.details();
        details.put("tx_id", TxRecords.hex(txId));
        throw new Failure(
            ExitCode.UNREACHABLE,
            failure.code(),
            "the transaction was sent, and then: " + failure.text(),
            "zwallet tx watch " + TxRecords.hex(txId),
            details);
      }
      if (failure.exit() != ExitCode.TIMED_OUT) {
        throw failure;
      }
      Map<String, String> details = new LinkedHashMap<>();
      details.put("tx_id", TxRecords.hex(txId));
      throw new Failure(
          ExitCode.TIMED_OUT,
          "WAIT_TIMED_OUT",
          "the transaction was sent, but was not " + name() + " within " + limit.toMillis() + " ms",
          "zwallet tx watch " + TxRecords.hex(txId),
          details);
    }
  }

  private boolean reached(TransactionRecord record) {
    Stage stage = record.getStatus().getStage();
    if (stage == Stage.STAGE_DROPPED) {
      throw refused(
          record,
          "DROPPED",
          "the chain did not take the transaction: " + record.getStatus().getReason());
    }
    boolean there =
        stage == Stage.STAGE_PROVABLE || (stage == Stage.STAGE_FINAL && until != Until.PROVABLE);
    if (there && TxRecords.failed(record.getStatus())) {
      throw refused(
          record,
          "FAILED",
          "the transaction is in block "
              + record.getStatus().getHeight()
              + " and failed with status "
              + record.getStatus().getReceipt().getStatus()
              + " in operation "
              + record.getStatus().getReceipt().getFailedOperation());
    }
    return there;
  }

  private static Failure refused(TransactionRecord record, String code, String message) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("tx_id", TxRecords.hex(record.getTxId()));
    if (!record.getStatus().getReason().isEmpty()) {
      details.put("reason", record.getStatus().getReason());
    }
    return new Failure(ExitCode.REJECTED, code, message, null, details);
  }

  private String name() {
    return until == Until.PROVABLE ? "provable" : "final";
  }
}
