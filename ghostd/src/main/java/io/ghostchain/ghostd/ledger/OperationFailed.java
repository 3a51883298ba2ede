package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.ReceiptStatus;

/**
 * An operation cannot take effect; the transaction's others do not either.
 *
 * <p>Carries the status of the receipt and nothing else: what a receipt says must be the same on
 * every machine.
 */
public final class OperationFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final ReceiptStatus status;

  /** The failure with a status other than success. */
  public OperationFailed(ReceiptStatus status) {
    super(status.description(), null, false, false);
    this.status = status;
  }

  /** Why. */
  public ReceiptStatus status() {
    return status;
  }
}
