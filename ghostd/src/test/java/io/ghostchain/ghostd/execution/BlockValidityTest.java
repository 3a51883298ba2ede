package io.ghostchain.ghostd.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.ghostd.ledger.Actor;
import io.ghostchain.ghostd.ledger.Draft;
import io.ghostchain.ghostd.ledger.TestChain;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Block;
import io.ghostchain.protocol.BlockWitnesses;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.Roots;
import io.ghostchain.protocol.Rules;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.ValidatorSet;
import io.ghostchain.zcrypto.Hash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockValidityTest {
  private static final Hash OTHER = Hash.sha256(new byte[] {1});

  private final Actor alice = Actor.single(1);
  private final Actor bob = Actor.single(2);
  private final TestChain chain = new TestChain(alice, bob);
  private final BlockBuilder builder = new BlockBuilder(chain.validity);
  private final BlockValidity validity = new BlockValidity(chain.validity);
  private final ParentBlock parent = ParentBlock.of(chain.genesis, chain.state.tip().root());
  private final ValidatorSet validators = chain.genesis.validatorSet();
  private final Epochs epochs =
      new Epochs(TestChain.PARAMETERS.epochBlocks(), validators, validators);

  @Test
  void aBlockAsItIsBuiltIsValid() {
    assertEquals(null, rule(built(first(), second()), UnaryOperator.identity()));
    assertEquals(null, rule(built(), UnaryOperator.identity()));
  }

  @Test
  void everyFieldOfTheHeaderFollowsFromTheParent() {
    broken(BlockRule.VERSION, h -> with(h, 2, h.chainId(), h.epoch(), h.height(), h.time()));
    broken(BlockRule.CHAIN, h -> with(h, 1, 1, h.epoch(), h.height(), h.time()));
    broken(BlockRule.EPOCH, h -> with(h, 1, h.chainId(), 1, h.height(), h.time()));
    broken(BlockRule.HEIGHT, h -> with(h, 1, h.chainId(), h.epoch(), 2, h.time()));
    broken(BlockRule.TIME, h -> with(h, 1, h.chainId(), h.epoch(), 1, TestChain.START));
    for (BlockRule rule :
        List.of(
            BlockRule.PARENT,
            BlockRule.PROPOSER,
            BlockRule.TX_ROOT,
            BlockRule.WITNESS_ROOT,
            BlockRule.STATE_ROOT,
            BlockRule.RECEIPTS_ROOT,
            BlockRule.GAS_USED,
            BlockRule.BASE_FEE,
            BlockRule.VALIDATORS,
            BlockRule.HISTORY_ROOT,
            BlockRule.EXTRA_ROOT)) {
      broken(rule, header -> spoilt(header, rule));
    }
  }

  @Test
  void theLastBlockOfAnEpochNamesTheNextValidatorsAndNoOtherDoes() {
    Epochs everyBlock = new Epochs(1, validators, validators);
    BlockBuilder.Built built = built(everyBlock);
    assertEquals(validators.hash(), built.block().header().nextValidatorsHash());
    assertEquals(BlockRule.VALIDATORS, rule(built, UnaryOperator.identity()));
  }

  @Test
  void lanesAreConsecutive() {
    assertEquals(BlockRule.SEQUENCE, rule(forced(second(), first())));
    assertEquals(BlockRule.SEQUENCE, rule(forced(first(), first())));
    Draft gap = new Draft(alice, pay(1));
    gap.sequence = 2;
    assertEquals(BlockRule.SEQUENCE, rule(forced(first(), gap.transaction())));
  }

  @Test
  void aTransactionThatIsNotValidMakesTheBlockInvalid() {
    Draft draft = new Draft(alice, pay(1));
    draft.validUntil = 0;
    assertEquals(BlockRule.TRANSACTION, rule(forced(draft.transaction())));
  }

  @Test
  void thePayersBalanceCoversTheSumOfItsFees() {
    Draft one = new Draft(alice, pay(1));
    one.maxFeePerGas = 400_000_000_000_000L;
    Draft two = new Draft(alice, pay(1));
    two.maxFeePerGas = one.maxFeePerGas;
    two.sequence = 1;
    assertEquals(null, rule(forced(one.transaction())));
    assertEquals(BlockRule.FUNDS, rule(forced(one.transaction(), two.transaction())));
  }

  @Test
  void gasSignaturesAndBytesHaveLimits() {
    Transaction[] thirsty = new Transaction[2];
    for (int i = 0; i < 2; i++) {
      Draft draft = new Draft(alice, pay(1));
      draft.gasLimit = 20_000_000;
      draft.sequence = i;
      thirsty[i] = draft.transaction();
    }
    assertEquals(BlockRule.GAS, rule(forced(thirsty)));
    Transaction[] many = new Transaction[201];
    for (int i = 0; i < many.length; i++) {
      Draft draft = new Draft(alice, pay(1));
      draft.gasLimit = 100_000;
      draft.sequence = i;
      many[i] = draft.transaction();
    }
    assertEquals(BlockRule.SIGNATURES, rule(forced(many)));
    // 12 bodies of 90 kB are more than 1 MiB, at 2.4 million gas each.
    Transaction[] long12 = new Transaction[12];
    for (int i = 0; i < long12.length; i++) {
      Draft draft = new Draft(alice, pay(1));
      draft.operations =
          Collections.nCopies(
              300, new Transfer(bob.id(), AssetId.FEE, Amount.of(1), Bytes.of(new byte[256])));
      draft.gasLimit = 2_490_000;
      draft.sequence = i;
      long12[i] = draft.transaction();
    }
    assertEquals(BlockRule.BYTES, rule(forced(long12)));
  }

  @Test
  void aWitnessForEachBodyAndNothingThatDoesNotDecode() {
    BlockBuilder.Built built = built(first(), second());
    BlockWitnesses fewer = new BlockWitnesses(built.witnesses().witnesses().subList(0, 1));
    assertEquals(
        BlockRule.MALFORMED,
        rule(new BlockBuilder.Built(built.block(), fewer), UnaryOperator.identity()));
    Block garbled =
        new Block(
            built.block().header(),
            List.of(built.block().bodies().getFirst(), Bytes.of(new byte[] {1, 2, 3})));
    assertEquals(
        BlockRule.MALFORMED,
        rule(new BlockBuilder.Built(garbled, built.witnesses()), UnaryOperator.identity()));
  }

  @Test
  void theBuilderLeavesOutWhatDoesNotFitAndWhatIsBehindIt() {
    Draft bobs = new Draft(bob, pay(1));
    Draft expired = new Draft(alice, pay(1));
    expired.validUntil = 0;
    List<ValidTransaction> chosen = select(expired.transaction(), bobs.transaction(), second());
    assertEquals(List.of(bob.id()), chosen.stream().map(tx -> tx.body().sender()).toList());
  }

  private Transaction first() {
    return new Draft(alice, pay(1)).transaction();
  }

  private Transaction second() {
    Draft draft = new Draft(alice, pay(2));
    draft.sequence = 1;
    return draft.transaction();
  }

  private Transfer pay(long amount) {
    return new Transfer(bob.id(), AssetId.FEE, Amount.of(amount));
  }

  private List<ValidTransaction> select(Transaction... offered) {
    var offers = new ArrayDeque<>(Arrays.asList(offered));
    return builder.select(
        chain.ledger(),
        chain.terms(),
        new BlockBuilder.Candidates() {
          @Override
          public @Nullable ValidTransaction next() {
            return chain.nextValid(chain.terms(), offers);
          }

          @Override
          public void skipLane() {}
        });
  }

  private BlockBuilder.Built built(Transaction... transactions) {
    return built(epochs, transactions);
  }

  private BlockBuilder.Built built(Epochs of, Transaction... transactions) {
    return builder.build(
        parent,
        TestChain.PARAMETERS,
        Rules.V1,
        of,
        new BlockBuilder.Proposal(1, chain.terms().time(), 0, Hash.ZERO),
        select(transactions));
  }

  /** A block of these transactions whether they fit or not, with the roots over them. */
  private BlockBuilder.Built forced(Transaction... transactions) {
    Header header = built().block().header();
    List<Bytes> bodies = new ArrayList<>();
    List<Bytes> witnesses = new ArrayList<>();
    for (Transaction transaction : transactions) {
      bodies.add(transaction.bodyBytes());
      witnesses.add(transaction.witnessBytes());
    }
    List<Hash> ids =
        Arrays.stream(transactions).map(tx -> tx.id(chain.chain.genesisHash())).toList();
    return new BlockBuilder.Built(
        new Block(withRoots(header, Roots.transactions(ids), Roots.witnesses(witnesses)), bodies),
        new BlockWitnesses(witnesses));
  }

  private void broken(BlockRule rule, UnaryOperator<Header> change) {
    assertEquals(rule, rule(built(first()), change));
  }

  private @Nullable BlockRule rule(BlockBuilder.Built built) {
    return rule(built, UnaryOperator.identity());
  }

  private @Nullable BlockRule rule(BlockBuilder.Built built, UnaryOperator<Header> change) {
    Block block = new Block(change.apply(built.block().header()), built.block().bodies());
    return switch (validity.check(chain.ledger(), parent, epochs, block, built.witnesses())) {
      case BlockVerdict.Valid _ -> null;
      case BlockVerdict.Invalid(BlockFault fault) -> fault.rule();
    };
  }

  private static Header with(
      Header h, int version, int chainId, long epoch, long height, long time) {
    return new Header(
        version,
        chainId,
        epoch,
        h.view(),
        height,
        time,
        h.parent(),
        h.proposer(),
        h.txRoot(),
        h.witnessRoot(),
        h.stateRoot(),
        h.receiptsRoot(),
        h.gasUsed(),
        h.baseFee(),
        h.randao(),
        h.validatorsHash(),
        h.nextValidatorsHash(),
        h.historyRoot(),
        h.extraRoot());
  }

  private static Header withRoots(Header h, Hash txRoot, Hash witnessRoot) {
    return new Header(
        h.version(),
        h.chainId(),
        h.epoch(),
        h.view(),
        h.height(),
        h.time(),
        h.parent(),
        h.proposer(),
        txRoot,
        witnessRoot,
        h.stateRoot(),
        h.receiptsRoot(),
        h.gasUsed(),
        h.baseFee(),
        h.randao(),
        h.validatorsHash(),
        h.nextValidatorsHash(),
        h.historyRoot(),
        h.extraRoot());
  }

  /** The header with another value in the field that a rule is about. */
  private static Header spoilt(Header h, BlockRule rule) {
    return new Header(
        h.version(),
        h.chainId(),
        h.epoch(),
        h.view(),
        h.height(),
        h.time(),
        rule == BlockRule.PARENT ? OTHER : h.parent(),
        rule == BlockRule.PROPOSER ? 1 : h.proposer(),
        rule == BlockRule.TX_ROOT ? OTHER : h.txRoot(),
        rule == BlockRule.WITNESS_ROOT ? OTHER : h.witnessRoot(),
        rule == BlockRule.STATE_ROOT ? OTHER : h.stateRoot(),
        rule == BlockRule.RECEIPTS_ROOT ? OTHER : h.receiptsRoot(),
        rule == BlockRule.GAS_USED ? 1 : h.gasUsed(),
        rule == BlockRule.BASE_FEE ? h.baseFee() - 1 : h.baseFee(),
        h.randao(),
        rule == BlockRule.VALIDATORS ? OTHER : h.validatorsHash(),
        h.nextValidatorsHash(),
        rule == BlockRule.HISTORY_ROOT ? OTHER : h.historyRoot(),
        rule == BlockRule.EXTRA_ROOT ? OTHER : h.extraRoot());
  }
}
