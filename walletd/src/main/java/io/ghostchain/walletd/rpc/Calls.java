package io.ghostchain.walletd.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Calls with one answer. Those that answer at each change are {@link Watches}. */
final class Calls {
  private Calls() {}

  /** Answers once. */
  static <T> void answer(StreamObserver<T> client, Supplier<T> work) {
    // With a handler, an answer for a client that went away is dropped and does not throw.
    ((ServerCallStreamObserver<T>) client).setOnCancelHandler(() -> {});
    T answer;
    try {
      answer = work.get();
    } catch (RuntimeException refused) {
      client.onError(Errors.of(refused));
      return;
    }
    client.onNext(answer);
    client.onCompleted();
  }
}
