package io.ghostchain.ghostd.execution;

import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.protocol.Roots;
import io.ghostchain.zcrypto.Hash;
import java.util.List;

/**
 * What executing a block gave. The header of the next block commits to it.
 *
 * @param receipts one a transaction, in order, with the events
 * @param diff what changed in the state
 * @param gasUsed by all transactions
 * @param fees paid by all of them, in units of the fee asset
 * @param burned of these fees; the rest went to the proposer
 */
public record ExecutedBlock(
    List<Receipt> receipts, StateDiff diff, long gasUsed, Amount fees, Amount burned) {
  /** Copies the list. */
  public ExecutedBlock {
    receipts = List.copyOf(receipts);
  }

  /** The root over the receipts. */
  public Hash receiptsRoot() {
    return Roots.receipts(receipts);
  }
}
