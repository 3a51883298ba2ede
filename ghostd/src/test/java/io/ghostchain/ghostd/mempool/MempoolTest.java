package io.ghostchain.ghostd.mempool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.ghostd.execution.BlockBuilder;
import io.ghostchain.ghostd.ledger.Actor;
import io.ghostchain.ghostd.ledger.Draft;
import io.ghostchain.ghostd.ledger.IdentifiedBody;
import io.ghostchain.ghostd.ledger.TestChain;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.ghostd.ledger.Verdict;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.Payer;
import io.ghostchain.protocol.Reason;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MempoolTest {
  private static final MempoolLimits LIMITS = new MempoolLimits(5, 1 << 20, 4, 10, 250);

  /** Those that wait, as many that are gone, and some. */
  private static final int RANKED_MAX =
      2 * LIMITS.transactionsMax() + LIMITS.accountTransactionsMax();

  private final Actor alice = Actor.single(1);
  private final Actor bob = Actor.single(2);
  private final Actor carol = Actor.single(3);
  private final TestChain chain = new TestChain(alice, bob, carol);
  private final Mempool mempool = new Mempool(LIMITS, TestChain.BASE_FEE);

  @Test
  void whatWaitsIsFoundAndIsTakenOnce() {
    ValidTransaction transaction = tip(alice, 0, 5);
    added(transaction);
    assertTrue(mempool.contains(transaction.id()));
    assertEquals(transaction.transaction(), mempool.find(transaction.id()));
    assertEquals(transaction.bytes(), mempool.bytes());
    refused(Reason.DUPLICATE, 0, transaction);
    assertEquals(1, mempool.size());
  }

  @Test
  void proposersGetTheHighestTipsAndEachLaneInSequence() {
    ValidTransaction a0 = tip(alice, 0, 1);
    ValidTransaction a1 = tip(alice, 1, 50);
    ValidTransaction b0 = tip(bob, 0, 10);
    ValidTransaction b1 = tip(bob, 1, 20);
    ValidTransaction c0 = tip(carol, 0, 10);
    for (ValidTransaction each : List.of(a1, b1, b0, a0, c0)) {
      added(each);
    }
    assertWanted(b0, b1, c0, a0, a1);
  }

  @Test
  void aLaneThatIsSkippedGivesNoMore() {
    added(tip(alice, 0, 9));
    added(tip(alice, 1, 9));
    ValidTransaction b0 = tip(bob, 0, 1);
    added(b0);
    BlockBuilder.Candidates candidates = mempool.candidates();
    candidates.next();
    candidates.skipLane();
    assertEquals(b0, candidates.next());
    assertNull(candidates.next());
  }

  @Test
  void whatIsBehindAGapWaitsForIt() {
    ValidTransaction later = tip(alice, 1, 9);
    added(later);
    assertWanted();
    assertEquals(0, mempool.nextSequence(alice.id(), 0, 0));
    ValidTransaction first = tip(alice, 0, 1);
    added(first);
    assertWanted(first, later);
    assertEquals(2, mempool.nextSequence(alice.id(), 0, 0));
    assertEquals(List.of(first.transaction(), later.transaction()), mempool.pending(alice.id()));
    refused(Reason.SEQUENCE_GAP, 250, tip(alice, 11, 1));
  }

  @Test
  void aReplacementPaysATenthMoreInBothPrices() {
    ValidTransaction old = tip(alice, 0, 100);
    added(old);
    refused(Reason.FEE_TOO_LOW, 0, fees(alice, 0, 4_399, 110));
    refused(Reason.FEE_TOO_LOW, 0, fees(alice, 0, 4_400, 109));
    ValidTransaction better = fees(alice, 0, 4_400, 110);
    assertEquals(List.of(new Dropped(old.id(), Reason.REPLACED)), added(better));
    assertWanted(better);
  }

  @Test
  void oneSenderHasALimit() {
    for (int i = 0; i < 4; i++) {
      added(tip(alice, i, 5));
    }
    refused(Reason.ACCOUNT_LIMIT, 250, tip(alice, 4, 500));
    added(fees(alice, 3, 9_000, 500));
  }

  @Test
  void thePayersBalanceCoversAllThatWaits() {
    Draft half = new Draft(alice, pay());
    half.maxFeePerGas = 300_000_000_000_000L;
    added(valid(half));
    Draft more = new Draft(alice, pay());
    more.maxFeePerGas = 300_000_000_000_000L;
    more.sequence = 1;
    refused(Reason.INSUFFICIENT_FUNDS, 250, valid(more));
    half.maxFeePerGas = 400_000_000_000_000L;
    half.priorityFeePerGas = 8;
    added(valid(half));
  }

  @Test
  void aFullMempoolDropsTheCheapestWithWhatIsBehindIt() {
    ValidTransaction a0 = tip(alice, 0, 2);
    ValidTransaction a1 = tip(alice, 1, 90);
    for (ValidTransaction each :
        List.of(a0, a1, tip(bob, 0, 10), tip(bob, 1, 20), tip(carol, 0, 30))) {
      added(each);
    }
    refused(Reason.MEMPOOL_FULL, 250, tip(carol, 1, 2));
    assertEquals(5, mempool.size());
    ValidTransaction newcomer = tip(carol, 1, 3);
    assertEquals(
        List.of(new Dropped(a0.id(), Reason.EVICTED), new Dropped(a1.id(), Reason.EVICTED)),
        added(newcomer));
    assertEquals(4, mempool.size());
    assertTrue(mempool.contains(newcomer.id()));
  }

  @Test
  void whatIsBehindAGapGoesFirstWhateverItPays() {
    ValidTransaction stuck = tip(alice, 3, 900);
    added(stuck);
    for (ValidTransaction each :
        List.of(tip(bob, 0, 10), tip(bob, 1, 20), tip(carol, 0, 30), tip(carol, 1, 30))) {
      added(each);
    }
    assertEquals(List.of(new Dropped(stuck.id(), Reason.EVICTED)), added(tip(carol, 2, 1)));
    refused(Reason.MEMPOOL_FULL, 250, tip(alice, 5, 900));
  }

  @Test
  void oneThatWouldEvictItsOwnLaneDoesNotGetIn() {
    for (ValidTransaction each :
        List.of(
            tip(alice, 0, 1),
            tip(alice, 1, 1),
            tip(bob, 0, 10),
            tip(bob, 1, 10),
            tip(carol, 0, 10))) {
      added(each);
    }
    refused(Reason.MEMPOOL_FULL, 250, tip(alice, 2, 5));
    assertEquals(5, mempool.size());
  }

  @Test
  void afterABlockWhatItHeldIsDoneAndWhatItMadeVoidIsDropped() {
    ValidTransaction a0 = tip(alice, 0, 5);
    ValidTransaction a1 = tip(alice, 1, 5);
    ValidTransaction b0 = tip(bob, 0, 5);
    Draft brief = new Draft(carol, pay());
    brief.validUntil = chain.terms().time();
    ValidTransaction c0 = valid(brief);
    for (ValidTransaction each : List.of(a0, a1, b0, c0)) {
      added(each);
    }
    // Alice's vault is known from here on, so the second reveal is of an old version.
    assertEquals(
        List.of(new Dropped(a1.id(), Reason.VAULT_VERSION), new Dropped(c0.id(), Reason.EXPIRED)),
        block(a0));
    assertWanted(b0);
    assertEquals(1, mempool.size());
  }

  @Test
  void anotherTransactionOfTheSameSequenceInABlockReplacesWhatWaits() {
    ValidTransaction mine = tip(alice, 0, 5);
    added(mine);
    assertEquals(List.of(new Dropped(mine.id(), Reason.REPLACED)), block(tip(alice, 0, 6)));
    assertEquals(0, mempool.size());
    assertEquals(0, mempool.bytes());
  }

  @Test
  void aPayerThatRotatesItsKeysVoidsWhatItWasToPay() {
    block(tip(bob, 0, 1));
    Draft paid = new Draft(alice, pay());
    paid.payer = new Payer(bob.id(), 1, List.of(0));
    ValidTransaction waiting = valid(paid);
    added(waiting);
    Draft rotation = new Draft(bob, new UpdateVault(Actor.single(77).vault())).after(1, 1);
    assertEquals(List.of(new Dropped(waiting.id(), Reason.VAULT_VERSION)), block(valid(rotation)));
  }

  @Test
  void aBaseFeeAboveWhatItPaysKeepsATransactionWaiting() {
    ValidTransaction cheap = fees(alice, 0, TestChain.BASE_FEE, 0);
    added(cheap);
    mempool.onBlock(List.of(), chain.ledger(), TestChain.BASE_FEE + 1, 0);
    assertWanted();
    mempool.onBlock(List.of(), chain.ledger(), TestChain.BASE_FEE, 0);
    assertWanted(cheap);
  }

  /** Most transactions leave in a block, long before they would expire. */
  @Test
  void deadlinesOfWhatHasLeftAreForgottenOnceTheyOutnumberWhatWaits() {
    ExpiryOrder order = new ExpiryOrder();
    ValidTransaction transaction = tip(alice, 0, 5);
    Pending last = null;
    for (int arrival = 0; arrival < 5_000; arrival++) {
      last = new Pending(transaction, arrival);
      order.add(last, List.of(last));
      assertTrue(order.size() <= 2 + 1_024, "deadlines " + order.size());
    }
    Pending waiting = last;
    long time = transaction.body().validUntil();
    assertNull(order.poll(time - 1, id -> waiting));
    assertEquals(waiting, order.poll(time, id -> waiting));
    assertNull(order.poll(time, id -> waiting));
    assertEquals(0, order.size());
  }

  /** Whatever happens, the books balance and no limit is passed. */
  @Property(cases = 40)
  void boundsHoldUnderRandomTraffic(RandomGenerator random) {
    List<Actor> actors = List.of(alice, bob, carol);
    var waiting = new LinkedHashMap<Hash, ValidTransaction>();
    for (int i = 0; i < 200; i++) {
      Actor actor = actors.get(random.nextInt(3));
      Draft draft = new Draft(actor, pay());
      var record = Objects.requireNonNull(chain.ledger().account(actor.id()));
      draft.lane = random.nextInt(2);
      draft.sequence = chain.ledger().nextSequence(actor.id(), draft.lane) + random.nextInt(4);
      if (record.vaultVersion() > 0) {
        draft.reveal = null;
        draft.vaultVersion = record.vaultVersion();
      }
      draft.priorityFeePerGas = random.nextInt(2_000);
      ValidTransaction transaction = valid(draft);
      if (mempool.add(transaction) instanceof Admission.Added(var dropped)) {
        waiting.put(transaction.id(), transaction);
        dropped.forEach(each -> waiting.remove(each.txId()));
      }
      if (random.nextInt(20) == 0) {
        List<ValidTransaction> chosen =
            new BlockBuilder(chain.validity)
                .select(chain.ledger(), chain.terms(), mempool.candidates());
        chosen.forEach(each -> waiting.remove(each.id()));
        block(chosen.toArray(ValidTransaction[]::new)).forEach(each -> waiting.remove(each.txId()));
      }
      assertEquals(waiting.size(), mempool.size());
      assertEquals(
          waiting.values().stream().mapToLong(ValidTransaction::bytes).sum(), mempool.bytes());
      waiting.keySet().forEach(id -> assertTrue(mempool.contains(id)));
      assertTrue(mempool.size() <= LIMITS.transactionsMax());
      assertTrue(mempool.ranked() <= RANKED_MAX, "ranked " + mempool.ranked());
      for (Actor each : actors) {
        assertTrue(mempool.pending(each.id()).size() <= LIMITS.accountTransactionsMax());
      }
    }
  }

  private void assertWanted(ValidTransaction... expected) {
    List<Hash> wanted = new ArrayList<>();
    BlockBuilder.Candidates candidates = mempool.candidates();
    assertEquals(expected.length > 0, mempool.hasCandidates());
    for (ValidTransaction next = candidates.next(); next != null; next = candidates.next()) {
      wanted.add(next.id());
    }
    assertEquals(Arrays.stream(expected).map(ValidTransaction::id).toList(), wanted);
  }

  private List<Dropped> block(ValidTransaction... included) {
    long time = chain.terms().time();
    chain.execute(
        Arrays.stream(included).map(ValidTransaction::transaction).toArray(Transaction[]::new));
    List<IdentifiedBody> bodies =
        Arrays.stream(included)
            .map(each -> IdentifiedBody.of(each.transaction(), chain.chain))
            .toList();
    return mempool.onBlock(bodies, chain.ledger(), TestChain.BASE_FEE, time);
  }

  private List<Dropped> added(ValidTransaction transaction) {
    return switch (mempool.add(transaction)) {
      case Admission.Added(List<Dropped> dropped) -> dropped;
      case Admission.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  private void refused(Reason reason, long retryMillis, ValidTransaction transaction) {
    switch (mempool.add(transaction)) {
      case Admission.Added _ -> throw new AssertionError("it was added");
      case Admission.Refused refused -> {
        assertEquals(reason, refused.reason(), refused.detail());
        assertEquals(retryMillis, refused.retryMillis());
      }
    }
  }

  private ValidTransaction tip(Actor actor, long sequence, long priorityFeePerGas) {
    return fees(actor, sequence, 4 * TestChain.BASE_FEE, priorityFeePerGas);
  }

  private ValidTransaction fees(
      Actor actor, long sequence, long maxFeePerGas, long priorityFeePerGas) {
    Draft draft = new Draft(actor, pay());
    draft.sequence = sequence;
    draft.maxFeePerGas = maxFeePerGas;
    draft.priorityFeePerGas = priorityFeePerGas;
    return valid(draft);
  }

  private ValidTransaction valid(Draft draft) {
    return valid(draft.transaction());
  }

  private ValidTransaction valid(Transaction transaction) {
    return switch (chain.check(transaction)) {
      case Verdict.Accept<ValidTransaction>(ValidTransaction valid) -> valid;
      case Verdict.Reject<ValidTransaction>(var reason, var detail) ->
          throw new AssertionError(reason + ": " + detail);
    };
  }

  private Operation pay() {
    return new Transfer(bob.id(), AssetId.FEE, Amount.of(1));
  }
}
