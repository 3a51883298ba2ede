package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import java.util.List;

/**
 * What became of a transaction in its block.
 *
 * @param txId of the transaction
 * @param status whether its operations took effect, else why not
 * @param failedOperation index of the operation that failed; 0 on success
 * @param gasUsed what was charged for
 * @param fee paid, in units of the fee asset
 * @param events in order; none on failure
 */
public record Receipt(
    Hash txId,
    ReceiptStatus status,
    int failedOperation,
    long gasUsed,
    Amount fee,
    List<Event> events) {
  /** Checks the components. */
  public Receipt {
    events = List.copyOf(events);
    Require.range("failed_operation", failedOperation, 0, Limits.OPERATIONS - 1);
    Require.that(
        status != ReceiptStatus.SUCCESS || failedOperation == 0,
        "no failed operation on success",
        failedOperation);
    Require.natural("gas_used", gasUsed);
    Require.size("events", events, 0, Limits.EVENTS);
    Require.that(
        status == ReceiptStatus.SUCCESS || events.isEmpty(), "no events on failure", events.size());
  }

  /** Decodes a receipt. */
  public static Receipt decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(Bytes.of(encoded), Limits.RECEIPT_BYTES, "receipt", Receipt::read);
  }

  /** The canonical encoding. */
  public byte[] encode() {
    return WireWriter.encode(64 + 160 * events.size(), this::write);
  }

  /** The leaf of {@link Header#receiptsRoot}. */
  public Hash hash() {
    return Tag.RECEIPT.hash(encode());
  }

  private void write(WireWriter out) {
    out.hash(1, txId);
    out.uint32(2, status.code());
    out.uint32(3, failedOperation);
    out.uint64(4, gasUsed);
    out.amount(5, fee);
    for (Event event : events) {
      out.message(6, to -> EventCodec.write(event, to));
    }
  }

  private static Receipt read(WireReader in) throws DecodeException {
    return new Receipt(
        in.hash(1, "tx_id"),
        ReceiptStatus.ofCode(in.uint32(2, "status")),
        in.uint32(3, "failed_operation"),
        in.uint64(4, "gas_used"),
        in.amount(5, "fee"),
        in.repeated(6, "events", Limits.EVENTS, EventCodec::read));
  }
}
