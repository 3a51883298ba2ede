package io.ghostchain.ghostd.execution;

import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.FeeMarket;
import io.ghostchain.ghostd.ledger.LedgerChanges;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.AssetRecord;
import io.ghostchain.protocol.Parameters;

/**
 * The fees of one block, gathered here and paid out once at its end, so that no transaction touches
 * the proposer's account.
 */
final class BlockFees {
  private final BlockTerms block;
  private long gasUsed;
  private Amount tips = Amount.ZERO;

  BlockFees(BlockTerms block) {
    this.block = block;
  }

  void add(long gas, long tipPerGas) {
    gasUsed += gas;
    tips = tips.plus(Amount.of(gas).times(tipPerGas));
  }

  /** Adds those of another part of the block. */
  void add(BlockFees part) {
    gasUsed += part.gasUsed;
    tips = tips.plus(part.tips);
  }

  long gasUsed() {
    return gasUsed;
  }

  Amount total() {
    return baseFees().plus(tips);
  }

  /** Burns its share, gives the proposer the rest, and tells what was burned. */
  Amount settle(LedgerChanges ledger, Parameters parameters) {
    Amount burned = FeeMarket.burned(baseFees(), parameters);
    if (!burned.isZero()) {
      AssetRecord asset = ledger.asset(AssetId.FEE);
      if (asset == null) {
        throw new IllegalStateException("the state has no fee asset");
      }
      ledger.put(AssetId.FEE, asset.withSupply(asset.supply().minus(burned)));
    }
    Amount earned = total().minus(burned);
    if (!earned.isZero()) {
      AccountRecord proposer = ledger.account(block.proposer());
      AccountRecord before = proposer == null ? AccountRecord.NEW : proposer;
      ledger.put(block.proposer(), before.withFeeBalance(before.feeBalance().plus(earned)));
    }
    return burned;
  }

  private Amount baseFees() {
    return Amount.of(gasUsed).times(block.baseFee());
  }
}
