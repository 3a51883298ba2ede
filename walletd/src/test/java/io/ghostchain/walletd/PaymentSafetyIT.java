package io.ghostchain.walletd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.api.wallet.v1.DeleteWalletRequest;
import io.ghostchain.api.wallet.v1.ExportWalletRequest;
import io.ghostchain.api.wallet.v1.GetStatusRequest;
import io.ghostchain.api.wallet.v1.ImportWalletRequest;
import io.ghostchain.api.wallet.v1.RotateKeyRequest;
import io.ghostchain.api.wallet.v1.SignMessageRequest;
import io.ghostchain.api.wallet.v1.SignMessageResponse;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.walletd.history.History;
import io.ghostchain.walletd.keys.OwnAccount;
import io.ghostchain.walletd.payment.NodeReasons;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is paid twice and nothing is lost, whatever the node, the clocks and the clients do. */
class PaymentSafetyIT extends WalletdSetup {
  @Test
  void aNodeThatBreaksWhileAnsweringDoesNotMakeTheClientPayTwice() {
    payAlice(5_000_000);
    unlock();
    chain.intake = FakeNode.Intake.TAKEN_WITH_A_FAULT;
    ByteString txId = wallet().send(payment(700, "once")).getTxId();
    chain.intake = FakeNode.Intake.TAKEN;
    assertEquals(txId, wallet().send(payment(700, "once")).getTxId());
    assertEquals(1, chain.waitingCount());
    chain.mine();
    chain.mine();
    await(() -> stage(txId) == Stage.STAGE_PROVABLE);
  }

