package io.ghostchain.benchmarks.payments;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.BlockResponse;
import io.ghostchain.api.node.v1.GetStatusRequest;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.StreamBlocksRequest;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.SubmitSummary;
import io.ghostchain.benchmarks.load.ChainInfo;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * Sends transactions on one client stream as fast as the node takes them, and counts them in the
 * stream of final blocks.
 */
final class Load {
  /**
   * @param finalPerSecond from the first submission to the last final one
   * @param blocks that held one of them
   */
  record Result(double finalPerSecond, int blocks, double p50Millis, double p99Millis) {}

  private final ManagedChannel channel;
  private final List<SubmitRequest> requests;
  private final long[] sentNanos;
  private final Map<ByteString, Integer> positions = new HashMap<>();
  private final CompletableFuture<SubmitSummary> summary = new CompletableFuture<>();

  private Load(ManagedChannel channel, List<SubmitRequest> requests) {
    this.channel = channel;
    this.requests = requests;
    this.sentNanos = new long[requests.size()];
  }

  static Result run(ManagedChannel channel, List<SubmitRequest> requests) throws Exception {
    return new Load(channel, requests).run();
  }

  private Result run() throws Exception {
    var genesis = ChainInfo.of(channel).genesisHash();
    for (int i = 0; i < requests.size(); i++) {
      var body =
          io.ghostchain.protocol.Bytes.of(requests.get(i).getTransaction().getBody().toByteArray());
      var id = io.ghostchain.protocol.TransactionBody.id(genesis, body);
      positions.put(ByteString.copyFrom(id.bytes()), i);
    }
    var node = NodeServiceGrpc.newBlockingStub(channel);
    long next = node.getStatus(GetStatusRequest.getDefaultInstance()).getHeight() + 1;
    Histogram latency = new Histogram(600_000_000L, 3);
    Context.CancellableContext watching = Context.current().withCancellation();
    long started = System.nanoTime();
    send();
    int blocks = 0;
    int found = 0;
    long last = started;
    Context previous = watching.attach();
    try {
      var stream = node.streamBlocks(StreamBlocksRequest.newBuilder().setFromHeight(next).build());
      while (found < requests.size()) {
        if (summary.isDone() && summary.get().getRejected() > 0) {
          throw new IllegalStateException("the node refused some: " + summary.get());
        }
        BlockResponse block = stream.next();
        long now = System.nanoTime();
        int before = found;
        for (ByteString id : block.getTxIdsList()) {
          Integer position = positions.get(id);
          if (position != null) {
            found++;
            latency.recordValue((now - sentNanos[position]) / 1_000);
          }
        }
        if (found > before) {
          blocks++;
          last = now;
        }
      }
    } finally {
      watching.detach(previous);
      watching.cancel(null);
    }
    return new Result(
        requests.size() / ((last - started) / 1e9),
        blocks,
        latency.getValueAtPercentile(50) / 1e3,
        latency.getValueAtPercentile(99) / 1e3);
  }

  private void send() {
    NodeServiceGrpc.newStub(channel)
        .submitStream(
            new ClientResponseObserver<SubmitRequest, SubmitSummary>() {
              private int next;

              @Override
              public void beforeStart(ClientCallStreamObserver<SubmitRequest> call) {
                call.setOnReadyHandler(() -> {
                  while (call.isReady() && next < requests.size()) {
                    sentNanos[next] = System.nanoTime();
                    call.onNext(requests.get(next++));
                    if (next == requests.size()) {
                      call.onCompleted();
                    }
                  }
                });
              }

              @Override
              public void onNext(SubmitSummary answer) {
                summary.complete(answer);
              }

              @Override
              public void onError(Throwable problem) {
                summary.completeExceptionally(problem);
              }

              @Override
              public void onCompleted() {}
            });
  }
}
