package io.ghostchain.walletd.rpc;

import com.google.protobuf.ByteString;
import io.ghostchain.api.ledger.v1.Transaction;
import io.ghostchain.api.node.v1.AssetState;
import io.ghostchain.api.node.v1.GetAssetRequest;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.api.wallet.v1.Account;
import io.ghostchain.api.wallet.v1.AccountRef;
import io.ghostchain.api.wallet.v1.BalanceReport;
import io.ghostchain.api.wallet.v1.BroadcastRequest;
import io.ghostchain.api.wallet.v1.BuildResponse;
import io.ghostchain.api.wallet.v1.ChangePassphraseRequest;
import io.ghostchain.api.wallet.v1.ChangePassphraseResponse;
import io.ghostchain.api.wallet.v1.CreateAccountRequest;
import io.ghostchain.api.wallet.v1.CreateWalletRequest;
import io.ghostchain.api.wallet.v1.CreateWalletResponse;
import io.ghostchain.api.wallet.v1.DeleteWalletRequest;
import io.ghostchain.api.wallet.v1.DeleteWalletResponse;
import io.ghostchain.api.wallet.v1.ExportWalletRequest;
import io.ghostchain.api.wallet.v1.ExportWalletResponse;
import io.ghostchain.api.wallet.v1.FundRequest;
import io.ghostchain.api.wallet.v1.GetBalanceRequest;
import io.ghostchain.api.wallet.v1.GetStatusRequest;
import io.ghostchain.api.wallet.v1.GetTransactionRequest;
import io.ghostchain.api.wallet.v1.ImportWalletRequest;
import io.ghostchain.api.wallet.v1.LabelAccountRequest;
import io.ghostchain.api.wallet.v1.ListTransactionsRequest;
import io.ghostchain.api.wallet.v1.ListTransactionsResponse;
import io.ghostchain.api.wallet.v1.ListWalletsRequest;
import io.ghostchain.api.wallet.v1.ListWalletsResponse;
import io.ghostchain.api.wallet.v1.LockRequest;
import io.ghostchain.api.wallet.v1.LockResponse;
import io.ghostchain.api.wallet.v1.PreviewResponse;
import io.ghostchain.api.wallet.v1.RestoreWalletRequest;
import io.ghostchain.api.wallet.v1.RevealMnemonicRequest;
import io.ghostchain.api.wallet.v1.RevealMnemonicResponse;
import io.ghostchain.api.wallet.v1.RotateKeyRequest;
import io.ghostchain.api.wallet.v1.SendRequest;
import io.ghostchain.api.wallet.v1.SendResponse;
import io.ghostchain.api.wallet.v1.SignMessageRequest;
import io.ghostchain.api.wallet.v1.SignMessageResponse;
import io.ghostchain.api.wallet.v1.SignRequest;
import io.ghostchain.api.wallet.v1.SignResponse;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.api.wallet.v1.UnlockRequest;
import io.ghostchain.api.wallet.v1.UnlockResponse;
import io.ghostchain.api.wallet.v1.VerifyMessageRequest;
import io.ghostchain.api.wallet.v1.VerifyMessageResponse;
import io.ghostchain.api.wallet.v1.Wallet;
import io.ghostchain.api.wallet.v1.WalletServiceGrpc;
import io.ghostchain.api.wallet.v1.WalletStatus;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.GenesisAsset;
import io.ghostchain.protocol.Vault;
import io.ghostchain.walletd.Changes;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletd.chain.Chain;
import io.ghostchain.walletd.chain.HeadFollower;
import io.ghostchain.walletd.chain.NodeLink;
import io.ghostchain.walletd.history.History;
import io.ghostchain.walletd.keys.OwnAccount;
import io.ghostchain.walletd.keys.Wallets;
import io.ghostchain.walletd.payment.AssetCatalog;
import io.ghostchain.walletd.payment.Balances;
import io.ghostchain.walletd.payment.CosignerChange;
import io.ghostchain.walletd.payment.Draft;
import io.ghostchain.walletd.payment.EventFollower;
import io.ghostchain.walletd.payment.Faucet;
import io.ghostchain.walletd.payment.MessageSigner;
import io.ghostchain.walletd.payment.Payments;
import io.ghostchain.walletd.payment.Wire;
import io.ghostchain.zcrypto.Hash;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/**
 * The wallet service. One method a call, each a line or few: translate, delegate, translate back.
 */
