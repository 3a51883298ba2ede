package io.ghostchain.zwallet;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.api.wallet.v1.Account;
import io.ghostchain.api.wallet.v1.AssetAmount;
import io.ghostchain.api.wallet.v1.BalanceReport;
import io.ghostchain.api.wallet.v1.BuildResponse;
import io.ghostchain.api.wallet.v1.CreateWalletRequest;
import io.ghostchain.api.wallet.v1.CreateWalletResponse;
import io.ghostchain.api.wallet.v1.GetBalanceRequest;
import io.ghostchain.api.wallet.v1.GetStatusRequest;
import io.ghostchain.api.wallet.v1.GetTransactionRequest;
import io.ghostchain.api.wallet.v1.ListWalletsRequest;
import io.ghostchain.api.wallet.v1.ListWalletsResponse;
import io.ghostchain.api.wallet.v1.LockRequest;
import io.ghostchain.api.wallet.v1.LockResponse;
import io.ghostchain.api.wallet.v1.PreviewResponse;
import io.ghostchain.api.wallet.v1.SendRequest;
import io.ghostchain.api.wallet.v1.SendResponse;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.api.wallet.v1.UnlockRequest;
import io.ghostchain.api.wallet.v1.UnlockResponse;
import io.ghostchain.api.wallet.v1.Wallet;
import io.ghostchain.api.wallet.v1.WalletServiceGrpc;
import io.ghostchain.api.wallet.v1.WalletStatus;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.zcrypto.Hash;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A walletd with one wallet, which does what a test tells it. */
final class FakeWalletd extends WalletServiceGrpc.WalletServiceImplBase implements AutoCloseable {
  static final String ADDRESS = address("alice");
  static final String OTHER = address("bob");
  static final ByteString TX = ByteString.copyFrom(Hash.sha256(new byte[] {7}).bytes());
  static final Hash GENESIS = Hash.sha256(new byte[] {8});

  final List<SendRequest> sent = new ArrayList<>();
  final List<String> secrets = new ArrayList<>();
  boolean locked;
  int locks;
  int receiptStatus;
  Stage stage = Stage.STAGE_PROVABLE;
  ByteString body = ByteString.EMPTY;
  ByteString vault = ByteString.EMPTY;
  @Nullable StatusRuntimeException failure;

  private final String name = UUID.randomUUID().toString();
  private final Server server;

  FakeWalletd() throws IOException {
    server = InProcessServerBuilder.forName(name).directExecutor().addService(this).build().start();
  }

  Connector connector() {
    return settings -> InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  static StatusRuntimeException refusal(
      Status.Code code, String reason, String message, Map<String, String> details) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(message)
            .addDetails(
                Any.pack(ErrorInfo.newBuilder().setReason(reason).putAllMetadata(details).build()))
            .build());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  @Override
  public void getStatus(GetStatusRequest request, StreamObserver<WalletStatus> client) {
    answer(
        client,
        WalletStatus.newBuilder()
            .setVersion("test")
            .setFeeAssetSymbol("GCC")
            .setFeeAssetDecimals(18)
            .build());
  }

  @Override
  public void listWallets(ListWalletsRequest request, StreamObserver<ListWalletsResponse> client) {
    answer(client, ListWalletsResponse.newBuilder().addWallets(wallet()).build());
  }

  @Override
  public void createWallet(
      CreateWalletRequest request, StreamObserver<CreateWalletResponse> client) {
    secrets.add(request.getPassphrase().toString(StandardCharsets.UTF_8));
    answer(
        client,
        CreateWalletResponse.newBuilder()
            .setWallet(wallet())
            .setMnemonic(ByteString.copyFromUtf8("one two three"))
            .build());
  }

  @Override
  public void unlock(UnlockRequest request, StreamObserver<UnlockResponse> client) {
    secrets.add(request.getPassphrase().toString(StandardCharsets.UTF_8));
    locked = false;
    answer(client, UnlockResponse.getDefaultInstance());
  }

  @Override
  public void lock(LockRequest request, StreamObserver<LockResponse> client) {
    locks++;
    answer(client, LockResponse.getDefaultInstance());
  }

  @Override
  public void getBalance(GetBalanceRequest request, StreamObserver<BalanceReport> client) {
    answer(
        client,
        BalanceReport.newBuilder()
            .setAddress(ADDRESS)
            .setHeight(42)
            .setProven(true)
            .setExists(true)
            .addBalances(gcc("12.5"))
            .build());
  }

  @Override
  public void preview(SendRequest request, StreamObserver<PreviewResponse> client) {
    answer(
        client,
        PreviewResponse.newBuilder()
            .setGas(21000)
            .setExpectedFee(gcc("0.001").getAmount())
            .setMaxFee(gcc("0.002").getAmount())
            .addSpent(gcc("1.5"))
            .addRemaining(gcc("10.999"))
            .build());
  }

  @Override
  public void send(SendRequest request, StreamObserver<SendResponse> client) {
    if (locked) {
      client.onError(
          refusal(
              Status.Code.FAILED_PRECONDITION, "WALLET_LOCKED", "the wallet is locked", Map.of()));
      return;
    }
    sent.add(request);
    answer(client, SendResponse.newBuilder().setTxId(TX).build());
  }

  @Override
  public void build(SendRequest request, StreamObserver<BuildResponse> client) {
    answer(
        client,
        BuildResponse.newBuilder()
            .setBody(body)
            .setVault(vault)
            .setGenesisHash(ByteString.copyFrom(GENESIS.bytes()))
            .build());
  }

  @Override
  public void watchTransaction(
      GetTransactionRequest request, StreamObserver<TransactionRecord> client) {
    client.onNext(record(Stage.STAGE_PENDING));
    client.onNext(record(stage));
    if (stage == Stage.STAGE_PROVABLE || stage == Stage.STAGE_DROPPED) {
      client.onCompleted();
    }
  }

  private TransactionRecord record(Stage at) {
    TransactionStatus.Builder status =
        TransactionStatus.newBuilder()
            .setStage(at)
            .setReason(at == Stage.STAGE_DROPPED ? "EXPIRED" : "");
    if (at == Stage.STAGE_PROVABLE || at == Stage.STAGE_FINAL) {
      status.setHeight(43).getReceiptBuilder().setStatus(receiptStatus);
    }
    return TransactionRecord.newBuilder().setTxId(TX).setStatus(status).build();
  }

  private static Wallet wallet() {
    return Wallet.newBuilder()
        .setName("alice")
        .addAccounts(
            Account.newBuilder().setAddress(ADDRESS).setScheme("ML-DSA-65").setLabel("main"))
        .build();
  }

  private <T> void answer(StreamObserver<T> client, T answer) {
    if (failure != null) {
      client.onError(failure);
      return;
    }
    client.onNext(answer);
    client.onCompleted();
  }

  private static AssetAmount gcc(String decimal) {
    return AssetAmount.newBuilder()
        .setSymbol("GCC")
        .setDecimals(18)
        .setAmount(Amounts.write(Amounts.parse(decimal, 18, "GCC")))
        .build();
  }

  private static String address(String seed) {
    return new AccountId(Hash.sha256(seed.getBytes(StandardCharsets.UTF_8))).toString();
  }
}
