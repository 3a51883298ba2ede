package io.ghostchain.zwallet.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import io.ghostchain.api.ledger.v1.Event;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.api.wallet.v1.Movement;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.zwallet.Addresses;
import io.ghostchain.zwallet.Amounts;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.output.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What a transaction's record looks like, for people and for programs. */
final class TxRecords {
  private static final HexFormat HEX = HexFormat.of();

  private TxRecords() {}

  static ByteString id(String hex) {
    if (!hex.matches("[0-9a-fA-F]{64}")) {
      throw Failure.usage("expected a transaction id of 64 hexadecimal digits, got " + hex);
    }
    return ByteString.copyFrom(HEX.parseHex(hex));
  }

  static String hex(ByteString bytes) {
    return HEX.formatHex(bytes.toByteArray());
  }

  /** pending, final, provable, dropped, unknown; failed where it ran and did not succeed. */
  static String stage(TransactionStatus status) {
    String stage =
        switch (status.getStage()) {
          case STAGE_PENDING -> "pending";
          case STAGE_FINAL -> "final";
          case STAGE_PROVABLE -> "provable";
          case STAGE_DROPPED -> "dropped";
          case STAGE_UNSPECIFIED, STAGE_UNKNOWN, UNRECOGNIZED -> "unknown";
        };
    return failed(status) ? stage + ", failed" : stage;
  }

  /** Whether it is in a block and its operations did not run. */
  static boolean failed(TransactionStatus status) {
    return status.hasReceipt() && status.getReceipt().getStatus() != 0;
  }

  static void write(JsonGenerator json, TransactionRecord record, FeeAsset fees)
      throws IOException {
    TransactionStatus status = record.getStatus();
    json.writeStringField("tx_id", hex(record.getTxId()));
    json.writeStringField("stage", stage(status).replace(", failed", ""));
    json.writeBooleanField("failed", failed(status));
    if (status.getHeight() > 0) {
      json.writeNumberField("height", status.getHeight());
      json.writeStringField("time", Instant.ofEpochMilli(status.getTime()).toString());
    }
    if (!status.getReason().isEmpty()) {
      json.writeStringField("reason", status.getReason());
    }
    if (record.getCreated() > 0) {
      json.writeStringField("created", Instant.ofEpochMilli(record.getCreated()).toString());
    }
    if (record.hasAccount()) {
      json.writeStringField("wallet", record.getAccount().getWallet());
      json.writeNumberField("account", record.getAccount().getIndex());
    }
    json.writeStringField("fee", Amounts.text(Amounts.read(record.getFee()), fees.decimals()));
    json.writeArrayFieldStart("movements");
    for (Movement movement : record.getMovementsList()) {
      json.writeStartObject();
      json.writeStringField("direction", direction(movement));
      json.writeStringField("counterparty", movement.getCounterparty());
      BalanceCommand.writeAmount(json, movement.getAmount());
      if (!movement.getMemo().isEmpty()) {
        json.writeStringField("memo", memo(movement.getMemo()));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    List<String> issued = issued(status);
    if (!issued.isEmpty()) {
      json.writeArrayFieldStart("issued_assets");
      for (String asset : issued) {
        json.writeString(asset);
      }
      json.writeEndArray();
    }
  }

  static void print(PrintStream out, TransactionRecord record, FeeAsset fees) {
    TransactionStatus status = record.getStatus();
    List<String> pairs = new ArrayList<>(List.of("transaction", hex(record.getTxId())));
    pairs.addAll(List.of("stage", stage(status)));
    if (status.getHeight() > 0) {
      pairs.addAll(
          List.of("block", status.getHeight() + " at " + Instant.ofEpochMilli(status.getTime())));
    }
    if (!status.getReason().isEmpty()) {
      pairs.addAll(List.of("reason", status.getReason()));
    }
    if (!record.getFee().isEmpty()) {
      pairs.addAll(List.of("fee", fees.text(record.getFee())));
    }
    for (Movement movement : record.getMovementsList()) {
      pairs.addAll(List.of(direction(movement), line(movement)));
    }
    for (String asset : issued(status)) {
      pairs.addAll(List.of("issued", asset));
    }
    Table.pairs(out, pairs.toArray(String[]::new));
  }

  static String line(Movement movement) {
    String memo = movement.getMemo().isEmpty() ? "" : "  \"" + memo(movement.getMemo()) + "\"";
    String other = movement.getCounterparty();
    return BalanceCommand.text(movement.getAmount()) + (other.isEmpty() ? "" : "  " + other) + memo;
  }

  static String direction(Movement movement) {
    return switch (movement.getDirection()) {
      case DIRECTION_IN -> "in";
      case DIRECTION_OUT -> "out";
      case DIRECTION_SELF -> "self";
      case DIRECTION_UNSPECIFIED, UNRECOGNIZED -> "unknown";
    };
  }

  /**
   * As text if it is plain text, else in hexadecimal: a memo comes from strangers and must not
   * steer a terminal.
   */
  static String memo(ByteString memo) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(memo.asReadOnlyByteBuffer())
              .toString();
      boolean plain =
          text.codePoints()
              .noneMatch(c ->
                  Character.isISOControl(c)
                      || Character.getType(c) == Character.FORMAT
                      || Character.getType(c) == Character.LINE_SEPARATOR
                      || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
      return plain ? text : "0x" + hex(memo);
    } catch (CharacterCodingException notText) {
      return "0x" + hex(memo);
    }
  }

  private static List<String> issued(TransactionStatus status) {
    return status.getReceipt().getEventsList().stream()
        .filter(Event::hasAssetIssued)
        .map(event -> Addresses.asset(event.getAssetIssued().getAsset()))
        .toList();
  }
}
