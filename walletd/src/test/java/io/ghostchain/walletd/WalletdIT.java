package io.ghostchain.walletd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.api.wallet.v1.AccountRef;
import io.ghostchain.api.wallet.v1.BalanceReport;
import io.ghostchain.api.wallet.v1.CreateWalletRequest;
import io.ghostchain.api.wallet.v1.GetBalanceRequest;
import io.ghostchain.api.wallet.v1.GetStatusRequest;
import io.ghostchain.api.wallet.v1.GetTransactionRequest;
import io.ghostchain.api.wallet.v1.ListTransactionsRequest;
import io.ghostchain.api.wallet.v1.ListWalletsRequest;
import io.ghostchain.api.wallet.v1.Movement.Direction;
import io.ghostchain.api.wallet.v1.Recipient;
import io.ghostchain.api.wallet.v1.SendRequest;
import io.ghostchain.api.wallet.v1.SignMessageRequest;
import io.ghostchain.api.wallet.v1.SignMessageResponse;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.api.wallet.v1.UnlockRequest;
import io.ghostchain.api.wallet.v1.VerifyMessageRequest;
import io.ghostchain.api.wallet.v1.WalletServiceGrpc;
import io.ghostchain.api.wallet.v1.WalletServiceGrpc.WalletServiceBlockingStub;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.walletd.rpc.TokenAuth;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.kdf.Argon2id;
import io.ghostchain.zquic.ClientAccess;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.grpc.GrpcH3Server;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** walletd between a client and a node, both over real post-quantum QUIC on loopback. */
class WalletdIT {
  private static final AccountRef ALICE = AccountRef.newBuilder().setWallet("alice").build();
  private static final String BOB = new AccountId(Hash.sha256(new byte[] {1})).toString();
  private static final ByteString PASSPHRASE = ByteString.copyFromUtf8("correct horse");
  private static final byte[] TOKEN = new byte[TokenAuth.TOKEN_BYTES];

  @TempDir Path folder;
  private final NodeIdentity nodeIdentity = NodeIdentity.generate();
  private final NodeIdentity walletdIdentity = NodeIdentity.generate();
  private FakeNode chain = new FakeNode("testnet");

  @SuppressWarnings("NullAway.Init")
  private GrpcH3Server node;

  @SuppressWarnings("NullAway.Init")
  private ManagedChannel toNode;

  @SuppressWarnings("NullAway.Init")
  private Walletd walletd;

  @SuppressWarnings("NullAway.Init")
  private GrpcH3Server server;

  @SuppressWarnings("NullAway.Init")
  private ManagedChannel toWalletd;

  @BeforeEach
  void start() throws Exception {
    startNode(0);
    startWalletd();
  }

  @AfterEach
  void stop() throws Exception {
    stopWalletd();
    stopNode();
  }

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

  private AccountId createAlice() {
    return AccountId.parse(
        wallet()
            .createWallet(
                CreateWalletRequest.newBuilder()
                    .setName("alice")
                    .setPassphrase(PASSPHRASE)
                    .setScheme("ML-DSA-44")
                    .build())
            .getWallet()
            .getAccounts(0)
            .getAddress());
  }

  /** A wallet with one payment that is provable and in its history. */
  private AccountId payAlice(long amount) {
    AccountId alice = createAlice();
    chain.pay(alice, amount);
    chain.mine();
    await(() -> history().size() == 1);
    return alice;
  }

  private void unlock() {
    wallet().unlock(UnlockRequest.newBuilder().setName("alice").setPassphrase(PASSPHRASE).build());
  }

  private static SendRequest payment(long amount, String key) {
    return SendRequest.newBuilder()
        .setFrom(ALICE)
        .addRecipients(
            Recipient.newBuilder()
                .setAddress(BOB)
                .setAmount(ByteString.copyFrom(Amount.of(amount).bytes().copy())))
        .setIdempotencyKey(key)
        .build();
  }

  private BalanceReport balance() {
    return wallet().getBalance(GetBalanceRequest.newBuilder().setAccount(ALICE).build());
  }

  private List<TransactionRecord> history() {
    return wallet()
        .listTransactions(ListTransactionsRequest.newBuilder().setAccount(ALICE).build())
        .getTransactionsList();
  }

  private Stage stage(ByteString txId) {
    return wallet()
        .getTransaction(GetTransactionRequest.newBuilder().setTxId(txId).build())
        .getStatus()
        .getStage();
  }

  private String refusal() {
    try {
      balance();
      return "";
    } catch (StatusRuntimeException refused) {
      return String.valueOf(refused.getStatus().getDescription());
    }
  }

  private WalletServiceBlockingStub wallet() {
    Metadata token = new Metadata();
    token.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + HexFormat.of().formatHex(TOKEN));
    return WalletServiceGrpc.newBlockingStub(toWalletd)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(token))
        .withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  private static long units(ByteString amount) {
    return new java.math.BigInteger(1, amount.toByteArray()).longValueExact();
  }

  /** Polls, since what is waited for happens in other processes of the real thing. */
  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not happen within 30 s");
      LockSupport.parkNanos(2_000_000);
    }
  }

  private void startNode(int port) throws Exception {
    node =
        GrpcH3Server.builder()
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .identity(nodeIdentity)
            .clients(ClientAccess.anonymousOnLoopback())
            .addService(chain.service())
            .build()
            .start();
  }

  private void stopNode() throws Exception {
    node.shutdownNow();
    node.awaitTermination(10, TimeUnit.SECONDS);
  }

  private void startWalletd() throws Exception {
    toNode =
        GrpcH3Channel.builder("127.0.0.1", node.getPort())
            .trust(TrustPolicy.pinned(nodeIdentity.id()))
            .reconnectBackoff(Duration.ofMillis(50), Duration.ofMillis(200))
            .build();
    walletd =
        Walletd.start(
            new Walletd.Folders(folder.resolve("wallets"), folder.resolve("history")),
            toNode,
            Walletd.Trust.FIRST_MET,
            new Argon2id(64, 1, 1),
            InstantSource.system(),
            "test");
    server =
        GrpcH3Server.builder()
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .identity(walletdIdentity)
            .clients(ClientAccess.anonymousOnLoopback())
            .intercept(new TokenAuth(TOKEN))
            .addService(walletd.service())
            .build()
            .start();
    toWalletd =
        GrpcH3Channel.builder("127.0.0.1", server.getPort())
            .trust(TrustPolicy.pinned(walletdIdentity.id()))
            .build();
  }

  private void stopWalletd() throws Exception {
    toWalletd.shutdownNow();
    server.shutdownNow();
    server.awaitTermination(10, TimeUnit.SECONDS);
    walletd.close();
    toNode.shutdownNow();
  }
}
