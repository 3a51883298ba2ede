package io.ghostchain.ghostd.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.ghostd.ledger.Actor;
import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.Draft;
import io.ghostchain.ghostd.ledger.FeeMarket;
import io.ghostchain.ghostd.ledger.TestChain;
import io.ghostchain.ghostd.ledger.Verdict;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.Payer;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.Transferred;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.zcrypto.Hash;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BlockExecutorTest {
  private final Actor alice = Actor.single(1);
  private final Actor bob = Actor.single(2);
  private final AccountId stranger = new AccountId(Hash.sha256(new byte[] {7}));
  private final TestChain chain = new TestChain(alice, bob);

  @Test
  void aTransferMovesMoneyAndItsFeeIsGasTimesPrice() {
    Receipt receipt =
        chain.execute(new Draft(alice, pay(bob.id(), 50)).transaction()).receipts().getFirst();
    assertEquals(ReceiptStatus.SUCCESS, receipt.status());
    assertEquals(Amount.of(receipt.gasUsed()).times(TestChain.BASE_FEE + 7), receipt.fee());
    assertEquals(TestChain.RICHES.plus(Amount.of(50)), fees(bob.id()));
    assertEquals(TestChain.RICHES.minus(Amount.of(50)).minus(receipt.fee()), fees(alice.id()));
    assertEquals(
        new Transferred(alice.id(), bob.id(), AssetId.FEE, Amount.of(50), Bytes.EMPTY),
        receipt.events().getFirst());
  }

  @Test
  void anUnseenRecipientCostsADepositAndGetsARecordWithoutVault() {
    long known = gasOf(new Draft(alice, pay(bob.id(), 50)));
    assertEquals(
        known + TestChain.PARAMETERS.stateDepositGas(), gasOf(new Draft(alice, pay(stranger, 50))));
    chain.execute(new Draft(alice, pay(stranger, 50)).transaction());
    assertEquals(AccountRecord.NEW.withFeeBalance(Amount.of(50)), chain.ledger().account(stranger));
  }

  @Test
  void aFailingOperationUndoesTheOthersAndKeepsFeeSequenceAndReveal() {
    Draft draft = new Draft(alice, pay(stranger, 5), pay(bob.id(), 1), tooMuch());
    Receipt receipt = chain.execute(draft.transaction()).receipts().getFirst();
    assertEquals(ReceiptStatus.INSUFFICIENT_BALANCE, receipt.status());
    assertEquals(2, receipt.failedOperation());
    assertTrue(receipt.events().isEmpty());
    assertNull(chain.ledger().account(stranger));
    assertEquals(TestChain.RICHES, fees(bob.id()));
    assertEquals(TestChain.RICHES.minus(receipt.fee()), fees(alice.id()));
    AccountRecord record = Objects.requireNonNull(chain.ledger().account(alice.id()));
    assertEquals(1, record.sequence());
    assertEquals(1, record.vaultVersion());
  }

  @Test
  void nothingThatRunsCanMakeALaterTransactionUnpayable() {
    Draft first = new Draft(alice, pay(bob.id(), 0x7fff_ffff_ffff_ffffL));
    first.operations =
        List.of(
            new Transfer(
                bob.id(), AssetId.FEE, TestChain.RICHES.minus(first.body().maxFee().times(2))));
    Draft second = new Draft(alice, pay(bob.id(), 1));
    second.sequence = 1;
    var receipts = chain.execute(first.transaction(), second.transaction()).receipts();
    assertEquals(ReceiptStatus.SUCCESS, receipts.get(0).status());
    assertEquals(ReceiptStatus.SUCCESS, receipts.get(1).status());
  }

  @Test
  void aVaultIsReplacedForTheNextBlockAndNotForThisOne() {
    Draft rotation = new Draft(alice, new UpdateVault(Actor.single(8).vault()));
    Draft after = new Draft(alice, pay(bob.id(), 1));
    after.sequence = 1;
    var receipts = chain.execute(rotation.transaction(), after.transaction()).receipts();
    assertEquals(ReceiptStatus.SUCCESS, receipts.get(1).status());
    assertEquals(
        Actor.single(8).vault(), Objects.requireNonNull(chain.ledger().vault(alice.id())).vault());
    assertEquals(2, Objects.requireNonNull(chain.ledger().account(alice.id())).vaultVersion());
  }

  @Test
  void aPayerPaysTheFeeAndTheSenderTheAmount() {
    chain.execute(new Draft(bob, pay(alice.id(), 1)).transaction());
    Amount bobBefore = fees(bob.id());
    Draft draft = new Draft(alice, pay(stranger, 5));
    draft.payer = new Payer(bob.id(), 1, List.of(0));
    Receipt receipt = chain.execute(draft.transaction()).receipts().getFirst();
    assertEquals(bobBefore.minus(receipt.fee()), fees(bob.id()));
    assertEquals(TestChain.RICHES.minus(Amount.of(4)), fees(alice.id()));
  }

  @Test
  void theProposerGetsWhatIsNotBurnedOnceAtTheEnd() {
    ExecutedBlock block = chain.execute(new Draft(alice, pay(bob.id(), 1)).transaction());
    Amount baseFees = Amount.of(block.gasUsed()).times(TestChain.BASE_FEE);
    assertEquals(baseFees.dividedBy(2), block.burned());
    AccountId proposer = BlockTerms.feeAccount(chain.genesis.validators().getFirst());
    assertEquals(block.fees().minus(block.burned()), fees(proposer));
    assertEquals(
        TestChain.RICHES.times(2).minus(block.burned()),
        Objects.requireNonNull(chain.ledger().asset(AssetId.FEE)).supply());
  }

  @Test
  void aBodyThatIsNotValidStopsTheNode() {
    Draft draft = new Draft(alice, pay(bob.id(), 1));
    draft.chainId = 1;
    assertThrows(IllegalStateException.class, () -> chain.execute(draft.transaction()));
  }

  @Test
  void anEmptyBlockChangesNothing() {
    ExecutedBlock block = chain.execute();
    assertEquals(List.of(), block.diff().changes());
    assertEquals(0, block.gasUsed());
    assertEquals(Hash.ZERO, block.receiptsRoot());
  }

  @Test
  void theEstimateIsEnoughWhateverItIsThenWrittenAs() {
    Draft draft = new Draft(alice, pay(stranger, 5));
    Simulation simulation = new Simulation(chain.validity, chain.executor);
    Receipt estimate =
        valid(simulation.estimate(chain.state.newest(), chain.terms(), draft.body()));
    draft.gasLimit = estimate.gasUsed();
    Receipt simulated = valid(simulation.run(chain.state.newest(), chain.terms(), draft.body()));
    assertEquals(ReceiptStatus.SUCCESS, simulated.status());
    assertTrue(estimate.gasUsed() - simulated.gasUsed() < 500, simulated::toString);
    draft.operations = List.of(tooMuch());
    assertEquals(
        ReceiptStatus.INSUFFICIENT_BALANCE,
        valid(simulation.estimate(chain.state.newest(), chain.terms(), draft.body())).status());
  }

  @Test
  void theBaseFeeFollowsTheGasUsedByAnEighthAtMost() {
    Parameters parameters = TestChain.PARAMETERS;
    long target = parameters.blockGasLimit() / 2;
    assertEquals(1_000, FeeMarket.nextBaseFee(1_000, target, parameters));
    assertEquals(1_125, FeeMarket.nextBaseFee(1_000, 2 * target, parameters));
    assertEquals(1_001, FeeMarket.nextBaseFee(1_000, target + 1, parameters));
    assertEquals(875, FeeMarket.nextBaseFee(1_000, 0, parameters));
    assertEquals(100, FeeMarket.nextBaseFee(101, 0, parameters));
    assertEquals(Long.MAX_VALUE, FeeMarket.nextBaseFee(Long.MAX_VALUE, 2 * target, parameters));
  }

  private long gasOf(Draft draft) {
    Simulation simulation = new Simulation(chain.validity, chain.executor);
    return valid(simulation.run(chain.state.newest(), chain.terms(), draft.body())).gasUsed();
  }

  private static Receipt valid(Verdict<Receipt> verdict) {
    return switch (verdict) {
      case Verdict.Accept<Receipt>(Receipt receipt) -> receipt;
      case Verdict.Reject<Receipt>(var reason, var detail) ->
          throw new AssertionError(reason + ": " + detail);
    };
  }

  private Amount fees(AccountId account) {
    return chain.ledger().amount(account, AssetId.FEE);
  }

  private static Transfer pay(AccountId to, long amount) {
    return new Transfer(to, AssetId.FEE, Amount.of(amount));
  }

  private Transfer tooMuch() {
    return new Transfer(bob.id(), AssetId.FEE, Amount.MAX);
  }
}
