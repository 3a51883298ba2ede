package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.ReceiptStatus;

/** The gas of one transaction. It never gives gas back. Not thread-safe. */
public final class GasMeter {
  private final long limit;
  private final long depositGas;
  private long used;

  /**
   * A meter that has charged the intrinsic gas.
   *
   * @param limit the transaction's, at least {@code intrinsic}
   * @param intrinsic gas that it uses in any case
   * @param depositGas charged for a new state record
   */
  public GasMeter(long limit, long intrinsic, long depositGas) {
    if (intrinsic > limit) {
      throw new IllegalArgumentException(
          "a gas limit of " + limit + " is below the intrinsic gas of " + intrinsic);
    }
    this.limit = limit;
    this.depositGas = depositGas;
    used = intrinsic;
  }

  /**
   * Charges for something about to be done.
   *
   * @param gas at least 0
   */
  public void charge(long gas) throws OperationFailed {
    if (gas < 0) {
      throw new IllegalArgumentException("gas to charge is at least 0, got " + gas);
    }
    if (gas > limit - used) {
      used = limit;
      throw new OperationFailed(ReceiptStatus.OUT_OF_GAS);
    }
    used += gas;
  }

  /** Charges for a new state record. */
  public void chargeDeposit() throws OperationFailed {
    charge(depositGas);
  }

  /** What was charged so far. */
  public long used() {
    return used;
  }

  /** What is left to charge. */
  public long left() {
    return limit - used;
  }
}
