package io.ghostchain.ghostd.execution;

import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.Chain;
import io.ghostchain.ghostd.ledger.ContractEngines;
import io.ghostchain.ghostd.ledger.FeeMarket;
import io.ghostchain.ghostd.ledger.GasMeter;
import io.ghostchain.ghostd.ledger.IdentifiedBody;
import io.ghostchain.ghostd.ledger.LedgerChanges;
import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.ledger.OperationContext;
import io.ghostchain.ghostd.ledger.OperationFailed;
import io.ghostchain.ghostd.ledger.Operations;
import io.ghostchain.ghostd.ledger.ValidBody;
import io.ghostchain.ghostd.ledger.Validity;
import io.ghostchain.ghostd.ledger.Verdict;
import io.ghostchain.ghostd.state.StateOverlay;
import io.ghostchain.ghostd.state.StateView;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Event;
import io.ghostchain.protocol.LaneRecord;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.VaultRecord;
import io.ghostchain.protocol.VaultReveal;
import java.util.ArrayList;
import java.util.List;

/**
 * Executes blocks: the same state, terms and bodies give the same result on every machine.
 *
 * <p>First every transaction pays its most possible fee, takes its sequence and reveals its vault;
 * then the operations of each run in order, and what was not used is given back. So a transaction
 * that fails keeps its fee and sequence, and nothing that runs can make another unpayable. Safe for
 * any thread.
 */
public final class BlockExecutor {
  private final Chain chain;
  private final Validity validity;
  private final Operations operations;

  /** An executor for a chain with these engines for contracts. */
  public BlockExecutor(Chain chain, ContractEngines engines) {
    this.chain = chain;
    validity = new Validity(chain, engines);
    operations = new Operations(engines);
  }

  /**
   * Executes a block that was found valid.
   *
   * @param parentState after the block before
   * @throws IllegalStateException if a body is not valid on that state: a valid block was expected,
   *     so the caller or the state is wrong
   */
  public ExecutedBlock execute(
      StateView parentState, BlockTerms block, List<IdentifiedBody> bodies) {
    LedgerView parent = new LedgerView(parentState);
    List<ValidBody> valid = new ArrayList<>(bodies.size());
    for (IdentifiedBody body : bodies) {
      valid.add(requireValid(parent, block, body));
    }
    return executeValid(parentState, block, valid);
  }

  /**
   * Executes bodies that were found valid on this very state, for this very block, by the caller.
   */
  public ExecutedBlock executeValid(
      StateView parentState, BlockTerms block, List<ValidBody> valid) {
    Parameters parameters = new LedgerView(parentState).parameters();
    StateOverlay state = new StateOverlay(parentState);
    LedgerChanges ledger = new LedgerChanges(state);
    ledger.expect(valid);
    for (ValidBody body : valid) {
      takeTerms(ledger, block, body);
    }
    state.keep();
    BlockFees fees = new BlockFees(block);
    List<Receipt> receipts = new ArrayList<>(valid.size());
    for (ValidBody body : valid) {
      receipts.add(run(state, ledger, block, parameters, body, fees));
    }
    Amount burned = fees.settle(ledger, parameters);
    return new ExecutedBlock(receipts, ledger.diff(), fees.gasUsed(), fees.total(), burned);
  }

  private ValidBody requireValid(LedgerView parent, BlockTerms block, IdentifiedBody body) {
    return switch (validity.check(parent, block, body)) {
      case Verdict.Accept<ValidBody>(ValidBody valid) -> valid;
      case Verdict.Reject<ValidBody>(var reason, var detail) ->
          throw new IllegalStateException(
              "block "
                  + block.height()
                  + ", transaction "
                  + body.id()
                  + ": "
                  + reason
                  + ", "
                  + detail);
    };
  }

  /** What happens to every transaction of a block, whatever its operations do. */
  private static void takeTerms(LedgerChanges ledger, BlockTerms block, ValidBody valid) {
    TransactionBody body = valid.body();
    AccountRecord sender = ledger.existing(body.sender());
    VaultReveal reveal = body.reveal();
    if (reveal != null && sender.vaultVersion() == 0) {
      sender = sender.withVault(reveal.vault().hash());
      ledger.put(body.sender(), new VaultRecord(sender.vaultVersion(), reveal.vault()));
    }
    if (body.lane() == 0) {
      sender = sender.withSequence(body.sequence() + 1);
    } else {
      ledger.put(body.sender(), body.lane(), new LaneRecord(body.sequence() + 1));
      if (body.opensLane()) {
        sender = sender.withOpenLanes(sender.openLanes() + 1);
      }
    }
    ledger.put(body.sender(), sender);
    Amount reserved = cost(body.gasLimit(), body, block);
    ledger.putFeeBalance(
        valid.payer(), ledger.existing(valid.payer()).feeBalance().minus(reserved));
  }

  private Receipt run(
      StateOverlay state,
      LedgerChanges ledger,
      BlockTerms block,
      Parameters parameters,
      ValidBody valid,
      BlockFees fees) {
    TransactionBody body = valid.body();
    GasMeter gas =
        new GasMeter(body.gasLimit(), valid.intrinsicGas(), parameters.stateDepositGas());
    OperationContext context =
        new OperationContext(
            chain, ledger, gas, body.sender(), valid.id(), block.time(), valid.session());
    ReceiptStatus status = ReceiptStatus.SUCCESS;
    List<Event> events = context.events();
    int index = 0;
    int before = state.mark();
    try {
      for (; index < body.operations().size(); index++) {
        operations.run(body.operations().get(index), index, context);
      }
      index = 0;
    } catch (OperationFailed failed) {
      state.rollBack(before);
      status = failed.status();
      events = List.of();
    }
    state.keep();
    Amount unused = cost(gas.left(), body, block);
    if (!unused.isZero()) {
      ledger.putFeeBalance(valid.payer(), ledger.existing(valid.payer()).feeBalance().plus(unused));
    }
    fees.add(gas.used(), FeeMarket.tip(body, block.baseFee()));
    return new Receipt(
        valid.id(), status, index, gas.used(), cost(gas.used(), body, block), events);
  }

  private static Amount cost(long gas, TransactionBody body, BlockTerms block) {
    return Amount.of(gas).times(FeeMarket.price(body, block.baseFee()));
  }
}
