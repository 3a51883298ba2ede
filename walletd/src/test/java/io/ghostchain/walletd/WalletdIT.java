package io.ghostchain.walletd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.api.wallet.v1.BalanceReport;
import io.ghostchain.api.wallet.v1.GetBalanceRequest;
import io.ghostchain.api.wallet.v1.GetStatusRequest;
import io.ghostchain.api.wallet.v1.GetTransactionRequest;
import io.ghostchain.api.wallet.v1.ListWalletsRequest;
import io.ghostchain.api.wallet.v1.Movement.Direction;
import io.ghostchain.api.wallet.v1.SignMessageRequest;
import io.ghostchain.api.wallet.v1.SignMessageResponse;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.api.wallet.v1.VerifyMessageRequest;
import io.ghostchain.api.wallet.v1.WalletServiceGrpc;
import io.ghostchain.api.wallet.v1.WalletServiceGrpc.WalletServiceBlockingStub;
import io.ghostchain.protocol.AccountId;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** walletd between a client and a node, both over real post-quantum QUIC on loopback. */
class WalletdIT extends WalletdSetup {
  @Test
  void aBalanceIsProvenAndALieIsNot() {
    AccountId alice = createAlice();
    chain.pay(alice, 5_000_000);
    chain.mine();
    BalanceReport report = balance();
    assertTrue(report.getProven());
    assertEquals(5_000_000, units(report.getBalances(0).getAmount()));
    chain.lying = true;
    assertFalse(balance().getProven());
  }

  @Test
  void aPaymentIsFollowedUntilItIsProvableAndRemembered() {
    payAlice(5_000_000);
    unlock();
    ByteString txId = wallet().send(payment(700, "")).getTxId();
    Iterator<TransactionRecord> updates =
        wallet().watchTransaction(GetTransactionRequest.newBuilder().setTxId(txId).build());
    assertEquals(Stage.STAGE_PENDING, updates.next().getStatus().getStage());
    chain.mine();
    chain.mine();
    TransactionRecord last = updates.next();
    while (updates.hasNext()) {
      last = updates.next();
    }
    assertEquals(Stage.STAGE_PROVABLE, last.getStatus().getStage());
    assertEquals(1000, units(last.getFee()));
    List<TransactionRecord> history = history();
    assertEquals(2, history.size());
    assertEquals(txId, history.getFirst().getTxId());
    assertEquals(Direction.DIRECTION_OUT, history.getFirst().getMovements(0).getDirection());
    assertEquals(BOB, history.getFirst().getMovements(0).getCounterparty());
    assertEquals(Direction.DIRECTION_IN, history.getLast().getMovements(0).getDirection());
  }

  @Test
  void aRepeatedRequestSendsNothingTwice() {
    payAlice(5_000_000);
    unlock();
    ByteString first = wallet().send(payment(700, "once")).getTxId();
    assertEquals(first, wallet().send(payment(700, "once")).getTxId());
    assertEquals(1, chain.waitingCount());
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> wallet().send(payment(701, "once")));
    assertEquals(Status.Code.ALREADY_EXISTS, refused.getStatus().getCode());
  }

  @Test
  void nothingIsLostOrDoubledByAnOutageOfTheNode() throws Exception {
    AccountId alice = payAlice(5_000_000);
    unlock();
    await(() -> history().size() == 1);
    ByteString txId = wallet().send(payment(700, "")).getTxId();
    int port = node.getPort();
    stopNode();
    await(() -> !wallet().getStatus(GetStatusRequest.getDefaultInstance()).getNodeConnected());
    StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, this::balance);
    assertEquals(Status.Code.UNAVAILABLE, refused.getStatus().getCode());
    // The mempool dies with the node, and the chain goes on without us.
    chain.forgetWaiting();
    chain.pay(alice, 33);
    chain.mine();
    startNode(port);
    await(() -> chain.waitingCount() == 1);
    chain.mine();
    chain.mine();
    await(() -> stage(txId) == Stage.STAGE_PROVABLE);
    await(() -> history().size() == 3);
    assertEquals(5_000_000 + 33 - 700 - 1000, units(balance().getBalances(0).getAmount()));
  }

  @Test
  void whatWasOnItsWayIsTakenUpAfterARestartOfWalletd() throws Exception {
    payAlice(5_000_000);
    unlock();
    ByteString txId = wallet().send(payment(700, "")).getTxId();
    stopWalletd();
    chain.forgetWaiting();
    startWalletd();
    await(() -> chain.waitingCount() == 1);
    chain.mine();
    chain.mine();
    await(() -> stage(txId) == Stage.STAGE_PROVABLE);
    assertEquals(2, history().size());
  }

  @Test
  void aWatchedBalanceIsToldAtOnceAndAtEachChange() {
    AccountId alice = payAlice(5_000_000);
    Iterator<BalanceReport> reports =
        wallet().watchBalance(GetBalanceRequest.newBuilder().setAccount(ALICE).build());
    assertEquals(5_000_000, units(reports.next().getBalances(0).getAmount()));
    chain.mine();
    chain.pay(alice, 5);
    chain.mine();
    BalanceReport changed = reports.next();
    assertEquals(5_000_005, units(changed.getBalances(0).getAmount()));
    assertTrue(changed.getProven());
  }

  @Test
  void moreThanTheAccountHoldsIsRefusedWithFigures() {
    payAlice(1500);
    unlock();
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> wallet().send(payment(700, "")));
    assertEquals(Status.Code.FAILED_PRECONDITION, refused.getStatus().getCode());
    String details = String.valueOf(refused.getTrailers());
    assertFalse(details.isEmpty());
    assertEquals(0, chain.waitingCount());
    assertEquals(1, history().size());
  }

  @Test
  void aNodeOfAnotherChainIsRefused() throws Exception {
    payAlice(5_000_000);
    int port = node.getPort();
    stopNode();
    FakeNode ours = chain;
    chain = new FakeNode("another");
    startNode(port);
    await(() -> refusal().contains("another chain"));
    stopNode();
    chain = ours;
    startNode(port);
    await(() -> wallet().getStatus(GetStatusRequest.getDefaultInstance()).getNodeConnected());
    assertTrue(balance().getProven());
  }

  @Test
  void withoutTheTokenOnlyTheStatusIsAnswered() {
    WalletServiceBlockingStub stranger = WalletServiceGrpc.newBlockingStub(toWalletd);
    stranger.getStatus(GetStatusRequest.getDefaultInstance());
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class,
            () -> stranger.listWallets(ListWalletsRequest.getDefaultInstance()));
    assertEquals(Status.Code.UNAUTHENTICATED, refused.getStatus().getCode());
  }

  @Test
  void aSignedMessageIsTheAccountsAndNoOthers() {
    payAlice(5_000_000);
    unlock();
    ByteString message = ByteString.copyFromUtf8("I was here");
    SignMessageResponse signed =
        wallet()
            .signMessage(
                SignMessageRequest.newBuilder().setAccount(ALICE).setMessage(message).build());
    VerifyMessageRequest request =
        VerifyMessageRequest.newBuilder()
            .setAddress(signed.getAddress())
            .setMessage(message)
            .setScheme(signed.getScheme())
            .setPublicKey(signed.getPublicKey())
            .setSignature(signed.getSignature())
            .build();
    assertTrue(wallet().verifyMessage(request).getValid());
    assertFalse(wallet().verifyMessage(request.toBuilder().setAddress(BOB).build()).getValid());
  }
}
