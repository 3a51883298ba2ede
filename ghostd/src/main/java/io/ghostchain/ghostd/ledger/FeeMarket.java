package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.TransactionBody;
import java.math.BigInteger;

/**
 * The price of gas (LEDGER.md, "Fees"): EIP-1559's base fee, which blocks above half their gas
 * limit raise and those below lower by at most an eighth, and a priority fee for the proposer.
 *
 * <p>Prices are in units of 10^-18 of the fee asset for one gas.
 */
public final class FeeMarket {
  private static final int TARGET_DIVISOR = 2;
  private static final int STEP_DIVISOR = 8;

  private FeeMarket() {}

  /** The base fee of the block after one with this base fee that used this much gas. */
  public static long nextBaseFee(long baseFee, long gasUsed, Parameters parameters) {
    long target = Math.max(parameters.blockGasLimit() / TARGET_DIVISOR, 1);
    long next;
    if (gasUsed > target) {
      long step = Math.max(step(baseFee, gasUsed - target, target), 1);
      next = step > Long.MAX_VALUE - baseFee ? Long.MAX_VALUE : baseFee + step;
    } else {
      next = baseFee - step(baseFee, target - gasUsed, target);
    }
    return Math.max(next, parameters.minBaseFee());
  }

  /** What a transaction pays for one gas, where its most is not below the base fee. */
  public static long price(TransactionBody body, long baseFee) {
    return baseFee + tip(body, baseFee);
  }

  /** What of the price is the proposer's; below 0 if the most it pays is below the base fee. */
  public static long tip(TransactionBody body, long baseFee) {
    return Math.min(body.priorityFeePerGas(), body.maxFeePerGas() - baseFee);
  }

  /** What of a base fee's amount is destroyed. */
  public static Amount burned(Amount baseFees, Parameters parameters) {
    return Amount.of(
        baseFees
            .toBigInteger()
            .multiply(BigInteger.valueOf(parameters.burnShare()))
            .divide(BigInteger.valueOf(Parameters.BURN_ALL)));
  }

  private static long step(long baseFee, long distance, long target) {
    return BigInteger.valueOf(baseFee)
        .multiply(BigInteger.valueOf(distance))
        .divide(BigInteger.valueOf(target))
        .divide(BigInteger.valueOf(STEP_DIVISOR))
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }
}
