package io.ghostchain.walletd.rpc;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.GetTransactionRequest;
import io.ghostchain.api.node.v1.SimulateRequest;
import io.ghostchain.api.node.v1.SimulateResponse;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.api.wallet.v1.AccountRef;
import io.ghostchain.api.wallet.v1.FundRequest;
import io.ghostchain.api.wallet.v1.ListTransactionsRequest;
import io.ghostchain.api.wallet.v1.ListTransactionsResponse;
import io.ghostchain.api.wallet.v1.PreviewResponse;
import io.ghostchain.api.wallet.v1.Recipient;
import io.ghostchain.api.wallet.v1.SendRequest;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletd.chain.HeadFollower;
import io.ghostchain.walletd.chain.NodeLink;
import io.ghostchain.walletd.history.History;
import io.ghostchain.walletd.keys.OwnAccount;
import io.ghostchain.walletd.payment.AssetCatalog;
import io.ghostchain.walletd.payment.Draft;
import io.ghostchain.walletd.payment.Faucet;
import io.ghostchain.walletd.payment.Payments;
import io.ghostchain.walletd.payment.Terms;
import io.ghostchain.walletd.payment.Wire;
import io.ghostchain.zcrypto.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Transactions, between the wire and the domain. */
final class PaymentCalls {
  private static final int PAGE_DEFAULT = 50;

  private final NodeLink node;
  private final HeadFollower head;
  private final KeyCalls keys;
  private final Payments payments;
  private final Faucet faucet;
  private final AssetCatalog assets;
  private final History history;

  PaymentCalls(
      NodeLink node,
      HeadFollower head,
      KeyCalls keys,
      Payments payments,
      Faucet faucet,
      AssetCatalog assets,
      History history) {
    this.node = node;
    this.head = head;
    this.keys = keys;
    this.payments = payments;
    this.faucet = faucet;
    this.assets = assets;
    this.history = history;
  }

  Draft draft(SendRequest request) {
    return payments.preview(keys.account(request.getFrom()), operations(request), terms(request));
  }

  PreviewResponse preview(SendRequest request) {
    Draft draft = draft(request);
    Amount expectedFee = Wire.amount("fee", draft.fee().getExpectedFee());
    ByteString body = ByteString.copyFrom(draft.body().encode());
    SimulateResponse simulated =
        node.call(stub -> stub.simulate(SimulateRequest.newBuilder().setBody(body).build()));
    PreviewResponse.Builder preview =
        PreviewResponse.newBuilder()
            .setBody(body)
            .setGas(draft.body().gasLimit())
            .setExpectedFee(draft.fee().getExpectedFee())
            .setMaxFee(AssetCatalog.wire(draft.body().maxFee()));
    draft.spent().forEach((asset, amount) -> preview.addSpent(assets.amount(asset, amount)));
    String shortOf = "";
    for (Map.Entry<AssetId, Amount> held : draft.balances().entrySet()) {
      AssetId asset = held.getKey();
      Amount spent = draft.spent().getOrDefault(asset, Amount.ZERO);
      Amount needed = asset.isFee() ? spent.plus(expectedFee) : spent;
      if (held.getValue().compareTo(needed) < 0) {
        shortOf =
            "have " + assets.text(asset, held.getValue()) + ", need " + assets.text(asset, needed);
      } else {
        preview.addRemaining(assets.amount(asset, held.getValue().minus(needed)));
      }
    }
    if (!shortOf.isEmpty()) {
      preview.setRefusal("INSUFFICIENT_FUNDS").setDetail(shortOf);
    } else if (!simulated.getRefusal().isEmpty()) {
      preview.setRefusal(simulated.getRefusal()).setDetail(simulated.getDetail());
    } else if (simulated.getReceipt().getStatus() != 0) {
      preview
          .setRefusal("WOULD_FAIL")
          .setDetail(
              "operation "
                  + simulated.getReceipt().getFailedOperation()
                  + " would fail with status "
                  + simulated.getReceipt().getStatus());
    }
    return preview.build();
  }

  Hash send(SendRequest request) {
    return payments.send(
        keys.account(request.getFrom()),
        operations(request),
        terms(request),
        request.getIdempotencyKey(),
        Hash.sha256(request.toByteArray()));
  }