public final class WalletRpc extends WalletServiceGrpc.WalletServiceImplBase {
  private final String version;
  private final NodeLink node;
  private final HeadFollower head;
  private final Wallets wallets;
  private final EventFollower events;
  private final Balances balances;
  private final Payments payments;
  private final MessageSigner messages;
  private final Changes changes;
  private final KeyCalls keys;
  private final PaymentCalls calls;

  /** A service over the daemon's parts. */
  public WalletRpc(
      String version,
      NodeLink node,
      HeadFollower head,
      Wallets wallets,
      EventFollower events,
      Balances balances,
      Payments payments,
      Faucet faucet,
      AssetCatalog assets,
      History history,
      MessageSigner messages,
      Changes changes) {
    this.version = version;
    this.node = node;
    this.head = head;
    this.wallets = wallets;
    this.events = events;
    this.balances = balances;
    this.payments = payments;
    this.messages = messages;
    this.changes = changes;
    this.keys = new KeyCalls(wallets);
    this.calls = new PaymentCalls(node, head, keys, payments, faucet, assets, history);
  }

  @Override
  public void getStatus(GetStatusRequest request, StreamObserver<WalletStatus> client) {
    Calls.answer(client, this::status);
  }

  @Override
  public void createWallet(
      CreateWalletRequest request, StreamObserver<CreateWalletResponse> client) {
    Calls.answer(
        client,
        () -> {
          CreateWalletResponse made = keys.create(request);
          accountCame();
          return made;
        });
  }

  @Override
  public void restoreWallet(RestoreWalletRequest request, StreamObserver<Wallet> client) {
    Calls.answer(
        client,
        () -> {
          Wallet wallet = keys.restore(request);
          events.accountsRestored();
          changes.happened();
          return wallet;
        });
  }

  @Override
  public void exportWallet(
      ExportWalletRequest request, StreamObserver<ExportWalletResponse> client) {
    Calls.answer(
        client,
        () ->
            ExportWalletResponse.newBuilder()
                .setFile(ByteString.copyFrom(wallets.export(request.getName())))
                .build());
  }

  @Override
  public void importWallet(ImportWalletRequest request, StreamObserver<Wallet> client) {
    Calls.answer(
        client,
        () -> {
          Wallets.View view =
              Secrets.use(
                  request.getPassphrase(),
                  passphrase ->
                      wallets.importFile(
                          request.getName(), request.getFile().toByteArray(), passphrase));
          events.accountsRestored();
          changes.happened();
          return KeyCalls.wire(view);
        });
  }

  @Override
  public void revealMnemonic(
      RevealMnemonicRequest request, StreamObserver<RevealMnemonicResponse> client) {
    Calls.answer(
        client,
        () ->
            RevealMnemonicResponse.newBuilder()
                .setMnemonic(
                    Secrets.use(
                        request.getPassphrase(),
                        passphrase -> wallets.reveal(request.getName(), passphrase, Secrets::wire)))
                .build());
  }

  @Override
  public void listWallets(ListWalletsRequest request, StreamObserver<ListWalletsResponse> client) {
    Calls.answer(
        client,
        () ->
            ListWalletsResponse.newBuilder()
                .addAllWallets(wallets.list().stream().map(KeyCalls::wire).toList())
                .build());
  }

  @Override
  public void deleteWallet(
      DeleteWalletRequest request, StreamObserver<DeleteWalletResponse> client) {
    Calls.answer(
        client,
        () ->
            Secrets.use(
                request.getPassphrase(),
                passphrase -> {
                  wallets.delete(request.getName(), passphrase);
                  return DeleteWalletResponse.getDefaultInstance();
                }));
  }

