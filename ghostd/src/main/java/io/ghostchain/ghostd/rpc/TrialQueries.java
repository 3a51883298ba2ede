package io.ghostchain.ghostd.rpc;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.EstimateFeeRequest;
import io.ghostchain.api.node.v1.EstimateFeeResponse;
import io.ghostchain.api.node.v1.SimulateRequest;
import io.ghostchain.api.node.v1.SimulateResponse;
import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.Verdict;
import io.ghostchain.ghostd.node.NodeCore;
import io.ghostchain.ghostd.node.Refused;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.state.StateNotKeptException;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Reason;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.protocol.TransactionBody;

/** Transactions that are tried on the newest state and leave nothing behind. */
final class TrialQueries {
  /** Room for the base fee to rise by an eighth for 6 full blocks: (9/8)^6 is just above 2. */
  private static final int FEE_HEADROOM = 2;

  private static final long PRIORITY_FEE = 1;

  private final NodeCore node;

  TrialQueries(NodeCore node) {
    this.node = node;
  }

  SimulateResponse simulate(SimulateRequest request) throws Refused, StateNotKeptException {
    TransactionBody body = decode(request.getBody());
    BlockTerms terms = node.nextTerms();
    ChainState.Tip tip = node.state().tip();
    Verdict<Receipt> verdict =
        node.state().read(tip.height(), state -> node.simulation().run(state, terms, body));
    var response = SimulateResponse.newBuilder().setHeight(tip.height());
    return switch (verdict) {
      case Verdict.Accept<Receipt>(Receipt receipt) ->
          response.setReceipt(Messages.of(receipt)).build();
      case Verdict.Reject<Receipt>(Reason reason, String detail) ->
          response.setRefusal(reason.name()).setDetail(detail).build();
    };
  }

  EstimateFeeResponse estimate(EstimateFeeRequest request) throws Refused, StateNotKeptException {
    TransactionBody body = decode(request.getBody());
    BlockTerms terms = node.nextTerms();
    Verdict<Receipt> verdict =
        node.state()
            .read(
                node.state().tip().height(),
                state -> node.simulation().estimate(state, terms, body));
    return switch (verdict) {
      case Verdict.Accept<Receipt>(Receipt receipt) -> fees(receipt.gasUsed(), terms.baseFee());
      case Verdict.Reject<Receipt>(Reason reason, String detail) ->
          throw new Refused(reason, detail, 0);
    };
  }

  private static EstimateFeeResponse fees(long gas, long baseFee) {
    long maxFee =
        baseFee > (Long.MAX_VALUE - PRIORITY_FEE) / FEE_HEADROOM
            ? Long.MAX_VALUE
            : FEE_HEADROOM * baseFee + PRIORITY_FEE;
    return EstimateFeeResponse.newBuilder()
        .setGas(gas)
        .setBaseFee(baseFee)
        .setPriorityFeePerGas(PRIORITY_FEE)
        .setMaxFeePerGas(maxFee)
        .setExpectedFee(Messages.bytes(Amount.of(gas).times(baseFee + PRIORITY_FEE)))
        .setMaxFee(Messages.bytes(Amount.of(gas).times(maxFee)))
        .build();
  }

  private static TransactionBody decode(ByteString body) throws Refused {
    try {
      return TransactionBody.decode(body.toByteArray());
    } catch (DecodeException malformed) {
      throw new Refused(malformed.reason(), String.valueOf(malformed.getMessage()), 0);
    }
  }
}
