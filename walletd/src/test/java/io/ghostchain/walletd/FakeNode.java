package io.ghostchain.walletd;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.ghostchain.api.ledger.v1.Event;
import io.ghostchain.api.ledger.v1.Receipt;
import io.ghostchain.api.node.v1.AccountState;
import io.ghostchain.api.node.v1.Balance;
import io.ghostchain.api.node.v1.BlockResponse;
import io.ghostchain.api.node.v1.CertifiedHeader;
import io.ghostchain.api.node.v1.Cursor;
import io.ghostchain.api.node.v1.EstimateFeeRequest;
import io.ghostchain.api.node.v1.EstimateFeeResponse;
import io.ghostchain.api.node.v1.EventBatch;
import io.ghostchain.api.node.v1.GetAccountRequest;
import io.ghostchain.api.node.v1.GetGenesisRequest;
import io.ghostchain.api.node.v1.GetGenesisResponse;
import io.ghostchain.api.node.v1.GetStatusRequest;
import io.ghostchain.api.node.v1.GetTransactionRequest;
import io.ghostchain.api.node.v1.IndexedEvent;
import io.ghostchain.api.node.v1.Lane;
import io.ghostchain.api.node.v1.ListBalancesRequest;
import io.ghostchain.api.node.v1.ListBalancesResponse;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.NodeStatus;
import io.ghostchain.api.node.v1.StreamBlocksRequest;
import io.ghostchain.api.node.v1.StreamEventsRequest;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.SubmitResponse;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Certificate;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.GenesisAsset;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.StateProof;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.protocol.Validator;
import io.ghostchain.protocol.ValidatorSet;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.Vote;
import io.ghostchain.protocol.VoteKind;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.PublicKey;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chain of one validator that mines when it is told and keeps the state of a single account: that
 * makes its trie one leaf, and its proofs true. It outlives the servers that serve it, as a node's
 * disk does; {@link #forgetWaiting} is what a restart does to a mempool.
 */
final class FakeNode {
  private static final Amount FEE = Amount.of(1000);

  final PrivateKey validator = Validator.SCHEME.generate();
  final Genesis genesis;
  final List<Hash> submitted = new ArrayList<>();
  volatile boolean lying;

  /** How far the chain's clock is from ours, in milliseconds. */
  volatile long clockSkew;

  /** How the next transactions that are handed in fare. */
  volatile Intake intake = Intake.TAKEN;

  /** What a node may do with a transaction. */
  enum Intake {
    TAKEN,
    /** It takes it and breaks while answering. */
    TAKEN_WITH_A_FAULT,
    /** It calls it expired, whatever it is. */
    EXPIRED,
    /** It has no room. */
    FULL
  }

  private record Mined(
      Header header,
      Certificate certificate,
      List<IndexedEvent> events,
      @Nullable AccountRecord after) {}

  private record Done(long height, Receipt receipt) {}

  // Guarded by this, as are all fields.
  private final List<Mined> blocks = new ArrayList<>();
  private final Map<Hash, Transaction> waiting = new LinkedHashMap<>();
  private final Map<Hash, Done> done = new LinkedHashMap<>();
  private @Nullable AccountId account;
  private @Nullable Vault vault;

  FakeNode(String network) {
    genesis =
        new Genesis(
            1,
            7331,
            network,
            System.currentTimeMillis(),
            new GenesisAsset("GCC", "Ghost", 18),
            new GenesisAsset("SPIRIT", "Spirit", 18),
            List.of(),
            List.of(new Validator(validator.publicKey(), Amount.of(1))),
            Parameters.DEFAULTS,
            true,
            false);
    mine();
  }

  /** Gives the one account an amount, in the next block. */
  synchronized void pay(AccountId to, long amount) {
    account = to;
    AccountRecord before = stateNow() == null ? AccountRecord.NEW : stateNow();
    Event event = transferred(new AccountId(Hash.ZERO), to, Amount.of(amount));
    append(
        before.withFeeBalance(before.feeBalance().plus(Amount.of(amount))),
        List.of(indexed(Hash.sha256(new byte[] {(byte) height()}), 0, event)));
  }

  /** Puts what waits into a block, up to the first gap in the sequences. */
  synchronized void mine() {
    AccountRecord now = stateNow();
    List<IndexedEvent> events = new ArrayList<>();
    List<Map.Entry<Hash, Transaction>> inOrder = new ArrayList<>(waiting.entrySet());
    inOrder.sort(Comparator.comparingLong(one -> one.getValue().body().sequence()));
    for (Map.Entry<Hash, Transaction> one : inOrder) {
      if (now != null && one.getValue().body().sequence() != now.sequence()) {
        break;
      }
      waiting.remove(one.getKey());
      var body = one.getValue().body();
      if (now == null || !body.sender().equals(account)) {
        throw new AssertionError("only the one account may send");
      }
      now = now.withSequence(body.sequence() + 1);
      if (body.reveal() != null) {
        vault = body.reveal().vault();
        now = now.withVault(vault.hash());
      }
      Amount spent = FEE;
      for (var operation : body.operations()) {
        if (operation instanceof UpdateVault update) {
          vault = update.vault();
          now = now.withVault(vault.hash());
          continue;
        }
        Transfer transfer = (Transfer) operation;
        spent = spent.plus(transfer.amount());
        events.add(
            indexed(
                one.getKey(),
                events.size(),
                transferred(body.sender(), transfer.to(), transfer.amount())));
      }
      now = now.withFeeBalance(now.feeBalance().minus(spent));
      Receipt receipt =
          Receipt.newBuilder()
              .setTxId(bytes(one.getKey()))
              .setFee(ByteString.copyFrom(FEE.bytes().copy()))
              .build();
      done.put(one.getKey(), new Done(height() + 1, receipt));
    }
    append(now, events);
  }

  /** What a restart does to what waits. */
  synchronized void forgetWaiting() {
    waiting.clear();
    notifyAll();
  }

  /** Changes the one account's key, as another copy of its wallet would. */
  synchronized void rotateElsewhere(PublicKey to) {
    AccountRecord before = stateNow();
    if (before == null) {
      throw new AssertionError("the account is not there yet");
    }
    vault = Vault.of(to);
    append(before.withVault(vault.hash()), List.of());
  }

  /** The sequences that wait. */
  synchronized List<Long> waitingSequences() {
    return waiting.values().stream().map(one -> one.body().sequence()).sorted().toList();
  }

  /** Lets go of one that waits. */
  synchronized void forget(Hash txId) {
    waiting.remove(txId);
    notifyAll();
  }

  synchronized int submittedCount() {
    return submitted.size();
  }

  synchronized int waitingCount() {
    return waiting.size();
  }

  /** A service over this chain, as one run of the node. */
  NodeServiceGrpc.NodeServiceImplBase service() {
    return new Service();
  }

  private synchronized long height() {
    return blocks.size();
  }

  private synchronized long headTime() {
    return blocks.getLast().header().time();
  }

  private @Nullable AccountRecord stateNow() {
    return blocks.isEmpty() ? null : blocks.getLast().after();
  }

  private void append(@Nullable AccountRecord after, List<IndexedEvent> events) {
    long height = height() + 1;
    Hash parent = blocks.isEmpty() ? genesis.hash() : blocks.getLast().header().hash();
    ValidatorSet set = genesis.validatorSet();
    Header header =
        new Header(
            1,
            genesis.chainId(),
            0,
            height,
            height,
            System.currentTimeMillis() + clockSkew,
            parent,
            0,
            Hash.ZERO,
            Hash.ZERO,
            root(stateNow()),
            Hash.ZERO,
            0,
            1,
            Hash.ZERO,
            set.hash(),
            null,
            Hash.ZERO,
            Hash.ZERO);
    Vote vote =
        new Vote(
            genesis.chainId(),
            genesis.hash(),
            0,
            height,
            VoteKind.FINALIZE,
            header.hash(),
            height - 1);
    Certificate certificate =
        new Certificate(
            0,
            height,
            height - 1,
            header.hash(),
            Bytes.of((byte) 1),
            List.of(Bytes.of(validator.sign(vote.message()))));
    blocks.add(new Mined(header, certificate, events, after));
    notifyAll();
  }

  /** Of a trie with one leaf, or none: LEDGER.md, State root. */
  private Hash root(@Nullable AccountRecord record) {
    if (record == null || account == null) {
      return Hash.ZERO;
    }
    return Hash.sha256(
        new byte[] {0},
        StateKey.account(account).hash().bytes(),
        Hash.sha256(record.encode()).bytes());
  }

  private static IndexedEvent indexed(Hash txId, int index, Event event) {
    return IndexedEvent.newBuilder().setTxId(bytes(txId)).setIndex(index).setEvent(event).build();
  }

  private static Event transferred(AccountId from, AccountId to, Amount amount) {
    Event.Builder event = Event.newBuilder();
    event
        .getTransferredBuilder()
        .setFrom(bytes(from.hash()))
        .setTo(bytes(to.hash()))
        .setAmount(ByteString.copyFrom(amount.bytes().copy()));
    return event.build();
  }

  private static ByteString bytes(Hash hash) {
    return ByteString.copyFrom(hash.bytes());
  }

  private final class Service extends NodeServiceGrpc.NodeServiceImplBase {
    @Override
    public void getStatus(GetStatusRequest request, StreamObserver<NodeStatus> client) {
      answer(
          client,
          NodeStatus.newBuilder()
              .setHeight(height())
              .setHeadTime(headTime())
              .setGenesisHash(bytes(genesis.hash()))
              .setNetwork(genesis.network())
              .build());
    }

    @Override
    public void getGenesis(GetGenesisRequest request, StreamObserver<GetGenesisResponse> client) {
      answer(
          client,
          GetGenesisResponse.newBuilder()
              .setGenesis(ByteString.copyFrom(genesis.encode()))
              .build());
    }

    @Override
    public void getAccount(GetAccountRequest request, StreamObserver<AccountState> client) {
      synchronized (FakeNode.this) {
        Mined head = blocks.getLast();
        AccountId asked = new AccountId(Hash.of(request.getAccount().toByteArray()));
        AccountRecord record =
            blocks.size() < 2 || !asked.equals(account)
                ? null
                : blocks.get(blocks.size() - 2).after();
        AccountState.Builder state =
            AccountState.newBuilder()
                .setExists(record != null)
                .setHeight(head.header().height() - 1);
        if (record != null) {
          state
              .setVaultVersion(record.vaultVersion())
              .addLanes(
                  Lane.newBuilder()
                      .setNextSequence(record.sequence())
                      .setNextPendingSequence(firstFree(now().sequence())))
              .addBalances(
                  Balance.newBuilder()
                      .setAmount(ByteString.copyFrom(record.feeBalance().bytes().copy())));
        }
        try {
          if (vault != null) {
            state.setVault(io.ghostchain.api.ledger.v1.Vault.parseFrom(vault.encode()));
          }
          if (request.getWithProof()) {
            state.setCertified(certified(head)).addProofs(proof(asked, record));
          }
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(e);
        }
        answer(client, state.build());
      }
    }

    /** Of the newest state, which the proofs are one block behind of. */
    private AccountRecord now() {
      AccountRecord newest = stateNow();
      return newest == null ? AccountRecord.NEW : newest;
    }

    private long firstFree(long from) {
      List<Long> taken = waitingSequences();
      long free = from;
      while (taken.contains(free)) {
        free++;
      }
      return free;
    }

    private CertifiedHeader certified(Mined head) throws InvalidProtocolBufferException {
      return CertifiedHeader.newBuilder()
          .setHeader(io.ghostchain.api.ledger.v1.Header.parseFrom(head.header().encode()))
          .setCertificate(
              io.ghostchain.api.ledger.v1.Certificate.parseFrom(head.certificate().encode()))
          .setValidators(
              io.ghostchain.api.ledger.v1.ValidatorSet.parseFrom(genesis.validatorSet().encode()))
          .build();
    }

    private io.ghostchain.api.ledger.v1.StateProof proof(
        AccountId asked, @Nullable AccountRecord record) throws InvalidProtocolBufferException {
      AccountRecord shown =
          record != null && lying
              ? record.withFeeBalance(record.feeBalance().plus(Amount.of(1)))
              : record;
      Bytes value = shown == null ? null : Bytes.of(shown.encode());
      return io.ghostchain.api.ledger.v1.StateProof.parseFrom(
          new StateProof(StateKey.account(asked).bytes(), value, List.of(), null).encode());
    }

    @Override
    public void listBalances(
        ListBalancesRequest request, StreamObserver<ListBalancesResponse> client) {
      answer(client, ListBalancesResponse.getDefaultInstance());
    }

    @Override
    public void estimateFee(
        EstimateFeeRequest request, StreamObserver<EstimateFeeResponse> client) {
      answer(
          client,
          EstimateFeeResponse.newBuilder()
              .setGas(1000)
              .setMaxFeePerGas(1)
              .setExpectedFee(ByteString.copyFrom(FEE.bytes().copy()))
              .build());
    }

    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitResponse> client) {
      synchronized (FakeNode.this) {
        try {
          Transaction transaction =
              Transaction.of(
                  Bytes.of(request.getTransaction().getBody().toByteArray()),
                  Bytes.of(request.getTransaction().getWitness().toByteArray()));
          Hash id = transaction.id(genesis.hash());
          submitted.add(id);
          if (intake == Intake.EXPIRED || intake == Intake.FULL) {
            boolean full = intake == Intake.FULL;
            client.onError(
                refusal(
                    full ? Status.Code.RESOURCE_EXHAUSTED : Status.Code.FAILED_PRECONDITION,
                    full ? "MEMPOOL_FULL" : "EXPIRED"));
            return;
          }
          if (!done.containsKey(id)) {
            waiting.put(id, transaction);
          }
          FakeNode.this.notifyAll();
          if (intake == Intake.TAKEN_WITH_A_FAULT) {
            client.onError(Status.INTERNAL.withDescription("broke off").asRuntimeException());
            return;
          }
          answer(client, SubmitResponse.newBuilder().setTxId(bytes(id)).build());
        } catch (DecodeException e) {
          throw new AssertionError(e);
        }
      }
    }

    private static StatusRuntimeException refusal(Status.Code code, String reason) {
      return StatusProto.toStatusRuntimeException(
          com.google.rpc.Status.newBuilder()
              .setCode(code.value())
              .addDetails(
                  Any.pack(
                      ErrorInfo.newBuilder().setReason(reason).setDomain("ghostchain").build()))
              .build());
    }

    @Override
    public void getTransaction(
        GetTransactionRequest request, StreamObserver<TransactionStatus> client) {
      synchronized (FakeNode.this) {
        answer(client, status(Hash.of(request.getTxId().toByteArray())));
      }
    }

    private TransactionStatus status(Hash id) {
      TransactionStatus.Builder status = TransactionStatus.newBuilder().setTxId(bytes(id));
      Done finished = done.get(id);
      if (finished != null) {
        boolean covered = finished.height() < height();
        return status
            .setStage(covered ? Stage.STAGE_PROVABLE : Stage.STAGE_FINAL)
            .setHeight(finished.height())
            .setReceipt(finished.receipt())
            .build();
      }
      return status
          .setStage(waiting.containsKey(id) ? Stage.STAGE_PENDING : Stage.STAGE_UNKNOWN)
          .build();
    }

    @Override
    public void streamBlocks(StreamBlocksRequest request, StreamObserver<BlockResponse> observer) {
      long[] next = {request.getFromHeight()};
      follow(
          observer,
          sent -> {
            if (next[0] > height()) {
              return null;
            }
            BlockResponse.Builder block = BlockResponse.newBuilder();
            block.getHeaderBuilder().setHeight(next[0]++);
            return block.build();
          },
          block -> false);
    }

    @Override
    public void streamEvents(StreamEventsRequest request, StreamObserver<EventBatch> observer) {
      long[] next = {
        request.hasAfter()
            ? request.getAfter().getHeight() + 1
            : Math.max(1, request.getFromHeight())
      };
      follow(
          observer,
          sent -> {
            if (next[0] > height()) {
              return null;
            }
            Mined block = blocks.get((int) next[0] - 1);
            return EventBatch.newBuilder()
                .setHeight(next[0])
                .setTime(block.header().time())
                .addAllEvents(block.events())
                .setCursor(Cursor.newBuilder().setHeight(next[0]++).setEvent(1000))
                .build();
          },
          batch -> false);
    }

    private <T> void follow(
        StreamObserver<T> observer,
        java.util.function.Function<@Nullable T, @Nullable T> next,
        java.util.function.Predicate<T> last) {
      ServerCallStreamObserver<T> client = (ServerCallStreamObserver<T>) observer;
      client.setOnCancelHandler(() -> {
        synchronized (FakeNode.this) {
          FakeNode.this.notifyAll();
        }
      });
      Thread.ofVirtual().start(() -> loop(client, next, last));
    }

    private <T> void loop(
        ServerCallStreamObserver<T> client,
        java.util.function.Function<@Nullable T, @Nullable T> next,
        java.util.function.Predicate<T> last) {
      @Nullable T sent = null;
      try {
        while (!client.isCancelled()) {
          T item;
          synchronized (FakeNode.this) {
            while ((item = next.apply(sent)) == null && !client.isCancelled()) {
              FakeNode.this.wait(1000);
            }
          }
          if (item == null) {
            return;
          }
          client.onNext(item);
          sent = item;
          if (last.test(item)) {
            client.onCompleted();
            return;
          }
        }
      } catch (InterruptedException | RuntimeException gone) {
        Thread.currentThread().interrupt();
      }
    }

    private <T> void answer(StreamObserver<T> client, T answer) {
      client.onNext(answer);
      client.onCompleted();
    }
  }
}