  @Override
  public void unlock(UnlockRequest request, StreamObserver<UnlockResponse> client) {
    Calls.answer(
        client,
        () ->
            UnlockResponse.newBuilder()
                .setUnlockedUntil(
                    keys.unlock(request.getName(), request.getPassphrase(), request.getForMillis()))
                .build());
  }

  @Override
  public void lock(LockRequest request, StreamObserver<LockResponse> client) {
    Calls.answer(
        client,
        () -> {
          if (request.getName().isEmpty()) {
            wallets.lockAll();
          } else {
            wallets.lock(request.getName());
          }
          return LockResponse.getDefaultInstance();
        });
  }

  @Override
  public void changePassphrase(
      ChangePassphraseRequest request, StreamObserver<ChangePassphraseResponse> client) {
    Calls.answer(
        client,
        () ->
            Secrets.use(
                request.getOldPassphrase(),
                old ->
                    Secrets.use(
                        request.getNewPassphrase(),
                        fresh -> {
                          wallets.changePassphrase(request.getName(), old, fresh);
                          return ChangePassphraseResponse.getDefaultInstance();
                        })));
  }

  @Override
  public void createAccount(CreateAccountRequest request, StreamObserver<Account> client) {
    Calls.answer(
        client,
        () -> {
          OwnAccount account =
              wallets.addAccount(
                  request.getWallet(), request.getLabel(), KeyCalls.scheme(request.getScheme()));
          accountCame();
          return KeyCalls.wire(account.entry());
        });
  }

  @Override
  public void labelAccount(LabelAccountRequest request, StreamObserver<Account> client) {
    Calls.answer(
        client,
        () ->
            KeyCalls.wire(
                wallets
                    .label(
                        request.getAccount().getWallet(),
                        request.getAccount().getIndex(),
                        request.getLabel())
                    .entry()));
  }

  @Override
  public void getBalance(GetBalanceRequest request, StreamObserver<BalanceReport> client) {
    Calls.answer(client, () -> balances.of(holder(request)));
  }

  @Override
  public void watchBalance(GetBalanceRequest request, StreamObserver<BalanceReport> client) {
    AccountId holder;
    try {
      holder = holder(request);
    } catch (Refusal refused) {
      client.onError(Errors.of(refused));
      return;
    }
    // Heights alone are no change of a balance: the report is compared without its height.
    BalanceReport[] last = {BalanceReport.getDefaultInstance()};
    Calls.watch(
        client,
        changes,
        () -> {
          BalanceReport now = balances.of(holder);
          boolean same =
              now.toBuilder().setHeight(0).build().equals(last[0].toBuilder().setHeight(0).build());
          last[0] = same ? last[0] : now;
          return last[0];
        },
        report -> false,
        WalletRpc::isOutage);
  }

  @Override
  public void preview(SendRequest request, StreamObserver<PreviewResponse> client) {
    Calls.answer(client, () -> calls.preview(request));
  }

  @Override
  public void send(SendRequest request, StreamObserver<SendResponse> client) {
    Calls.answer(client, () -> sent(calls.send(request)));
  }

  @Override
  public void getTransaction(
      GetTransactionRequest request, StreamObserver<TransactionRecord> client) {
    Calls.answer(client, () -> calls.record(request.getTxId()));
  }

  @Override
  public void watchTransaction(
      GetTransactionRequest request, StreamObserver<TransactionRecord> client) {
    Calls.watch(
        client,
        changes,
        () -> calls.record(request.getTxId()),
        record ->
            record.getStatus().getStage() == Stage.STAGE_PROVABLE
                || record.getStatus().getStage() == Stage.STAGE_DROPPED,
        WalletRpc::isOutage);
  }

  @Override
  public void listTransactions(
      ListTransactionsRequest request, StreamObserver<ListTransactionsResponse> client) {
    Calls.answer(client, () -> calls.list(request));
  }

  @Override
  public void build(SendRequest request, StreamObserver<BuildResponse> client) {
    Calls.answer(client, () -> built(request.getFrom(), calls.draft(request)));
  }

