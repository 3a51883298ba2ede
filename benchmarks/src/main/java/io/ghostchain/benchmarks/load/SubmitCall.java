package io.ghostchain.benchmarks.load;

import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.SubmitSummary;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** One client stream of transactions. One thread writes; any may wait for the summary. */
public final class SubmitCall {
  private final CompletableFuture<ClientCallStreamObserver<SubmitRequest>> stream =
      new CompletableFuture<>();
  private final CompletableFuture<SubmitSummary> summary = new CompletableFuture<>();
  private final Semaphore readiness = new Semaphore(0);

  /** Opens it. */
  public SubmitCall(Channel channel) {
    var _ = NodeServiceGrpc.newStub(channel).submitStream(new Answers());
  }

  /** Waits until the stream takes another without keeping it in memory, or is over. */
  public void awaitReady() throws InterruptedException {
    while (!stream.join().isReady() && !summary.isDone()) {
      readiness.acquire();
      readiness.drainPermits();
    }
  }

  /** Sends one. */
  public void send(SubmitRequest request) {
    stream.join().onNext(request);
  }

  /** Says that there are no more. */
  public void complete() {
    stream.join().onCompleted();
  }

  /** Gives up what is under way. */
  public void cancel(String why) {
    stream.join().cancel(why, null);
  }

  /** What the node says of them all, once it has looked at the last. */
  public CompletableFuture<SubmitSummary> summary() {
    return summary;
  }

  private final class Answers implements ClientResponseObserver<SubmitRequest, SubmitSummary> {
    @Override
    public void beforeStart(ClientCallStreamObserver<SubmitRequest> call) {
      call.setOnReadyHandler(readiness::release);
      stream.complete(call);
    }

    @Override
    public void onNext(SubmitSummary answer) {
      summary.complete(answer);
    }

    @Override
    public void onError(Throwable problem) {
      summary.completeExceptionally(problem);
      readiness.release();
    }

    @Override
    public void onCompleted() {
      readiness.release();
    }
  }
}
