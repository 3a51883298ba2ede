package io.ghostchain.ghostd.execution;

import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.IdentifiedBody;
import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.ledger.ValidBody;
import io.ghostchain.ghostd.ledger.Validity;
import io.ghostchain.ghostd.ledger.Verdict;
import io.ghostchain.ghostd.state.StateView;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.protocol.TransactionBody;
import java.util.List;

/**
 * Tries a transaction on a state, alone and without signatures, and keeps nothing. Safe for any
 * thread.
 */
public final class Simulation {
  private final Validity validity;
  private final BlockExecutor executor;

  /** Simulation by these rules. */
  public Simulation(Validity validity, BlockExecutor executor) {
    this.validity = validity;
    this.executor = executor;
  }

  /** What the receipt would be in a block of its own, or why there would be none. */
  public Verdict<Receipt> run(StateView state, BlockTerms block, TransactionBody body) {
    return run(state, block, IdentifiedBody.of(body, validity.chain()));
  }

  /**
   * What the receipt would be if fees were no matter: with the block's gas limit and a price of
   * zero. Its gas used is what the body needs, and enough whatever limit and price it then names.
   */
  public Verdict<Receipt> estimate(StateView state, BlockTerms block, TransactionBody body) {
    long gasLimit = new LedgerView(state).parameters().blockGasLimit();
    IdentifiedBody longest =
        IdentifiedBody.of(
            withFee(body, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE), validity.chain());
    IdentifiedBody free =
        new IdentifiedBody(longest.id(), withFee(body, gasLimit, 0, 0), longest.bytes());
    BlockTerms unpriced =
        new BlockTerms(block.rules(), block.height(), block.time(), 0, block.proposer());
    return run(state, unpriced, free);
  }

  private Verdict<Receipt> run(StateView state, BlockTerms block, IdentifiedBody body) {
    return switch (validity.check(new LedgerView(state), block, body)) {
      case Verdict.Accept<ValidBody> _ ->
          new Verdict.Accept<>(executor.execute(state, block, List.of(body)).receipts().getFirst());
      case Verdict.Reject<ValidBody>(var reason, var detail) ->
          new Verdict.Reject<>(reason, detail);
    };
  }

  private static TransactionBody withFee(
      TransactionBody body, long gasLimit, long maxFeePerGas, long priorityFeePerGas) {
    return new TransactionBody(
        body.version(),
        body.chainId(),
        body.sender(),
        body.vaultVersion(),
        body.signers(),
        body.lane(),
        body.sequence(),
        body.validUntil(),
        gasLimit,
        maxFeePerGas,
        priorityFeePerGas,
        body.payer(),
        body.reveal(),
        body.operations());
  }
}
