package io.ghostchain.ghostd.ledger;

import io.ghostchain.ghostd.execution.BlockExecutor;
import io.ghostchain.ghostd.execution.ExecutedBlock;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.GenesisAccount;
import io.ghostchain.protocol.GenesisAsset;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.Rules;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.Validator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A chain in memory with one validator, on which the given actors are rich. */
public final class TestChain {
  public static final int CHAIN_ID = 4242;
  public static final long START = 1_700_000_000_000L;
  public static final long BASE_FEE = 1_000;
  public static final Amount RICHES = Amount.parse("1000", 18);
  public static final Amount STAKES = Amount.of(5_000);

  public static final Parameters PARAMETERS =
      new Parameters(
          100, 30_000_000, 1 << 20, 200, BASE_FEE, 100, 5_000, 20_000, 86_400_000, 1_000);

  public final Genesis genesis;
  public final Chain chain;
  public final Validity validity;
  public final BlockExecutor executor;
  public final ChainState state;

  public TestChain(Actor... rich) {
    this(genesis(PARAMETERS, true, rich));
  }

  public TestChain(Genesis genesis) {
    this.genesis = genesis;
    chain = Chain.of(genesis);
    validity = new Validity(chain, ContractEngines.NONE);
    executor = new BlockExecutor(chain, ContractEngines.NONE);
    state = new ChainState(0, GenesisState.of(genesis), 4);
  }

  public static Genesis genesis(Parameters parameters, boolean devnet, Actor... rich) {
    return new Genesis(
        1,
        CHAIN_ID,
        "test",
        START,
        new GenesisAsset("GCC", "Ghost Chain Coin", 18),
        new GenesisAsset("SPIRIT", "Spirit", 6),
        Arrays.stream(rich)
            .map(actor -> new GenesisAccount(actor.id(), RICHES, STAKES))
            .sorted(Comparator.comparing(GenesisAccount::account))
            .toList(),
        List.of(new Validator(Actor.key(-1), Amount.of(1))),
        parameters,
        devnet,
        false);
  }

  /** The terms of the next block. */
  public BlockTerms terms() {
    long height = state.tip().height() + 1;
    return new BlockTerms(
        Rules.V1,
        height,
        START + 1_000 * height,
        BASE_FEE,
        BlockTerms.feeAccount(genesis.validators().getFirst()));
  }

  public LedgerView ledger() {
    return new LedgerView(state.newest());
  }

  public Verdict<ValidTransaction> check(Transaction transaction) {
    return validity.check(ledger(), terms(), transaction);
  }

  /** The next of the offers that is valid; the others are passed over. */
  public @Nullable ValidTransaction nextValid(BlockTerms terms, Queue<Transaction> offers) {
    for (Transaction next = offers.poll(); next != null; next = offers.poll()) {
      if (validity.check(ledger(), terms, next)
          instanceof Verdict.Accept<ValidTransaction>(ValidTransaction valid)) {
        return valid;
      }
    }
    return null;
  }

  /** Executes a block of valid transactions and moves on. */
  public ExecutedBlock execute(Transaction... transactions) {
    ExecutedBlock executed =
        executor.execute(
            state.newest(),
            terms(),
            Arrays.stream(transactions).map(tx -> IdentifiedBody.of(tx, chain)).toList());
    state.apply(executed.diff());
    return executed;
  }
}
