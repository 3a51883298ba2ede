package io.ghostchain.ghostd.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.CallContract;
import io.ghostchain.protocol.DevnetFaucet;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.GenesisAccount;
import io.ghostchain.protocol.KeyEntry;
import io.ghostchain.protocol.Limits;
import io.ghostchain.protocol.Payer;
import io.ghostchain.protocol.Reason;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultReveal;
import io.ghostchain.protocol.Witness;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ValidityTest {
  private final Actor alice = Actor.single(1);
  private final Actor bob = Actor.twoOfThree(2);
  private final Actor carol = Actor.withSession(3, Actor.grant(100, 150));
  private final Actor nobody = Actor.single(9);
  private final TestChain chain = new TestChain(alice, bob, carol);

  @Test
  void aFirstTransactionRevealsItsVaultAndNamesTheSignaturesToVerify() {
    ValidTransaction valid = accepted(new Draft(bob, pay(1)).transaction());
    assertEquals(2, valid.signatures().size());
    assertEquals(Actor.key(2), valid.signatures().get(0).key());
    assertEquals(Actor.key(2_002), valid.signatures().get(1).key());
    assertEquals(48, valid.signatures().get(0).message().length());
    assertEquals(0, valid.terms().laneNext());
    assertEquals(TestChain.RICHES, valid.terms().payerBalance());
  }

  @Test
  void anotherChainsIdIsRefused() {
    Draft draft = new Draft(alice, pay(1));
    draft.chainId = 5;
    refused(Reason.WRONG_CHAIN, draft);
  }

  @Test
  void validityEndsWithTheBlocksTimeAndIsAtMostThirtyDaysAhead() {
    long now = chain.terms().time();
    Draft draft = new Draft(alice, pay(1));
    draft.validUntil = now - 1;
    refused(Reason.EXPIRED, draft);
    draft.validUntil = now;
    accepted(draft.transaction());
    draft.validUntil = now + Limits.VALID_MILLIS;
    accepted(draft.transaction());
    draft.validUntil = now + Limits.VALID_MILLIS + 1;
    refused(Reason.VALID_TOO_LONG, draft);
    draft.validUntil = Long.MAX_VALUE;
    refused(Reason.VALID_TOO_LONG, draft);
  }

  @Test
  void theFeeCoversTheBaseFeeAndTheBalanceCoversTheFee() {
    Draft draft = new Draft(alice, pay(1));
    draft.maxFeePerGas = TestChain.BASE_FEE - 1;
    refused(Reason.FEE_TOO_LOW, draft);
    draft.maxFeePerGas = Long.MAX_VALUE;
    refused(Reason.INSUFFICIENT_FUNDS, draft);
  }

  @Test
  void gasIsBetweenTheIntrinsicAndTheBlocks() {
    Draft draft = new Draft(alice, pay(1));
    long intrinsic = accepted(draft.transaction()).terms().intrinsicGas();
    draft.gasLimit = TestChain.PARAMETERS.blockGasLimit() + 1;
    refused(Reason.GAS_TOO_HIGH, draft);
    // The limit is part of the body, whose bytes cost gas: this one is a byte longer.
    draft.gasLimit = intrinsic - 100;
    refused(Reason.GAS_TOO_LOW, draft);
    draft.gasLimit = 0;
    refused(Reason.GAS_TOO_LOW, draft);
  }

  @Test
  void senderAndPayerHaveRecords() {
    refused(Reason.UNKNOWN_ACCOUNT, new Draft(nobody, pay(1)));
    Draft draft = new Draft(alice, pay(1));
    draft.payer = new Payer(nobody.id(), 1, List.of(0));
    refused(Reason.UNKNOWN_ACCOUNT, draft);
  }

  @Test
  void aPayerSignsWithItsOwnKeysOfTheVersionItNames() {
    chain.execute(new Draft(bob, pay(1)).transaction());
    Draft draft = new Draft(alice, pay(1));
    draft.payer = new Payer(bob.id(), 1, List.of(0, 1));
    ValidTransaction valid = accepted(draft.transaction());
    assertEquals(3, valid.signatures().size());
    assertEquals(bob.id(), valid.terms().payer());
    draft.payer = new Payer(bob.id(), 2, List.of(0, 1));
    refused(Reason.VAULT_VERSION, draft);
    draft.payer = new Payer(bob.id(), 1, List.of(0));
    refused(Reason.WRONG_SIGNERS, draft);
    draft.payer = new Payer(carol.id(), 1, List.of(0));
    refused(Reason.VAULT_VERSION, draft);
    chain.execute(new Draft(carol, pay(1)).transaction());
    draft.payer = new Payer(carol.id(), 1, List.of(Actor.SESSION_KEY));
    refused(Reason.WRONG_SIGNERS, draft);
  }

  @Test
  void signersReachTheThresholdAndNoneIsTooMuch() {
    Draft draft = new Draft(bob, pay(1));
    draft.signers = List.of(0);
    refused(Reason.WRONG_SIGNERS, draft);
    draft.signers = List.of(0, 1, 2);
    refused(Reason.WRONG_SIGNERS, draft);
    draft.signers = List.of(0, 3);
    refused(Reason.WRONG_SIGNERS, draft);
    Draft mixed = new Draft(carol, pay(1));
    mixed.signers = List.of(0, Actor.SESSION_KEY);
    refused(Reason.WRONG_SIGNERS, mixed);
  }

  @Test
  void aRevealedVaultIsTheSendersAndIsRevealedOnce() {
    Draft draft = new Draft(alice, pay(1));
    draft.reveal = new VaultReveal(alice.vault(), Bytes.EMPTY);
    refused(Reason.VAULT_MISMATCH, draft);
    draft.reveal = null;
    draft.vaultVersion = 1;
    refused(Reason.VAULT_VERSION, draft);
    chain.execute(new Draft(alice, pay(1)).transaction());
    Draft again = new Draft(alice, pay(1));
    again.sequence = 1;
    refused(Reason.VAULT_VERSION, again);
    accepted(new Draft(alice, pay(1)).after(1, 1).transaction());
  }

  @Test
  void signaturesHaveTheLengthOfTheirScheme() {
    Transaction right = new Draft(alice, pay(1)).transaction();
    Witness shortened = new Witness(List.of(Bytes.of(new byte[2419])));
    var verdict = chain.check(Transaction.of(right.body(), shortened));
    assertEquals(Reason.BAD_SIGNATURE, reason(verdict));
  }

  @Test
  void aSequenceIsNotBelowTheLanesAndMayBeAhead() {
    chain.execute(new Draft(alice, pay(1)).transaction());
    refused(Reason.SEQUENCE_TOO_LOW, new Draft(alice, pay(1)).after(1, 0));
    assertEquals(
        1, accepted(new Draft(alice, pay(1)).after(1, 9).transaction()).terms().laneNext());
  }

  @Test
  void anAccountOpensAtMostSixtyFourLanes() {
    Draft first = new Draft(alice, pay(1));
    chain.execute(first.transaction());
    for (int lane = 1; lane < Limits.LANES; lane++) {
      Draft draft = new Draft(alice, pay(1)).after(1, 0);
      draft.lane = lane;
      accepted(draft.transaction());
      chain.execute(draft.transaction());
    }
    Draft draft = new Draft(alice, pay(1)).after(1, 0);
    draft.lane = 1_000;
    refused(Reason.LANE_LIMIT, draft);
    draft.lane = 3;
    draft.sequence = 1;
    accepted(draft.transaction());
  }

  @Test
  void contractOperationsAreRefusedWhileThereIsNoEngine() {
    refused(
        Reason.UNSUPPORTED_OPERATION,
        new Draft(alice, new CallContract(bob.id(), Bytes.EMPTY, Amount.ZERO)));
  }

  @Test
  void aSessionKeyDoesWhatItsGrantSaysAndNothingElse() {
    Draft draft = new Draft(carol, pay(100));
    draft.signers = List.of(Actor.SESSION_KEY);
    SessionUse session = accepted(draft.transaction()).terms().session();
    assertEquals(Actor.SESSION_KEY, Objects.requireNonNull(session).keyIndex());
    draft.operations = List.of(pay(60), pay(41));
    refused(Reason.SESSION_LIMIT, draft);
    draft.operations = List.of(new Transfer(bob.id(), AssetId.FEE, Amount.MAX), pay(1));
    refused(Reason.SESSION_LIMIT, draft);
    draft.operations =
        List.of(new Transfer(bob.id(), AssetId.issued(chain.chain.genesisHash(), 0), Amount.of(1)));
    refused(Reason.SESSION_ASSET, draft);
    draft.operations = List.of(new UpdateVault(carol.vault()));
    refused(Reason.SESSION_OPERATION, draft);
    draft.operations = List.of(pay(1));
    draft.lane = 4;
    refused(Reason.SESSION_LANE, draft);
  }

  @Test
  void aSessionKeyIsVoidWhenItsGrantIsOver() {
    Draft draft = new Draft(carol, pay(1));
    draft.signers = List.of(Actor.SESSION_KEY);
    BlockTerms now = chain.terms();
    BlockTerms late =
        new BlockTerms(
            now.rules(), now.height(), TestChain.START + 500_000, now.baseFee(), now.proposer());
    assertEquals(
        Reason.SESSION_EXPIRED,
        reason(chain.validity.check(chain.ledger(), late, draft.transaction())));
  }

  @Test
  void whatASessionKeySpentCountsInItsWindowAndForEver() {
    Draft draft = new Draft(carol, pay(90));
    draft.signers = List.of(Actor.SESSION_KEY);
    assertEquals(
        ReceiptStatus.SUCCESS, chain.execute(draft.transaction()).receipts().getFirst().status());
    Draft more = new Draft(carol, pay(11)).after(1, 1);
    more.signers = List.of(Actor.SESSION_KEY);
    refused(Reason.SESSION_LIMIT, more);
    for (int i = 0; i < 10; i++) {
      chain.execute();
    }
    more.operations = List.of(pay(60));
    accepted(more.transaction());
    more.operations = List.of(pay(61));
    refused(Reason.SESSION_LIMIT, more);
  }

  @Test
  void twoSpendingsOfOneBlockThatAreTooMuchTogetherFailInTheSecond() {
    Draft one = new Draft(carol, pay(90));
    one.signers = List.of(Actor.SESSION_KEY);
    Draft two = new Draft(carol, pay(90));
    two.signers = List.of(Actor.SESSION_KEY);
    two.sequence = 1;
    var receipts = chain.execute(one.transaction(), two.transaction()).receipts();
    assertEquals(ReceiptStatus.SUCCESS, receipts.get(0).status());
    assertEquals(ReceiptStatus.SESSION_LIMIT, receipts.get(1).status());
  }

  @Test
  void theFaucetsKeyIsForDevnetsAlone() {
    var parameters = TestChain.PARAMETERS;
    TestChain mainnet = new TestChain(TestChain.genesis(parameters, false, alice));
    Vault faucets = new Vault(List.of(new KeyEntry(DevnetFaucet.publicKey(), 1)), 1);
    Transaction rotation = new Draft(alice, new UpdateVault(faucets)).transaction();
    assertEquals(Reason.FAUCET_NOT_DEVNET, reason(mainnet.check(rotation)));
    accepted(rotation);
    var genesis = TestChain.genesis(parameters, false);
    var withFaucet =
        new Genesis(
            genesis.version(),
            genesis.chainId(),
            genesis.network(),
            genesis.time(),
            genesis.feeAsset(),
            genesis.stakeAsset(),
            List.of(new GenesisAccount(DevnetFaucet.account(), Amount.of(1), Amount.ZERO)),
            genesis.validators(),
            genesis.parameters(),
            false,
            false);
    assertThrows(IllegalArgumentException.class, () -> GenesisState.of(withFaucet));
  }

  private Transfer pay(long amount) {
    return new Transfer(alice.id(), AssetId.FEE, Amount.of(amount));
  }

  private ValidTransaction accepted(Transaction transaction) {
    return switch (chain.check(transaction)) {
      case Verdict.Accept<ValidTransaction>(ValidTransaction valid) -> valid;
      case Verdict.Reject<ValidTransaction>(var reason, var detail) ->
          throw new AssertionError(reason + ": " + detail);
    };
  }

  private void refused(Reason reason, Draft draft) {
    assertEquals(reason, reason(chain.check(draft.transaction())));
  }

  private static Reason reason(Verdict<ValidTransaction> verdict) {
    return switch (verdict) {
      case Verdict.Accept<ValidTransaction> _ -> throw new AssertionError("it was accepted");
      case Verdict.Reject<ValidTransaction>(var reason, _) -> reason;
    };
  }
}
