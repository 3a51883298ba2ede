package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.load.SignedLoad;
import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.Chain;
import io.ghostchain.ghostd.ledger.ContractEngines;
import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.ledger.SignatureCheck;
import io.ghostchain.ghostd.ledger.ValidBody;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.ghostd.ledger.Validity;
import io.ghostchain.ghostd.ledger.Verdict;
import io.ghostchain.ghostd.state.StateView;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.Rules;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.zcrypto.Verifier;
import java.util.ArrayList;
import java.util.List;

/** Decodes a load's transactions and checks them as ghostd does. Any thread. */
final class Checker {
  private final SignedLoad load;
  private final Genesis genesis;
  private final Validity validity;

  Checker(SignedLoad load, Genesis genesis) {
    this.load = load;
    this.genesis = genesis;
    this.validity = new Validity(Chain.of(genesis), ContractEngines.NONE);
  }

  /** The terms of the block at a height, whose base fee never moves. */
  BlockTerms terms(long height) {
    return new BlockTerms(
        Rules.V1,
        height,
        Math.max(System.currentTimeMillis(), genesis.time() + height),
        genesis.parameters().initialBaseFee(),
        BlockTerms.feeAccount(genesis.validators().getFirst()));
  }

  /** The bodies {@code from} to {@code to}, with every rule but their signatures checked. */
  List<ValidBody> rules(StateView state, BlockTerms terms, int from, int to) {
    return check(state, terms, from, to).stream().map(ValidTransaction::terms).toList();
  }

  /** The same with their signatures verified, as one batch. */
  List<ValidBody> all(StateView state, BlockTerms terms, int from, int to, Verifier verifier) {
    List<ValidTransaction> valid = check(state, terms, from, to);
    List<Verifier.Claim> claims = new ArrayList<>(valid.size());
    for (ValidTransaction one : valid) {
      for (SignatureCheck check : one.signatures()) {
        claims.add(
            new Verifier.Claim(check.key(), check.message().copy(), check.signature().copy()));
      }
    }
    for (boolean holds : verifier.verifyAll(claims)) {
      if (!holds) {
        throw new IllegalStateException("a signature of the load does not verify");
      }
    }
    return valid.stream().map(ValidTransaction::terms).toList();
  }

  private List<ValidTransaction> check(StateView state, BlockTerms terms, int from, int to) {
    var parent = new LedgerView(state);
    List<ValidTransaction> valid = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      Transaction transaction;
      try {
        transaction = Transaction.of(load.body(i), load.witness(i));
      } catch (DecodeException e) {
        throw new IllegalStateException("transaction " + i + " of the load does not decode", e);
      }
      switch (validity.check(parent, terms, transaction)) {
        case Verdict.Accept<ValidTransaction>(ValidTransaction one) -> valid.add(one);
        case Verdict.Reject<ValidTransaction>(var reason, var detail) ->
            throw new IllegalStateException(
                "transaction " + i + " of the load: " + reason + ", " + detail);
      }
    }
    return valid;
  }
}
