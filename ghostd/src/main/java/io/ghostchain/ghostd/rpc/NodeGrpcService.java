package io.ghostchain.ghostd.rpc;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.AccountState;
import io.ghostchain.api.node.v1.AssetState;
import io.ghostchain.api.node.v1.BlockResponse;
import io.ghostchain.api.node.v1.EstimateFeeRequest;
import io.ghostchain.api.node.v1.EstimateFeeResponse;
import io.ghostchain.api.node.v1.EventBatch;
import io.ghostchain.api.node.v1.GetAccountRequest;
import io.ghostchain.api.node.v1.GetAssetRequest;
import io.ghostchain.api.node.v1.GetBlockRequest;
import io.ghostchain.api.node.v1.GetGenesisRequest;
import io.ghostchain.api.node.v1.GetGenesisResponse;
import io.ghostchain.api.node.v1.GetReceiptsRequest;
import io.ghostchain.api.node.v1.GetReceiptsResponse;
import io.ghostchain.api.node.v1.GetStateRequest;
import io.ghostchain.api.node.v1.GetStateResponse;
import io.ghostchain.api.node.v1.GetStatusRequest;
import io.ghostchain.api.node.v1.GetTransactionRequest;
import io.ghostchain.api.node.v1.GetValidatorsRequest;
import io.ghostchain.api.node.v1.GetValidatorsResponse;
import io.ghostchain.api.node.v1.ListBalancesRequest;
import io.ghostchain.api.node.v1.ListBalancesResponse;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.NodeStatus;
import io.ghostchain.api.node.v1.SimulateRequest;
import io.ghostchain.api.node.v1.SimulateResponse;
import io.ghostchain.api.node.v1.StreamBlocksRequest;
import io.ghostchain.api.node.v1.StreamEventsRequest;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.SubmitResponse;
import io.ghostchain.api.node.v1.SubmitSummary;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.ghostd.execution.Epochs;
import io.ghostchain.ghostd.node.ChainReader;
import io.ghostchain.ghostd.node.Intake;
import io.ghostchain.ghostd.node.LimitsConfig;
import io.ghostchain.ghostd.node.NodeCore;
import io.ghostchain.ghostd.node.Refused;
import io.ghostchain.ghostd.state.StateNotKeptException;
import io.ghostchain.ghostd.store.FinalBlock;
import io.ghostchain.zcrypto.Hash;
import io.grpc.ServerInterceptor;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Optional;

/** ghost.node.v1.NodeService over a running node. Calls run on virtual threads and may wait. */
public final class NodeGrpcService extends NodeServiceGrpc.NodeServiceImplBase {
  private final NodeCore node;
  private final Hash nodeId;
  private final String version;
  private final long startedNanos = System.nanoTime();
  private final Peers peers;
  private final Streams streams;
  private final AccountQueries accounts;
  private final TrialQueries trials;

  /**
   * A service.
   *
   * @param nodeId hash of the node's identity key
   * @param version of the software
   */
  public NodeGrpcService(NodeCore node, LimitsConfig limits, Hash nodeId, String version) {
    this.node = node;
    this.nodeId = nodeId;
    this.version = version;
    this.peers = new Peers(limits.streamsPerPeer(), limits.streams());
    this.streams = new Streams(node, peers);
    this.accounts = new AccountQueries(node);
    this.trials = new TrialQueries(node);
  }

  /** To be put in front of this service: it knows who calls. */
  public ServerInterceptor interceptor() {
    return peers;
  }

  /** Ends the streams with a status after which clients may come again: the node stops. */
  public void drain() {
    streams.drain();
  }

  /** Streams and watches that are open now. */
  public int openStreams() {
    return peers.openStreams();
  }

  @Override
  public void submit(SubmitRequest request, StreamObserver<SubmitResponse> observer) {
    answer(
        "Submit",
        observer,
        () -> {
          Hash id = begin(request, Peers.current(), Intake.Pressure.REFUSE).finish();
          return SubmitResponse.newBuilder().setTxId(Messages.bytes(id)).build();
        });
  }

  @Override
  public StreamObserver<SubmitRequest> submitStream(StreamObserver<SubmitSummary> observer) {
    return new SubmitStream(node.intake(), Peers.current(), observer);
  }

