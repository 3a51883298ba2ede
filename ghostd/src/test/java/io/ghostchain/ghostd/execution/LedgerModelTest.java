package io.ghostchain.ghostd.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.ghostd.ledger.Actor;
import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.ContractEngines;
import io.ghostchain.ghostd.ledger.IdentifiedBody;
import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.ledger.TestChain;
import io.ghostchain.ghostd.ledger.ValidBody;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.AssetIssued;
import io.ghostchain.protocol.AssetRecord;
import io.ghostchain.protocol.Event;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.Roots;
import io.ghostchain.protocol.Rules;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.ValidatorSet;
import io.ghostchain.protocol.VaultRecord;
import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.Hash;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** Random chains, block by block, beside the {@link ReferenceLedger}. */
class LedgerModelTest {
  private static final int BLOCKS = 20;
  private static final int OFFERED = 14;

  private static final Map<ReceiptStatus, Integer> MET = new EnumMap<>(ReceiptStatus.class);
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);

  @Property(cases = 30)
  void receiptsStateAndSupplyAreThoseOfTheReference(RandomGenerator random) {
    List<Actor> actors =
        List.of(
            Actor.single(1),
            Actor.twoOfThree(2),
            Actor.withSession(3, Actor.grant(200, 6_000)),
            Actor.single(4),
            Actor.single(5),
            Actor.twoOfThree(6));
    Run run = new Run(random, actors);
    for (int i = 0; i < BLOCKS; i++) {
      run.block();
    }
  }

  /** Most have nothing to do with one another, so that blocks fall into parts. */
  @Property(cases = 8)
  void partsOfABlockExecutedSideBySideGiveTheSame(RandomGenerator random) {
    List<Actor> actors = IntStream.range(100, 140).mapToObj(Actor::single).toList();
    Run run = new Run(random, actors);
    for (int i = 0; i < BLOCKS; i++) {
      run.block();
    }
    assertTrue(run.blocksInParts > BLOCKS / 2, run.blocksInParts + " blocks in parts");
  }

  @AfterAll
  static void endThreads() {
    THREADS.close();
  }

  /** A run that never meets a failure tests nothing of it. */
  @AfterAll
  static void everyStatusThatOperationsCanGiveWasMet() {
    for (ReceiptStatus status :
        List.of(
            ReceiptStatus.SUCCESS,
            ReceiptStatus.OUT_OF_GAS,
            ReceiptStatus.INSUFFICIENT_BALANCE,
            ReceiptStatus.OVERFLOW,
            ReceiptStatus.ASSET_UNKNOWN,
            ReceiptStatus.NOT_ISSUER,
            ReceiptStatus.NOT_MINTABLE,
            ReceiptStatus.SUPPLY_LIMIT,
            ReceiptStatus.NOT_FREEZABLE,
            ReceiptStatus.FROZEN,
            ReceiptStatus.NON_TRANSFERABLE,
            ReceiptStatus.SESSION_LIMIT)) {
      if (Long.getLong("ghost.seed") == null && !MET.containsKey(status)) {
        throw new AssertionError("no transaction ended with " + status + ": " + MET);
      }
    }
  }

  private static final class Run {
    private final TestChain chain;
    private final ReferenceLedger reference;
    private final RandomTransactions transactions;
    private final BlockBuilder builder;
    private final BlockValidity validity;
    private final Epochs epochs;
    private final List<Hash> history = new ArrayList<>();

    /** Valid a few blocks ago, and perhaps still. */
    private final ArrayDeque<ValidTransaction> earlier = new ArrayDeque<>();

    private final BlockExecutor inParts;
    private ParentBlock parent;
    private int blocksInParts;

    Run(RandomGenerator random, List<Actor> actors) {
      // The last two are unknown to the genesis.
      chain = new TestChain(actors.subList(0, actors.size() - 2).toArray(Actor[]::new));
      reference = new ReferenceLedger(chain.genesis);
      transactions = new RandomTransactions(random, actors);
      inParts =
          new BlockExecutor(
              chain.chain, ContractEngines.NONE, new BlockExecutor.Parallel(THREADS, 4, 1));
      builder = new BlockBuilder(chain.validity);
      validity = new BlockValidity(chain.validity);
      ValidatorSet validators = chain.genesis.validatorSet();
      epochs = new Epochs(TestChain.PARAMETERS.epochBlocks(), validators, validators);
      parent = ParentBlock.of(chain.genesis, chain.state.tip().root());
      history.add(chain.genesis.hash());
    }

    void block() {
      LedgerView before = chain.ledger();
      List<ValidTransaction> chosen = builder.select(before, terms(), offers(before));
      BlockTerms terms = terms();
      for (ValidTransaction once : earlier) {
        assertEquals(
            chain.validity.check(before, terms, once.transaction()),
            chain.validity.recheck(before, terms, once));
      }
      earlier.addAll(chosen);
      while (earlier.size() > 2 * OFFERED) {
        earlier.remove();
      }
      BlockBuilder.Built built =
          builder.build(
              parent,
              TestChain.PARAMETERS,
              Rules.V1,
              epochs,
              new BlockBuilder.Proposal(parent.height() + 1, terms.time(), 0, Hash.ZERO),
              chosen);
      BlockVerdict verdict =
          validity.check(before, parent, epochs, built.block(), built.witnesses());
      assertEquals(terms, assertInstanceOf(BlockVerdict.Valid.class, verdict).terms());

      List<IdentifiedBody> bodies =
          chosen.stream()
              .map(valid -> IdentifiedBody.of(valid.transaction(), chain.chain))
              .toList();
      ExecutedBlock executed = chain.executor.execute(chain.state.newest(), terms, bodies);
      assertEquals(
          executed,
          chain.executor.executeValid(
              chain.state.newest(), terms, chosen.stream().map(ValidTransaction::terms).toList()));
      List<ValidBody> valid = chosen.stream().map(ValidTransaction::terms).toList();
      assertEquals(executed, inParts.executeValid(chain.state.newest(), terms, valid));
      blocksInParts += Partition.of(valid, 4).size() > 1 ? 1 : 0;
      assertEquals(executed, chain.executor.execute(chain.state.newest(), terms, bodies));
      assertEquals(executed.diff(), StateDiff.decode(executed.diff().encode()));

      Hash rootBefore = chain.state.tip().root();
      Hash root = chain.state.apply(executed.diff());
      chain.state.undo();
      assertEquals(rootBefore, chain.state.tip().root());
      assertEquals(executed, chain.executor.execute(chain.state.newest(), terms, bodies));
      assertEquals(root, chain.state.apply(executed.diff()));

      compare(chosen, terms, executed);
      history.add(built.block().hash());
      parent = ParentBlock.of(built.block().header(), executed, root, Roots.history(history));
      executed.receipts().forEach(this::learn);
    }

    private BlockTerms terms() {
      BlockTerms terms = chain.terms();
      return new BlockTerms(
          terms.rules(),
          terms.height(),
          terms.time(),
          parent.nextBaseFee(TestChain.PARAMETERS),
          terms.proposer());
    }

    private BlockBuilder.Candidates offers(LedgerView ledger) {
      Map<String, Long> ahead = new TreeMap<>();
      var offers = new ArrayDeque<Transaction>();
      for (int i = 0; i < OFFERED; i++) {
        Transaction next =
            transactions.next(
                ledger, (account, lane) -> ahead.getOrDefault(account + " " + lane, 0L));
        ahead.merge(next.body().sender() + " " + next.body().lane(), 1L, Long::sum);
        offers.add(next);
      }
      return new BlockBuilder.Candidates() {
        @Override
        public @Nullable ValidTransaction next() {
          return chain.nextValid(terms(), offers);
        }

        @Override
        public void skipLane() {}
      };
    }

    private void compare(List<ValidTransaction> chosen, BlockTerms terms, ExecutedBlock executed) {
      List<ReferenceLedger.Outcome> outcomes =
          reference.block(
              chosen.stream()
                  .map(valid ->
                      new ReferenceLedger.Entry(
                          valid.id(), valid.body(), valid.terms().intrinsicGas()))
                  .toList(),
              terms.time(),
              terms.baseFee(),
              terms.proposer());
      for (int i = 0; i < chosen.size(); i++) {
        Receipt receipt = executed.receipts().get(i);
        ReferenceLedger.Outcome outcome = outcomes.get(i);
        MET.merge(receipt.status(), 1, Integer::sum);
        assertEquals(
            outcome,
            new ReferenceLedger.Outcome(
                receipt.status(),
                receipt.failedOperation(),
                receipt.gasUsed(),
                receipt.fee().toBigInteger()),
            () -> "receipt of " + chosen);
      }
      compareState(chain.ledger());
    }

    private void compareState(LedgerView ledger) {
      ReferenceLedger.Tables tables = reference.tables();
      tables.holdings.forEach((holding, amount) ->
          assertEquals(
              amount,
              ledger.amount(holding.account(), holding.asset()).toBigInteger(),
              holding::toString));
      tables.accounts.forEach((id, account) -> {
        AccountRecord record = Objects.requireNonNull(ledger.account(id));
        VaultRecord vault = ledger.vault(id);
        assertEquals(account.vaultVersion(), record.vaultVersion());
        assertEquals(account.vault(), vault == null ? null : vault.vault());
        assertEquals(account.lanes().size() - 1, record.openLanes());
        account.lanes().forEach((lane, next) -> assertEquals(next, ledger.nextSequence(id, lane)));
      });
      tables.assets.forEach((id, asset) -> compareAsset(ledger, id, asset));
      tables.frozen.forEach((holding, frozen) ->
          assertEquals(frozen, ledger.balance(holding.account(), holding.asset()).frozen()));
    }

    /** What exists of an asset is what accounts hold of it, fees in flight included. */
    private void compareAsset(LedgerView ledger, AssetId id, ReferenceLedger.Asset asset) {
      AssetRecord record = Objects.requireNonNull(ledger.asset(id));
      assertEquals(asset.issuer(), record.issuer());
      assertEquals(asset.supply(), record.supply().toBigInteger());
      BigInteger held = BigInteger.ZERO;
      for (AccountId account : reference.tables().accounts.keySet()) {
        held = held.add(ledger.amount(account, id).toBigInteger());
      }
      assertEquals(held, record.supply().toBigInteger(), () -> "supply of " + id);
    }

    private void learn(Receipt receipt) {
      for (Event event : receipt.events()) {
        if (event instanceof AssetIssued issued) {
          transactions.issued(issued.asset());
        }
      }
    }
  }
}
