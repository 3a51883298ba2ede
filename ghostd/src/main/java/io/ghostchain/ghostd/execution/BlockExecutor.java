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
import io.ghostchain.ghostd.state.StateDiff;
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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Executes blocks: the same state, terms and bodies give the same result on every machine.
 *
 * <p>First every transaction pays its most possible fee, takes its sequence and reveals its vault;
 * then the operations of each run in order, and what was not used is given back. So a transaction
 * that fails keeps its fee and sequence, and nothing that runs can make another unpayable. Safe for
 * any thread.
 */
public final class BlockExecutor {
  /** Fewer bodies are not worth handing out. */
  private static final int PARTED_FROM = 512;

  private final Chain chain;
  private final Validity validity;
  private final Operations operations;
  private final Parallel parallel;

  /**
   * What executes parts of a block side by side.
   *
   * @param threads takes parts besides the calling thread
   * @param partsMax how many parts there are at most; 1 to execute all in the calling thread
   * @param bodiesMin a block with fewer bodies is not divided
   */
  record Parallel(Executor threads, int partsMax, int bodiesMin) {}

  /** An executor for a chain with these engines for contracts, which uses the calling thread. */
  public BlockExecutor(Chain chain, ContractEngines engines) {
    this(chain, engines, Runnable::run, 1);
  }

  /**
   * An executor that divides large blocks into parts of accounts that have nothing to do with one
   * another. What comes out is the same.
   *
   * @param threads takes parts besides the calling thread
   * @param partsMax how many parts there are at most
   */
  public BlockExecutor(Chain chain, ContractEngines engines, Executor threads, int partsMax) {
    this(chain, engines, new Parallel(threads, partsMax, PARTED_FROM));
  }

  BlockExecutor(Chain chain, ContractEngines engines, Parallel parallel) {
    this.chain = chain;
    this.parallel = parallel;
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
    if (parallel.partsMax > 1 && valid.size() >= parallel.bodiesMin) {
      List<List<Integer>> parts = Partition.of(valid, parallel.partsMax);
      if (parts.size() > 1) {
        return together(parentState, block, parameters, valid, parts);
      }
    }
    Part all = new Part(parentState, block);
    all.execute(valid, parameters);
    Amount burned = all.fees.settle(all.ledger, parameters);
    return new ExecutedBlock(
        all.receipts, all.ledger.diff(), all.fees.gasUsed(), all.fees.total(), burned);
  }

  /** Executes the parts side by side, then pays out the fees over what all of them changed. */
  private ExecutedBlock together(
      StateView parentState,
      BlockTerms block,
      Parameters parameters,
      List<ValidBody> valid,
      List<List<Integer>> indexes) {
    List<Part> parts = new ArrayList<>(indexes.size());
    List<CompletableFuture<Void>> others = new ArrayList<>(indexes.size());
    for (List<Integer> each : indexes) {
      Part part = new Part(parentState, block);
      parts.add(part);
      List<ValidBody> bodies = new ArrayList<>(each.size());
      for (int index : each) {
        bodies.add(valid.get(index));
      }
      Runnable work = () -> part.execute(bodies, parameters);
      if (parts.size() < indexes.size()) {
        others.add(CompletableFuture.runAsync(work, parallel.threads));
      } else {
        work.run();
      }
    }
    others.forEach(CompletableFuture::join);

    @Nullable Receipt[] receipts = new @Nullable Receipt[valid.size()];
    BlockFees fees = new BlockFees(block);
    for (int i = 0; i < parts.size(); i++) {
      fees.add(parts.get(i).fees);
      for (int at = 0; at < indexes.get(i).size(); at++) {
        receipts[indexes.get(i).get(at)] = parts.get(i).receipts.get(at);
      }
    }
    List<StateDiff> diffs = new ArrayList<>(parts.size());
    for (Part part : parts) {
      diffs.add(part.ledger.diff());
    }
    LedgerChanges settled = new LedgerChanges(new StateOverlay(StateDiff.over(parentState, diffs)));
    Amount burned = fees.settle(settled, parameters);
    return new ExecutedBlock(
        Stream.of(receipts).map(Objects::requireNonNull).toList(),
        StateDiff.joined(parentState, diffs, settled.diff()),
        fees.gasUsed(),
        fees.total(),
        burned);
  }

  /** Some bodies of a block, in its order, and what they made. */
  private final class Part {
    private final BlockTerms block;
    private final StateOverlay state;
    private final LedgerChanges ledger;
    private final BlockFees fees;
    private final List<Receipt> receipts = new ArrayList<>();

    Part(StateView parentState, BlockTerms block) {
      this.block = block;
      state = new StateOverlay(parentState);
      ledger = new LedgerChanges(state);
      fees = new BlockFees(block);
    }

    void execute(List<ValidBody> bodies, Parameters parameters) {
      ledger.expect(bodies);
      for (ValidBody body : bodies) {
        takeTerms(ledger, block, body);
      }
      state.keep();
      for (ValidBody body : bodies) {
        receipts.add(run(state, ledger, block, parameters, body, fees));
      }
    }
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