  private BuildResponse built(AccountRef account, Draft draft) {
    Vault vault = draft.vault();
    return BuildResponse.newBuilder()
        .setBody(ByteString.copyFrom(draft.body().encode()))
        .setGenesisHash(ByteString.copyFrom(node.chain().hash().bytes()))
        .setVault(
            ByteString.copyFrom(
                (vault == null ? keys.account(account).entry().reveal().vault() : vault).encode()))
        .build();
  }

  @Override
  public void sign(SignRequest request, StreamObserver<SignResponse> client) {
    Calls.answer(
        client,
        () -> {
          var signed = calls.sign(request.getAccount(), request.getBody());
          return SignResponse.newBuilder()
              .setTransaction(
                  Transaction.newBuilder()
                      .setBody(ByteString.copyFrom(signed.bodyBytes().copy()))
                      .setWitness(ByteString.copyFrom(signed.witnessBytes().copy())))
              .setTxId(History.wire(signed.id(node.chain().hash())))
              .build();
        });
  }

  @Override
  public void broadcast(BroadcastRequest request, StreamObserver<SendResponse> client) {
    Calls.answer(client, () -> sent(calls.broadcast(request.getTransaction())));
  }

  @Override
  public void rotateKey(RotateKeyRequest request, StreamObserver<SendResponse> client) {
    Calls.answer(
        client,
        () ->
            sent(payments.rotate(keys.account(request.getAccount()), CosignerChange.of(request))));
  }

  @Override
  public void buildRotation(RotateKeyRequest request, StreamObserver<BuildResponse> client) {
    Calls.answer(
        client,
        () ->
            built(
                request.getAccount(),
                payments.buildRotation(
                    keys.account(request.getAccount()), CosignerChange.of(request))));
  }

  @Override
  public void signMessage(SignMessageRequest request, StreamObserver<SignMessageResponse> client) {
    Calls.answer(
        client,
        () ->
            messages.sign(keys.account(request.getAccount()), request.getMessage().toByteArray()));
  }

  @Override
  public void verifyMessage(
      VerifyMessageRequest request, StreamObserver<VerifyMessageResponse> client) {
    Calls.answer(client, () -> messages.verify(request));
  }

  @Override
  public void fund(FundRequest request, StreamObserver<SendResponse> client) {
    Calls.answer(client, () -> sent(calls.fund(request)));
  }

  @Override
  public void getAsset(GetAssetRequest request, StreamObserver<AssetState> client) {
    Calls.answer(client, () -> node.call(stub -> stub.getAsset(request)));
  }

  private WalletStatus status() {
    WalletStatus.Builder status =
        WalletStatus.newBuilder().setVersion(version).setNodeConnected(head.isConnected());
    head.lastStatus().ifPresent(status::setNode);
    node.knownChain()
        .ifPresent((Chain chain) -> {
          GenesisAsset fee = chain.genesis().feeAsset();
          status
              .setGenesisHash(ByteString.copyFrom(chain.hash().bytes()))
              .setFeeAssetSymbol(fee.symbol())
              .setFeeAssetDecimals(fee.decimals());
        });
    return status.build();
  }

  private AccountId holder(GetBalanceRequest request) {
    return switch (request.getOfCase()) {
      case ACCOUNT -> keys.account(request.getAccount()).id();
      case ADDRESS -> Wire.address("address", request.getAddress());
      case OF_NOT_SET ->
          throw Refusal.invalid("MALFORMED", "expected an account or an address, got neither");
    };
  }

  private void accountCame() {
    events.accountAdded();
    changes.happened();
  }

  private static boolean isOutage(RuntimeException failed) {
    return switch (failed) {
      case Refusal refusal -> refusal.kind() == Refusal.Kind.UNREACHABLE;
      case StatusRuntimeException byNode -> NodeLink.isOutage(byNode.getStatus());
      default -> false;
    };
  }

  private static SendResponse sent(Hash txId) {
    return SendResponse.newBuilder().setTxId(History.wire(txId)).build();
  }
}
