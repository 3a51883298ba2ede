package io.ghostchain.ghostd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.ghostchain.api.node.v1.EstimateFeeRequest;
import io.ghostchain.api.node.v1.GetAccountRequest;
import io.ghostchain.api.node.v1.GetAssetRequest;
import io.ghostchain.api.node.v1.GetBlockRequest;
import io.ghostchain.api.node.v1.GetStateRequest;
import io.ghostchain.api.node.v1.GetTransactionRequest;
import io.ghostchain.api.node.v1.ListBalancesRequest;
import io.ghostchain.api.node.v1.SimulateRequest;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.CallContract;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.TransactionSigner;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultReveal;
import io.ghostchain.protocol.Witness;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What bad input gets, over post-quantum QUIC: a code, a stable reason, and what was expected. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final AccountId TO = Payments.account(3);

  @SuppressWarnings("NullAway.Init") // Made before all.
  private TestNode test;

  @SuppressWarnings("NullAway.Init")
  private Payments payments;

  /** What a client was told. */
  private record Told(Status.Code code, String reason, String message, boolean retry) {}

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    test = TestNode.start(folder);
    payments = new Payments(test.genesis());
    ByteString first = test.stub().submit(payments.next(TO, 1)).getTxId();
    assertEquals(TransactionStatus.Stage.STAGE_PROVABLE, test.await(first).getStage());
  }

  @AfterAll
  void nothingBrokeAndPaymentsStillArrive() {
    ByteString last = test.stub().submit(payments.next(TO, 1)).getTxId();
    assertEquals(TransactionStatus.Stage.STAGE_PROVABLE, test.await(last).getStage());
    assertEquals(List.of(), test.failures);
    test.close();
  }

  @Test
  void malformed() {
    byte[] noise = new byte[300];
    new Random(1).nextBytes(noise);
    refused(Payments.request(noise, noise), Status.Code.INVALID_ARGUMENT, "MALFORMED");
    // Nothing at all is the layout of version 0.
    refused(
        SubmitRequest.getDefaultInstance(), Status.Code.INVALID_ARGUMENT, "UNSUPPORTED_VERSION");
    TransactionBody body = next();
    refused(
        Payments.request(body.encode(), new byte[] {1, 2, 3}),
        Status.Code.INVALID_ARGUMENT,
        "MALFORMED");
  }

  @Test
  void truncatedAtEveryTenthByte() {
    var whole = payments.sign(next()).getTransaction();
    for (int size = 10; size < whole.getBody().size(); size += 10) {
      refused(
          Payments.request(
              whole.getBody().substring(0, size).toByteArray(), whole.getWitness().toByteArray()),
          Status.Code.INVALID_ARGUMENT,
          "MALFORMED");
    }
  }

  @Test
  void oversized() {
    refused(
        Payments.request(new byte[200_000], new byte[10]),
        Status.Code.INVALID_ARGUMENT,
        "TOO_LARGE");
    var thrown =
        assertThrows(
            StatusRuntimeException.class,
            () -> test.stub().submit(Payments.request(new byte[5 << 20], new byte[10])));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, thrown.getStatus().getCode());
  }

  @Test
  void replayedAndDuplicated() {
    SubmitRequest request = payments.next(TO, 1);
    ByteString id = test.stub().submit(request).getTxId();
    refused(request, Status.Code.ALREADY_EXISTS, "DUPLICATE");
    assertEquals(TransactionStatus.Stage.STAGE_PROVABLE, test.await(id).getStage());
    Told told = refused(request, Status.Code.ALREADY_EXISTS, "DUPLICATE");
    assertTrue(told.message().contains("is in block"), told.message());
  }

  @Test
  void wronglySignedWhichDoesNotSpeakAgainstTheRightSignature() {
    TransactionBody body = next();
    SubmitRequest bad =
        payments.sign(
            body,
            test.genesis().hash(),
            signature -> {
              signature[100] ^= 1;
              return signature;
            });
    refused(bad, Status.Code.INVALID_ARGUMENT, "BAD_SIGNATURE");
    refused(bad, Status.Code.INVALID_ARGUMENT, "BAD_SIGNATURE");
    SubmitRequest good = payments.next(TO, 2);
    assertEquals(
        TransactionStatus.Stage.STAGE_PROVABLE,
        test.await(test.stub().submit(good).getTxId()).getStage());
  }

  @Test
  void signedForAnotherChain() {
    refused(
        payments.sign(next(), Hash.ZERO, signature -> signature),
        Status.Code.INVALID_ARGUMENT,
        "BAD_SIGNATURE");
  }

  @Test
  void aSignatureOfTheWrongLength() {
    TransactionBody body = next();
    byte[] witness = new Witness(List.of(Bytes.of(new byte[64]))).encode();
    refused(
        Payments.request(body.encode(), witness), Status.Code.INVALID_ARGUMENT, "BAD_SIGNATURE");
  }

  @Test
  void wrongChain() {
    TransactionBody b = next();
    refused(
        payments.sign(
            new TransactionBody(
                b.version(),
                b.chainId() + 1,
                b.sender(),
                b.vaultVersion(),
                b.signers(),
                b.lane(),
                b.sequence(),
                b.validUntil(),
                b.gasLimit(),
                b.maxFeePerGas(),
                b.priorityFeePerGas(),
                b.payer(),
                b.reveal(),
                b.operations())),
        Status.Code.INVALID_ARGUMENT,
        "WRONG_CHAIN");
  }

  @Test
  void expiredAndValidTooLong() {
    refused(with(next(), 1000, null, null), Status.Code.FAILED_PRECONDITION, "EXPIRED");
    long inAYear = System.currentTimeMillis() + 365L * 24 * 3600 * 1000;
    refused(with(next(), inAYear, null, null), Status.Code.INVALID_ARGUMENT, "VALID_TOO_LONG");
  }

  @Test
  void underfunded() {
    try (PrivateKey key = SignatureScheme.ML_DSA_44.generate()) {
      Vault vault = Vault.of(key.publicKey());
      AccountId poor = vault.accountId(Bytes.EMPTY);
      test.await(test.stub().submit(payments.next(poor, 1_000)).getTxId());
      TransactionBody b = next();
      TransactionBody body =
          new TransactionBody(
              b.version(),
              b.chainId(),
              poor,
              0,
              List.of(0),
              0,
              0,
              b.validUntil(),
              b.gasLimit(),
              b.maxFeePerGas(),
              b.priorityFeePerGas(),
              null,
              new VaultReveal(vault, Bytes.EMPTY),
              b.operations());
      Transaction signed = new TransactionSigner(test.genesis().hash()).sign(body, Map.of(0, key));
      Told told =
          refused(
              Payments.request(signed.bodyBytes().copy(), signed.witnessBytes().copy()),
              Status.Code.FAILED_PRECONDITION,
              "INSUFFICIENT_FUNDS");
      assertTrue(told.message().contains("got 1000"), told.message());
    }
  }

  @Test
  void gasAndFeeOutOfRange() {
    refused(with(next(), 0, null, 1L), Status.Code.INVALID_ARGUMENT, "GAS_TOO_LOW");
    refused(
        with(next(), 0, null, Long.MAX_VALUE / 2), Status.Code.INVALID_ARGUMENT, "GAS_TOO_HIGH");
    refused(with(next(), 0, 1L, null), Status.Code.FAILED_PRECONDITION, "FEE_TOO_LOW");
  }

  @Test
  void overflowing() {
    ByteString id = test.stub().submit(payments.next(TO, Long.MAX_VALUE)).getTxId();
    assertEquals(0, test.await(id).getReceipt().getStatus());
    TransactionBody all = payments.body(TO, Amount.MAX, payments.sequence());
    ByteString tooMuch = test.stub().submit(payments.sign(all)).getTxId();
    payments.skip();
    TransactionStatus status = test.await(tooMuch);
    assertEquals(TransactionStatus.Stage.STAGE_PROVABLE, status.getStage());
    assertEquals(ReceiptStatus.INSUFFICIENT_BALANCE.code(), status.getReceipt().getStatus());
    assertEquals(0, status.getReceipt().getEventsCount());
    byte[] seventeen = new byte[17];
    Arrays.fill(seventeen, (byte) 0xff);
    byte[] beyond = beyond128Bits(next().encode(), seventeen);
    refused(
        Payments.request(beyond, payments.sign(next()).getTransaction().getWitness().toByteArray()),
        Status.Code.INVALID_ARGUMENT,
        "MALFORMED");
  }

  @Test
  void sequencesPastAndTooFarAhead() {
    refused(
        payments.sign(payments.body(TO, Amount.of(99), 1_000_000)),
        Status.Code.FAILED_PRECONDITION,
        "SEQUENCE_GAP");
    TransactionBody first = payments.body(TO, Amount.of(99), 0);
    Told told = refused(payments.sign(first));
    assertTrue(
        List.of("VAULT_VERSION", "SEQUENCE_TOO_LOW").contains(told.reason()), told.toString());
  }

  @Test
  void aSenderThatNobodyPaid() {
    TransactionBody b = next();
    TransactionBody other =
        new TransactionBody(
            b.version(),
            b.chainId(),
            Payments.account(999),
            1,
            b.signers(),
            0,
            0,
            b.validUntil(),
            b.gasLimit(),
            b.maxFeePerGas(),
            b.priorityFeePerGas(),
            null,
            null,
            b.operations());
    refused(payments.sign(other), Status.Code.FAILED_PRECONDITION, "UNKNOWN_ACCOUNT");
  }

  @Test
  void anOperationThatTheChainDoesNotKnow() {
    TransactionBody b = next();
    TransactionBody call =
        new TransactionBody(
            b.version(),
            b.chainId(),
            b.sender(),
            b.vaultVersion(),
            b.signers(),
            b.lane(),
            b.sequence(),
            b.validUntil(),
            b.gasLimit(),
            b.maxFeePerGas(),
            b.priorityFeePerGas(),
            b.payer(),
            b.reveal(),
            List.<Operation>of(new CallContract(TO, Bytes.EMPTY, Amount.ZERO)));
    refused(payments.sign(call), Status.Code.INVALID_ARGUMENT, "UNSUPPORTED_OPERATION");
  }

  @Test
  void queriesWithFieldsOutOfRange() {
    ByteString three = ByteString.copyFromUtf8("abc");
    ByteString unknown = ByteString.copyFrom(new byte[32]);
    var stub = test.stub();
    told(
        () -> stub.getTransaction(GetTransactionRequest.newBuilder().setTxId(three).build()),
        Status.Code.INVALID_ARGUMENT,
        "INVALID_REQUEST");
    told(
        () -> stub.getAccount(GetAccountRequest.newBuilder().setAccount(three).build()),
        Status.Code.INVALID_ARGUMENT,
        "INVALID_REQUEST");
    told(
        () -> stub.getBlock(GetBlockRequest.getDefaultInstance()),
        Status.Code.INVALID_ARGUMENT,
        "INVALID_REQUEST");
    told(
        () -> stub.getBlock(GetBlockRequest.newBuilder().setHeight(1L << 50).build()),
        Status.Code.NOT_FOUND,
        "BLOCK_UNKNOWN");
    told(
        () -> stub.getBlock(GetBlockRequest.newBuilder().setHash(unknown).build()),
        Status.Code.NOT_FOUND,
        "BLOCK_UNKNOWN");
    told(
        () ->
            stub.getAsset(
                GetAssetRequest.newBuilder()
                    .setAsset(ByteString.copyFrom(TO.hash().bytes()))
                    .build()),
        Status.Code.NOT_FOUND,
        "ASSET_UNKNOWN");
    told(
        () ->
            stub.listBalances(
                ListBalancesRequest.newBuilder().setAccount(unknown).setLimit(5000).build()),
        Status.Code.INVALID_ARGUMENT,
        "INVALID_REQUEST");
    told(
        () -> stub.getState(GetStateRequest.newBuilder().addKeys(ByteString.EMPTY).build()),
        Status.Code.INVALID_ARGUMENT,
        "INVALID_REQUEST");
    told(
        () -> stub.simulate(SimulateRequest.newBuilder().setBody(three).build()),
        Status.Code.INVALID_ARGUMENT,
        "MALFORMED");
    told(
        () -> stub.estimateFee(EstimateFeeRequest.newBuilder().setBody(three).build()),
        Status.Code.INVALID_ARGUMENT,
        "MALFORMED");
    told(
        () ->
            stub.watchTransaction(GetTransactionRequest.newBuilder().setTxId(three).build())
                .hasNext(),
        Status.Code.INVALID_ARGUMENT,
        "INVALID_REQUEST");
  }

  @Test
  void aFullMempoolAnswersWithARetryHint(@TempDir Path other) throws Exception {
    try (TestNode small = TestNode.start(other, "mempool.transactions=1")) {
      Payments own = new Payments(small.genesis());
      ByteString first = small.stub().submit(own.next(TO, 1)).getTxId();
      small.await(first);
      // Behind a gap, so that it stays.
      small.stub().submit(own.sign(own.body(TO, Amount.of(1), 5)));
      StatusRuntimeException thrown =
          assertThrows(
              StatusRuntimeException.class,
              () -> small.stub().submit(own.sign(own.body(TO, Amount.of(1), 6))));
      Told told = told(thrown);
      assertEquals(Status.Code.RESOURCE_EXHAUSTED, told.code());
      assertEquals("MEMPOOL_FULL", told.reason());
      assertTrue(told.retry());
    }
  }

  @Test
  void aPeerThatSubmitsTooFastIsToldWhenToTryAgain(@TempDir Path other) throws Exception {
    try (TestNode slow = TestNode.start(other, "limits.submits-per-second=2")) {
      Payments own = new Payments(slow.genesis());
      SubmitRequest request = own.next(TO, 1);
      slow.stub().submit(request);
      StatusRuntimeException thrown =
          assertThrows(
              StatusRuntimeException.class,
              () -> {
                for (int i = 0; i < 10; i++) {
                  try {
                    slow.stub().submit(request);
                  } catch (StatusRuntimeException e) {
                    if (!told(e).reason().equals("DUPLICATE")) {
                      throw e;
                    }
                  }
                }
              });
      Told told = told(thrown);
      assertEquals(Status.Code.RESOURCE_EXHAUSTED, told.code());
      assertEquals("RATE_LIMITED", told.reason());
      assertTrue(told.retry());
    }
  }

  private TransactionBody next() {
    return payments.body(TO, Amount.of(77), payments.sequence());
  }

  private SubmitRequest with(
      TransactionBody b, long validUntil, @Nullable Long maxFee, @Nullable Long gas) {
    return payments.sign(
        new TransactionBody(
            b.version(),
            b.chainId(),
            b.sender(),
            b.vaultVersion(),
            b.signers(),
            b.lane(),
            b.sequence(),
            validUntil == 0 ? b.validUntil() : validUntil,
            gas == null ? b.gasLimit() : gas,
            maxFee == null ? b.maxFeePerGas() : maxFee,
            maxFee == null ? b.priorityFeePerGas() : 0,
            b.payer(),
            b.reveal(),
            List.<Operation>of(new Transfer(TO, AssetId.FEE, Amount.of(1), Bytes.EMPTY))));
  }

  /** The same body whose amount has 17 bytes, by the generated classes, which allow it. */
  private static byte[] beyond128Bits(byte[] body, byte[] amount) {
    try {
      var parsed = io.ghostchain.api.ledger.v1.TransactionBody.parseFrom(body).toBuilder();
      var operation = parsed.getOperations(0).toBuilder();
      operation.setTransfer(
          operation.getTransfer().toBuilder().setAmount(ByteString.copyFrom(amount)));
      return parsed.setOperations(0, operation).build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private Told refused(SubmitRequest request) {
    return told(assertThrows(StatusRuntimeException.class, () -> test.stub().submit(request)));
  }

  private Told refused(SubmitRequest request, Status.Code code, String reason) {
    Told told = refused(request);
    assertEquals(reason, told.reason(), told.toString());
    assertEquals(code, told.code(), told.toString());
    assertTrue(told.message().contains("expected") || reason.equals("DUPLICATE"), told.message());
    return told;
  }

  private static void told(Executable call, Status.Code code, String reason) {
    Told told = told(assertThrows(StatusRuntimeException.class, call));
    assertEquals(reason, told.reason(), told.toString());
    assertEquals(code, told.code(), told.toString());
  }

  private static Told told(StatusRuntimeException thrown) {
    String reason = "";
    boolean retry = false;
    var status = StatusProto.fromThrowable(thrown);
    if (status != null) {
      for (var detail : status.getDetailsList()) {
        try {
          if (detail.is(ErrorInfo.class)) {
            ErrorInfo info = detail.unpack(ErrorInfo.class);
            assertEquals("ghostchain", info.getDomain());
            reason = info.getReason();
          }
          if (detail.is(RetryInfo.class)) {
            var delay = detail.unpack(RetryInfo.class).getRetryDelay();
            retry = delay.getSeconds() > 0 || delay.getNanos() > 0;
          }
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(e);
        }
      }
    }
    String message = Objects.requireNonNullElse(thrown.getStatus().getDescription(), "");
    assertFalse(message.contains("\tat "), message);
    return new Told(thrown.getStatus().getCode(), reason, message, retry);
  }
}
