package io.ghostchain.ghostd.execution;

import io.ghostchain.ghostd.ledger.FeeMarket;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.Roots;
import io.ghostchain.zcrypto.Hash;
import java.util.List;

/**
 * What a block needs to know of the executed block before it.
 *
 * @param hash of its header, or the genesis hash
 * @param height 0 for the genesis
 * @param time in milliseconds
 * @param baseFee of it
 * @param gasUsed by it
 * @param stateRoot after it
 * @param receiptsRoot over its receipts
 * @param historyRoot over the hashes of all blocks up to it, its own included
 */
public record ParentBlock(
    Hash hash,
    long height,
    long time,
    long baseFee,
    long gasUsed,
    Hash stateRoot,
    Hash receiptsRoot,
    Hash historyRoot) {
  /**
   * The parent of the first block.
   *
   * @param stateRoot of the state that the genesis describes
   */
  public static ParentBlock of(Genesis genesis, Hash stateRoot) {
    Hash hash = genesis.hash();
    return new ParentBlock(
        hash,
        0,
        genesis.time(),
        genesis.parameters().initialBaseFee(),
        0,
        stateRoot,
        Roots.receipts(List.of()),
        Roots.history(List.of(hash)));
  }

  /**
   * The parent that an executed block is.
   *
   * @param stateRoot after it
   * @param historyRoot over the hashes of all blocks up to it, its own included
   */
  public static ParentBlock of(
      Header header, ExecutedBlock executed, Hash stateRoot, Hash historyRoot) {
    return new ParentBlock(
        header.hash(),
        header.height(),
        header.time(),
        header.baseFee(),
        executed.gasUsed(),
        stateRoot,
        executed.receiptsRoot(),
        historyRoot);
  }

  /** The base fee of the next block; the first one's is the genesis's own. */
  public long nextBaseFee(Parameters parameters) {
    return height == 0 ? baseFee : FeeMarket.nextBaseFee(baseFee, gasUsed, parameters);
  }
}