  @Override
  public void getTransaction(
      GetTransactionRequest request, StreamObserver<TransactionStatus> observer) {
    answer("GetTransaction", observer, () -> status(Requests.hash(request.getTxId(), "tx_id")));
  }

  @Override
  public void watchTransaction(
      GetTransactionRequest request, StreamObserver<TransactionStatus> observer) {
    begin(
        "WatchTransaction",
        observer,
        () -> streams.watch(Requests.hash(request.getTxId(), "tx_id"), observer, this::status));
  }

  @Override
  public void getAccount(GetAccountRequest request, StreamObserver<AccountState> observer) {
    answer("GetAccount", observer, () -> accounts.account(request));
  }

  @Override
  public void listBalances(
      ListBalancesRequest request, StreamObserver<ListBalancesResponse> observer) {
    answer("ListBalances", observer, () -> accounts.balances(request));
  }

  @Override
  public void getAsset(GetAssetRequest request, StreamObserver<AssetState> observer) {
    answer("GetAsset", observer, () -> accounts.asset(request));
  }

  @Override
  public void getState(GetStateRequest request, StreamObserver<GetStateResponse> observer) {
    answer("GetState", observer, () -> accounts.state(request));
  }

  @Override
  public void getBlock(GetBlockRequest request, StreamObserver<BlockResponse> observer) {
    answer(
        "GetBlock",
        observer,
        () -> {
          long height = height(request);
          boolean bodies = request.getWithTransactions() || request.getWithWitnesses();
          FinalBlock block =
              request.getWithWitnesses()
                  ? required(node.store().blockWithWitnesses(height), height)
                  : required(node.store().block(height), height);
          if (request.getWithWitnesses() && block.witnesses() == null) {
            throw Failures.of(RpcReason.WITNESSES_PRUNED, "block " + height);
          }
          return Messages.block(block, bodies);
        });
  }

  @Override
  public void getReceipts(
      GetReceiptsRequest request, StreamObserver<GetReceiptsResponse> observer) {
    answer(
        "GetReceipts",
        observer,
        () -> {
          var response = GetReceiptsResponse.newBuilder();
          required(node.store().block(request.getHeight()), request.getHeight())
              .receipts()
              .forEach(receipt -> response.addReceipts(Messages.of(receipt)));
          return response.build();
        });
  }

  @Override
  public void getValidators(
      GetValidatorsRequest request, StreamObserver<GetValidatorsResponse> observer) {
    answer(
        "GetValidators",
        observer,
        () -> {
          var validators = node.genesis().validatorSet();
          var epochs =
              new Epochs(node.genesis().parameters().epochBlocks(), validators, validators);
          long current = epochs.epochOf(Math.max(1, node.store().head().height()));
          long epoch = request.hasEpoch() ? request.getEpoch() : current;
          if (epoch < 0 || epoch > current + 1) {
            throw Failures.of(
                RpcReason.EPOCH_UNKNOWN, "expected at most " + (current + 1) + ", got " + epoch);
          }
          return GetValidatorsResponse.newBuilder()
              .setEpoch(epoch)
              .setValidators(Messages.of(validators))
              .build();
        });
  }

  @Override
  public void simulate(SimulateRequest request, StreamObserver<SimulateResponse> observer) {
    answer("Simulate", observer, () -> trials.simulate(request));
  }

  @Override
  public void estimateFee(
      EstimateFeeRequest request, StreamObserver<EstimateFeeResponse> observer) {
    answer("EstimateFee", observer, () -> trials.estimate(request));
  }

  @Override
  public void getStatus(GetStatusRequest request, StreamObserver<NodeStatus> observer) {
    answer(
        "GetStatus",
        observer,
        () -> {
          var head = node.store().head();
          long time =
              head.height() == 0
                  ? node.genesis().time()
                  : required(node.store().block(head.height()), head.height()).header().time();
          return NodeStatus.newBuilder()
              .setVersion(version)
              .setChainId(node.genesis().chainId())
              .setNetwork(node.genesis().network())
              .setGenesisHash(Messages.bytes(node.genesisHash()))
              .setHeight(head.height())
              .setHeadHash(Messages.bytes(head.hash()))
              .setHeadTime(time)
              .setProvableHeight(Math.max(0, head.height() - 1))
              .setMempoolTransactions(node.pool().size())
              .setMempoolBytes(node.pool().bytes())
              .setBaseFee(node.pool().terms(0).baseFee())
              .setNodeId(Messages.bytes(nodeId))
              .setUptimeMillis((System.nanoTime() - startedNanos) / 1_000_000)
              .setDevnet(node.genesis().devnet())
              .build();
        });
  }

