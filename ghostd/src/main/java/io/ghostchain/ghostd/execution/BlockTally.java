package io.ghostchain.ghostd.execution;

import io.ghostchain.ghostd.ledger.ValidBody;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Limits;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.TransactionBody;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules about a transaction's neighbours in a block: consecutive lanes, fees that each payer
 * can pay together, and the block's limits. Who builds and who checks a block count with this. Not
 * thread-safe.
 */
final class BlockTally {
  /** Tag and length of one item in the encoding of a block or its witnesses. */
  private static final int ITEM_BYTES = 5;

  private final Parameters parameters;
  private final Map<AccountId, Tally> accounts = new LinkedHashMap<>();
  private int count;
  private long gas;
  private long bodyBytes;
  private long witnessBytes;
  private int signatures;

  /** What of an account is in the block so far. */
  private static final class Tally {
    /** By lane. */
    final Map<Integer, Long> nextSequences = new TreeMap<>();

    int openedLanes;
    Amount reserved = Amount.ZERO;
  }

  BlockTally(Parameters parameters) {
    this.parameters = parameters;
  }

  /** Counts the next transaction; if it does not fit, says why and counts nothing. */
  @Nullable BlockFault add(ValidTransaction transaction) {
    ValidBody terms = transaction.terms();
    TransactionBody body = terms.body();
    BlockFault full = limitFault(transaction);
    if (full != null) {
      return full;
    }
    Tally sender = tally(body.sender());
    Tally payer = terms.payer().equals(body.sender()) ? sender : tally(terms.payer());
    long next = sender.nextSequences.getOrDefault(body.lane(), terms.laneNext());
    if (body.sequence() != next) {
      return BlockFault.of(
          BlockRule.SEQUENCE, "sequence " + next + " in lane " + body.lane(), body.sequence());
    }
    int opening = body.opensLane() ? 1 : 0;
    // Lane 0 is open besides those counted.
    if (terms.openLanes() + sender.openedLanes + opening >= Limits.LANES) {
      return BlockFault.of(
          BlockRule.LANES,
          "at most " + Limits.LANES + " open lanes of " + body.sender(),
          "one more");
    }
    if (terms.maxFee().compareTo(terms.payerBalance().minus(payer.reserved)) > 0) {
      return BlockFault.of(
          BlockRule.FUNDS,
          "fees of at most " + terms.payerBalance() + " for " + terms.payer(),
          payer.reserved + " and " + terms.maxFee());
    }
    sender.nextSequences.put(body.lane(), next + 1);
    sender.openedLanes += opening;
    payer.reserved = payer.reserved.plus(terms.maxFee());
    count++;
    gas += body.gasLimit();
    bodyBytes += transaction.transaction().bodyBytes().length() + ITEM_BYTES;
    witnessBytes += transaction.transaction().witnessBytes().length() + ITEM_BYTES;
    signatures += body.signatureCount();
    return null;
  }

  private Tally tally(AccountId account) {
    return accounts.computeIfAbsent(account, _ -> new Tally());
  }

  private @Nullable BlockFault limitFault(ValidTransaction transaction) {
    TransactionBody body = transaction.body();
    if (count == Limits.BLOCK_TRANSACTIONS) {
      return BlockFault.of(
          BlockRule.COUNT, "at most " + Limits.BLOCK_TRANSACTIONS + " transactions", "one more");
    }
    if (body.gasLimit() > parameters.blockGasLimit() - gas) {
      return BlockFault.of(
          BlockRule.GAS,
          "gas limits of at most " + parameters.blockGasLimit(),
          gas + " and " + body.gasLimit());
    }
    int bodyMore = transaction.transaction().bodyBytes().length() + ITEM_BYTES;
    if (bodyMore > parameters.blockBytesLimit() - bodyBytes) {
      return BlockFault.of(
          BlockRule.BYTES,
          "bodies of at most " + parameters.blockBytesLimit() + " bytes",
          bodyBytes + " and " + bodyMore);
    }
    int witnessMore = transaction.transaction().witnessBytes().length() + ITEM_BYTES;
    if (witnessMore > Limits.BLOCK_BYTES - witnessBytes) {
      return BlockFault.of(
          BlockRule.BYTES,
          "witnesses of at most " + Limits.BLOCK_BYTES + " bytes",
          witnessBytes + " and " + witnessMore);
    }
    if (body.signatureCount() > parameters.blockSignaturesLimit() - signatures) {
      return BlockFault.of(
          BlockRule.SIGNATURES,
          "at most " + parameters.blockSignaturesLimit() + " signatures",
          signatures + " and " + body.signatureCount());
    }
    return null;
  }
}
