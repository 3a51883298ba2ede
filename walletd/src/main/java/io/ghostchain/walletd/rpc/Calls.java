package io.ghostchain.walletd.rpc;

import io.ghostchain.walletd.Changes;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The two shapes of calls: one answer, or an answer at each change. */
final class Calls {
  /** Between two looks at whether the client is still there. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private Calls() {}

  /** Answers once. */
  static <T> void answer(StreamObserver<T> client, Supplier<T> work) {
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

  /**
   * Answers at once and whenever a look after a change shows something else, on a thread of its
   * own, until the client goes or {@code isLast}.
   *
   * @param outage what to do when a look fails: true to wait for the next change, false to end
   */
  static <T> void watch(
      StreamObserver<T> observer,
      Changes changes,
      Supplier<T> look,
      Function<T, Boolean> isLast,
      Function<RuntimeException, Boolean> outage) {
    ServerCallStreamObserver<T> client = (ServerCallStreamObserver<T>) observer;
    // Without a handler a cancelled call would throw from onNext.
    client.setOnCancelHandler(changes::happened);
    Thread.ofVirtual()
        .name("watch")
        .start(() -> {
          try {
            loop(client, changes, look, isLast, outage);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException refused) {
            if (!client.isCancelled()) {
              client.onError(Errors.of(refused));
            }
          }
        });
  }

  private static <T> void loop(
      ServerCallStreamObserver<T> client,
      Changes changes,
      Supplier<T> look,
      Function<T, Boolean> isLast,
      Function<RuntimeException, Boolean> outage)
      throws InterruptedException {
    @Nullable T sent = null;
    while (!client.isCancelled()) {
      long seen = changes.version();
      try {
        T now = look.get();
        if (!now.equals(sent) && client.isReady()) {
          client.onNext(now);
          sent = now;
          if (isLast.apply(now)) {
            client.onCompleted();
            return;
          }
        }
      } catch (RuntimeException failed) {
        if (!outage.apply(failed)) {
          throw failed;
        }
      }
      changes.await(seen, LOOK);
    }
  }
}