  @Override
  public void getGenesis(GetGenesisRequest request, StreamObserver<GetGenesisResponse> observer) {
    answer(
        "GetGenesis",
        observer,
        () ->
            GetGenesisResponse.newBuilder()
                .setGenesis(ByteString.copyFrom(node.genesis().encode()))
                .build());
  }

  @Override
  public void streamBlocks(StreamBlocksRequest request, StreamObserver<BlockResponse> observer) {
    begin("StreamBlocks", observer, () -> streams.blocks(request, observer));
  }

  @Override
  public void streamEvents(StreamEventsRequest request, StreamObserver<EventBatch> observer) {
    begin("StreamEvents", observer, () -> streams.events(request, observer));
  }

  /** Makes the answer of a unary call. */
  private interface Answer<M> {
    M make() throws IOException, InterruptedException, Refused, StateNotKeptException;
  }

  private static <M> void answer(String method, StreamObserver<M> observer, Answer<M> answer) {
    M message;
    try {
      message = answer.make();
    } catch (IOException
        | InterruptedException
        | Refused
        | StateNotKeptException
        | RuntimeException e) {
      observer.onError(Failures.of(e, method));
      return;
    }
    observer.onNext(message);
    observer.onCompleted();
  }

  private static void begin(String method, StreamObserver<?> observer, Runnable stream) {
    try {
      stream.run();
    } catch (RuntimeException e) {
      observer.onError(Failures.of(e, method));
    }
  }

  private Intake.Admitted begin(SubmitRequest request, String peer, Intake.Pressure pressure)
      throws Refused, IOException, InterruptedException {
    var transaction = request.getTransaction();
    return node.intake()
        .begin(
            Requests.bytes(transaction.getBody()),
            Requests.bytes(transaction.getWitness()),
            peer,
            pressure);
  }

  private TransactionStatus status(Hash txId) throws IOException {
    var status = TransactionStatus.newBuilder().setTxId(Messages.bytes(txId));
    switch (node.reader().status(txId)) {
      case ChainReader.Status.Unknown() -> status.setStage(TransactionStatus.Stage.STAGE_UNKNOWN);
      case ChainReader.Status.Pending() -> status.setStage(TransactionStatus.Stage.STAGE_PENDING);
      case ChainReader.Status.Dropped(var reason) ->
          status.setStage(TransactionStatus.Stage.STAGE_DROPPED).setReason(reason.name());
      case ChainReader.Status.Included(
              var height,
              var index,
              var time,
              var receipt,
              var provable) ->
          status
              .setStage(
                  provable
                      ? TransactionStatus.Stage.STAGE_PROVABLE
                      : TransactionStatus.Stage.STAGE_FINAL)
              .setHeight(height)
              .setIndex(index)
              .setTime(time)
              .setReceipt(Messages.of(receipt));
    }
    return status.build();
  }

  private long height(GetBlockRequest request) throws IOException {
    return switch (request.getAtCase()) {
      case HEIGHT -> request.getHeight();
      case LATEST -> node.store().head().height();
      case HASH -> {
        Hash hash = Requests.hash(request.getHash(), "hash");
        Optional<Long> height = node.store().height(hash);
        yield height.orElseThrow(() -> Failures.of(RpcReason.BLOCK_UNKNOWN, "hash " + hash));
      }
      case AT_NOT_SET ->
          throw Failures.of(
              RpcReason.INVALID_REQUEST, "at: expected a height, a hash or latest, got nothing");
    };
  }

  private FinalBlock required(Optional<FinalBlock> block, long height) {
    return block.orElseThrow(() ->
        Failures.of(
            RpcReason.BLOCK_UNKNOWN,
            "expected a height from 1 to "
                + node.store().head().height()
                + ", got "
                + Long.toUnsignedString(height)));
  }
}
