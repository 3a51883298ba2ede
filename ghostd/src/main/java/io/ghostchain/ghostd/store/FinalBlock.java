package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.protocol.Block;
import io.ghostchain.protocol.BlockWitnesses;
import io.ghostchain.protocol.Certificate;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.zcrypto.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certified block and what its execution made.
 *
 * @param hash of the header
 * @param txIds of the bodies, in order
 * @param receipts one a body, in order
 * @param diff what it changed in the state
 * @param witnesses null where they were pruned or not asked for
 */
public record FinalBlock(
    Hash hash,
    Block block,
    Certificate certificate,
    List<Hash> txIds,
    List<Receipt> receipts,
    StateDiff diff,
    @Nullable BlockWitnesses witnesses) {
  /** Copies the lists. */
  public FinalBlock {
    txIds = List.copyOf(txIds);
    receipts = List.copyOf(receipts);
    if (txIds.size() != block.bodies().size() || receipts.size() != txIds.size()) {
      throw new IllegalArgumentException(
          "expected an id and a receipt for each of "
              + block.bodies().size()
              + " bodies, got "
              + txIds.size()
              + " and "
              + receipts.size());
    }
  }

  /** The block's header. */
  public Header header() {
    return block.header();
  }

  /** The block's height. */
  public long height() {
    return block.header().height();
  }
}