  Transaction sign(AccountRef ref, ByteString body) {
    try {
      return payments.sign(keys.account(ref), TransactionBody.decode(body.toByteArray()));
    } catch (DecodeException malformed) {
      throw Refusal.invalid("MALFORMED", String.valueOf(malformed.getMessage()));
    }
  }

  Hash broadcast(io.ghostchain.api.ledger.v1.Transaction wire) {
    try {
      return payments.broadcast(
          Transaction.of(
              Bytes.of(wire.getBody().toByteArray()), Bytes.of(wire.getWitness().toByteArray())));
    } catch (DecodeException malformed) {
      throw Refusal.invalid("MALFORMED", String.valueOf(malformed.getMessage()));
    }
  }

  Hash fund(FundRequest request) {
    List<Operation> transfers = new ArrayList<>();
    if (!request.getAddress().isEmpty()) {
      transfers.add(
          transfer(request.getAddress(), ByteString.EMPTY, request.getAmount(), ByteString.EMPTY));
    }
    for (Recipient recipient : request.getRecipientsList()) {
      transfers.add(transfer(recipient));
    }
    return faucet.send(transfers);
  }

  TransactionRecord record(ByteString wireId) {
    Hash txId = Wire.hash("tx_id", wireId);
    return history
        .find(txId)
        .map(this::current)
        .orElseGet(() ->
            TransactionRecord.newBuilder().setTxId(wireId).setStatus(askNode(wireId)).build());
  }

  ListTransactionsResponse list(ListTransactionsRequest request) {
    OwnAccount account = keys.account(request.getAccount());
    int limit = request.getLimit() == 0 ? PAGE_DEFAULT : request.getLimit();
    if (limit < 0 || limit > History.PAGE) {
      throw Refusal.invalid("MALFORMED", "limit: expected at most " + History.PAGE);
    }
    History.Page page = history.page(account.id(), request.getAfter().toByteArray(), limit);
    ListTransactionsResponse.Builder response = ListTransactionsResponse.newBuilder();
    for (TransactionRecord record : page.records()) {
      response.addTransactions(current(record).toBuilder().setAccount(request.getAccount()));
    }
    return response.setNext(page.next()).build();
  }

  /** What was final when it was noted is provable once a block came on top. */
  private TransactionRecord current(TransactionRecord record) {
    TransactionStatus status = record.getStatus();
    boolean covered = status.getStage() == Stage.STAGE_FINAL && status.getHeight() < head.height();
    return covered
        ? record.toBuilder().setStatus(status.toBuilder().setStage(Stage.STAGE_PROVABLE)).build()
        : record;
  }

  private TransactionStatus askNode(ByteString txId) {
    return node.call(
        stub -> stub.getTransaction(GetTransactionRequest.newBuilder().setTxId(txId).build()));
  }

  private static List<Operation> operations(SendRequest request) {
    List<Operation> operations = new ArrayList<>();
    request.getRecipientsList().forEach(recipient -> operations.add(transfer(recipient)));
    request.getOperationsList().forEach(other -> operations.add(Payments.operation(other)));
    return operations;
  }

  private static Transfer transfer(Recipient recipient) {
    return transfer(
        recipient.getAddress(), recipient.getAsset(), recipient.getAmount(), recipient.getMemo());
  }

  private static Transfer transfer(
      String address, ByteString asset, ByteString amount, ByteString memo) {
    try {
      return new Transfer(
          Wire.address("address", address),
          Wire.asset("asset", asset),
          Wire.amount("amount", amount),
          Bytes.of(memo.toByteArray()));
    } catch (IllegalArgumentException wrong) {
      throw Refusal.invalid("MALFORMED", String.valueOf(wrong.getMessage()));
    }
  }

  private static Terms terms(SendRequest request) {
    return new Terms(
        request.getGasLimit(),
        request.getMaxFeePerGas(),
        request.hasPriorityFeePerGas()
            ? OptionalLong.of(request.getPriorityFeePerGas())
            : OptionalLong.empty(),
        request.getValidForMillis() == 0
            ? Terms.DEFAULT.validFor()
            : Duration.ofMillis(request.getValidForMillis()),
        request.getLane());
  }
}