  @Test
  void aRefusalFreesTheRequestsKey() {
    payAlice(5_000_000);
    unlock();
    chain.intake = FakeNode.Intake.FULL;
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> wallet().send(payment(700, "once")));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, refused.getStatus().getCode());
    chain.intake = FakeNode.Intake.TAKEN;
    ByteString txId = wallet().send(payment(700, "once")).getTxId();
    chain.mine();
    chain.mine();
    await(() -> stage(txId) == Stage.STAGE_PROVABLE);
  }

  @Test
  void whatGotIntoABlockDuringAnOutageIsNotCalledExpiredAfterIt() throws Exception {
    payAlice(5_000_000);
    unlock();
    ByteString txId = wallet().send(payment(700, "")).getTxId();
    int port = node.getPort();
    stopNode();
    await(() -> !wallet().getStatus(GetStatusRequest.getDefaultInstance()).getNodeConnected());
    chain.mine();
    chain.clockSkew = Duration.ofHours(1).toMillis();
    chain.mine();
    chain.intake = FakeNode.Intake.EXPIRED;
    startNode(port);
    await(() -> History.isOver(stage(txId)));
    assertEquals(Stage.STAGE_PROVABLE, stage(txId));
  }

  @Test
  void ourClockAloneEndsNoTransaction() {
    payAlice(5_000_000);
    unlock();
    ByteString txId = wallet().send(payment(700, "")).getTxId();
    ourClockAhead = Duration.ofHours(1);
    int before = chain.submittedCount();
    chain.forgetWaiting();
    await(() -> chain.submittedCount() > before);
    await(() -> chain.waitingCount() == 1);
    chain.mine();
    chain.mine();
    await(() -> History.isOver(stage(txId)));
    assertEquals(Stage.STAGE_PROVABLE, stage(txId));
  }

  @Test
  void theChainsTimeEndsATransactionThatTheNodeLost() {
    payAlice(5_000_000);
    unlock();
    ByteString txId = wallet().send(payment(700, "")).getTxId();
    chain.intake = FakeNode.Intake.FULL;
    chain.forgetWaiting();
    chain.clockSkew = Duration.ofHours(1).toMillis();
    chain.mine();
    await(() -> History.isOver(stage(txId)));
    assertEquals(Stage.STAGE_DROPPED, stage(txId));
    assertEquals("EXPIRED", status(txId).getReason());
  }

  @Test
  void theNextPaymentFillsTheGapThatAnExpiredOneLeft() {
    payAlice(5_000_000);
    unlock();
    provable(wallet().send(payment(1, "")).getTxId());
    ByteString lost = wallet().send(payment(2, "")).getTxId();
    ByteString behind =
        wallet()
            .send(
                payment(3, "").toBuilder().setValidForMillis(Duration.ofDays(1).toMillis()).build())
            .getTxId();
    chain.intake = FakeNode.Intake.FULL;
    chain.forget(Hash.of(lost.toByteArray()));
    chain.clockSkew = Duration.ofHours(1).toMillis();
    chain.mine();
    await(() -> stage(lost) == Stage.STAGE_DROPPED);
    chain.intake = FakeNode.Intake.TAKEN;
    ByteString next =
        wallet()
            .send(
                payment(4, "").toBuilder().setValidForMillis(Duration.ofDays(1).toMillis()).build())
            .getTxId();
    assertEquals(List.of(1L, 2L), chain.waitingSequences());
    provable(next);
    provable(behind);
  }

  @Test
  void aWalletThatComesBackHasItsPastReadAndWhatItMissed() {
    AccountId alice = payAlice(5_000_000);
    ByteString file =
        wallet().exportWallet(ExportWalletRequest.newBuilder().setName("alice").build()).getFile();
    wallet()
        .deleteWallet(
            DeleteWalletRequest.newBuilder().setName("alice").setPassphrase(PASSPHRASE).build());
    createWallet("bob");
    chain.pay(alice, 7);
    chain.mine();
    wallet()
        .importWallet(
            ImportWalletRequest.newBuilder()
                .setName("alice")
                .setFile(file)
                .setPassphrase(PASSPHRASE)
                .build());
    await(() -> history().size() == 2);
  }

  @Test
  void aKeyThatWasRotatedElsewhereIsFoundAndSignsFromThenOn() throws Exception {
    payAlice(5_000_000);
    unlock();
    provable(wallet().send(payment(1, "")).getTxId());
    OwnAccount before = walletd.wallets().account("alice", 0);
    PublicKey third = walletd.wallets().publicKey(before, 3);
    chain.rotateElsewhere(third);
    chain.mine();
    ByteString message = ByteString.copyFromUtf8("still me");
    SignMessageResponse signed =
        wallet()
            .signMessage(
                SignMessageRequest.newBuilder().setAccount(ALICE).setMessage(message).build());
    assertEquals(ByteString.copyFrom(third.raw()), signed.getPublicKey());
    assertEquals(3, walletd.wallets().account("alice", 0).entry().rotation());
    provable(wallet().send(payment(2, "")).getTxId());
    stopWalletd();
    startWalletd();
    assertEquals(3, walletd.wallets().account("alice", 0).entry().rotation());
  }

  @Test
  void aVaultThatHoldsNoneOfTheWalletsKeysIsToldAndNothingIsSent() {
    payAlice(5_000_000);
    unlock();
    provable(wallet().send(payment(1, "")).getTxId());
    try (PrivateKey stranger = SignatureScheme.ML_DSA_44.generate()) {
      chain.rotateElsewhere(stranger.publicKey());
    }
    chain.mine();
    int before = chain.submittedCount();
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> wallet().send(payment(2, "")));
    assertEquals("KEY_NOT_FOUND", NodeReasons.of(refused));
    assertEquals(before, chain.submittedCount());
  }

  @Test
  void aRotationIsCountedOnceHoweverOftenItIsHeardOf() {
    payAlice(5_000_000);
    unlock();
    for (int rotation = 1; rotation <= 2; rotation++) {
      provable(
          wallet().rotateKey(RotateKeyRequest.newBuilder().setAccount(ALICE).build()).getTxId());
      // The stage is the node's word: the tracker may still be writing the wallet.
      int counted = rotation;
      await(() -> walletd.wallets().account("alice", 0).entry().rotation() >= counted);
      assertEquals(rotation, walletd.wallets().account("alice", 0).entry().rotation());
    }
    provable(wallet().send(payment(1, "")).getTxId());
  }

  private void provable(ByteString txId) {
    chain.mine();
    chain.mine();
    await(() -> stage(txId) == Stage.STAGE_PROVABLE);
  }
}
