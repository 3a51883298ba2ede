package io.ghostchain.walletd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.api.wallet.v1.AccountRef;
import io.ghostchain.api.wallet.v1.BalanceReport;
import io.ghostchain.api.wallet.v1.CreateWalletRequest;
import io.ghostchain.api.wallet.v1.GetBalanceRequest;
import io.ghostchain.api.wallet.v1.GetTransactionRequest;
import io.ghostchain.api.wallet.v1.ListTransactionsRequest;
import io.ghostchain.api.wallet.v1.Recipient;
import io.ghostchain.api.wallet.v1.SendRequest;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.api.wallet.v1.UnlockRequest;
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
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a test of walletd between a client and a node begins with: both over real post-quantum QUIC
 * on loopback.
 */
abstract class WalletdSetup {
  static final AccountRef ALICE = AccountRef.newBuilder().setWallet("alice").build();
  static final String BOB = new AccountId(Hash.sha256(new byte[] {1})).toString();
  static final ByteString PASSPHRASE = ByteString.copyFromUtf8("correct horse");
  static final byte[] TOKEN = new byte[TokenAuth.TOKEN_BYTES];

  @TempDir Path folder;
  final NodeIdentity nodeIdentity = NodeIdentity.generate();
  final NodeIdentity walletdIdentity = NodeIdentity.generate();
  final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** How wrong walletd's clock is. */
  volatile Duration ourClockAhead = Duration.ZERO;

  FakeNode chain = new FakeNode("testnet");

  @SuppressWarnings("NullAway.Init")
  GrpcH3Server node;

  @SuppressWarnings("NullAway.Init")
  ManagedChannel toNode;

  @SuppressWarnings("NullAway.Init")
  Walletd walletd;

  @SuppressWarnings("NullAway.Init")
  GrpcH3Server server;

  @SuppressWarnings("NullAway.Init")
  ManagedChannel toWalletd;

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

  AccountId createAlice() {
    return createWallet("alice");
  }

  AccountId createWallet(String name) {
    return AccountId.parse(
        wallet()
            .createWallet(
                CreateWalletRequest.newBuilder()
                    .setName(name)
                    .setPassphrase(PASSPHRASE)
                    .setScheme("ML-DSA-44")
                    .build())
            .getWallet()
            .getAccounts(0)
            .getAddress());
  }

  /** A wallet with one payment that is provable and in its history. */
  AccountId payAlice(long amount) {
    AccountId alice = createAlice();
    chain.pay(alice, amount);
    chain.mine();
    await(() -> history().size() == 1);
    return alice;
  }

  void unlock() {
    wallet().unlock(UnlockRequest.newBuilder().setName("alice").setPassphrase(PASSPHRASE).build());
  }

  static SendRequest payment(long amount, String key) {
    return SendRequest.newBuilder()
        .setFrom(ALICE)
        .addRecipients(
            Recipient.newBuilder()
                .setAddress(BOB)
                .setAmount(ByteString.copyFrom(Amount.of(amount).bytes().copy())))
        .setIdempotencyKey(key)
        .build();
  }

  BalanceReport balance() {
    return wallet().getBalance(GetBalanceRequest.newBuilder().setAccount(ALICE).build());
  }

  List<TransactionRecord> history() {
    return wallet()
        .listTransactions(ListTransactionsRequest.newBuilder().setAccount(ALICE).build())
        .getTransactionsList();
  }

  Stage stage(ByteString txId) {
    return wallet()
        .getTransaction(GetTransactionRequest.newBuilder().setTxId(txId).build())
        .getStatus()
        .getStage();
  }

  String refusal() {
    try {
      balance();
      return "";
    } catch (StatusRuntimeException refused) {
      return String.valueOf(refused.getStatus().getDescription());
    }
  }

  TransactionStatus status(ByteString txId) {
    return wallet()
        .getTransaction(GetTransactionRequest.newBuilder().setTxId(txId).build())
        .getStatus();
  }

  WalletServiceBlockingStub wallet() {
    Metadata token = new Metadata();
    token.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + HexFormat.of().formatHex(TOKEN));
    return WalletServiceGrpc.newBlockingStub(toWalletd)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(token))
        .withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  static long units(ByteString amount) {
    return new java.math.BigInteger(1, amount.toByteArray()).longValueExact();
  }

  /** Polls, since what is waited for happens in other processes of the real thing. */
  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not happen within 30 s");
      LockSupport.parkNanos(2_000_000);
    }
  }

  void startNode(int port) throws Exception {
    node =
        GrpcH3Server.builder()
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .identity(nodeIdentity)
            .clients(ClientAccess.anonymousOnLoopback())
            .addService(chain.service())
            .build()
            .start();
  }

  void stopNode() throws Exception {
    node.shutdownNow();
    node.awaitTermination(10, TimeUnit.SECONDS);
  }

  void startWalletd() throws Exception {
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
            () -> Instant.now().plus(ourClockAhead),
            "test");
    server =
        Listener.open(
            new WalletdConfig.Listen("127.0.0.1:0", List.of()),
            TOKEN,
            walletdIdentity,
            walletd,
            meters);
    walletd.readiness().serving();
    toWalletd =
        GrpcH3Channel.builder("127.0.0.1", server.getPort())
            .trust(TrustPolicy.pinned(walletdIdentity.id()))
            .build();
  }

  void stopWalletd() throws Exception {
    toWalletd.shutdownNow();
    server.shutdownNow();
    server.awaitTermination(10, TimeUnit.SECONDS);
    walletd.close();
    toNode.shutdownNow();
  }
}
