package io.ghostchain.walletd.rpc;

import io.ghostchain.walletd.Changes;
import io.ghostchain.walletd.Refusal;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls that answer at once and then whenever a look after a change shows something else.
 *
 * <p>Each has a virtual thread of its own, and holds no more than the newest answer: a client that
 * reads slowly skips what was overtaken, and one that does not read at all is cut off. When the
 * daemon stops all end with a status that clients may repeat the call after.
 */
final class Watches {
  /** Between two looks at whether the client is still there. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /**
   * What clients may have.
   *
   * @param perClient streams of one client
   * @param all streams of all clients
   * @param unread how long an answer waits for its client
   */
  record Limits(int perClient, int all, Duration unread) {
    static final Limits STANDARD = new Limits(64, 512, Duration.ofSeconds(30));
  }

  private final Changes changes;
  private final Limits limits;
  private final LongSupplier nanos;
  private final Clients clients;

  /**
   * None yet.
   *
   * @param nanos a clock that only goes forward
   */
  Watches(Changes changes, Limits limits, LongSupplier nanos) {
    this.changes = changes;
    this.limits = limits;
    this.nanos = nanos;
    this.clients = new Clients(limits.perClient(), limits.all());
  }

  /** Must see the calls before the service does. */
  Clients clients() {
    return clients;
  }

  /**
   * Begins one.
   *
   * @param isLast whether nothing comes after an answer
   * @param isOutage whether a look that failed is simply made again after the next change
   */
  <T> void start(
      StreamObserver<T> observer,
      Supplier<T> look,
      Predicate<T> isLast,
      Predicate<RuntimeException> isOutage) {
    String client = Clients.current();
    if (!clients.open(client)) {
      observer.onError(
          Errors.of(
              Refusal.exhausted(
                  "TOO_MANY_STREAMS",
                  "a client may hold "
                      + limits.perClient()
                      + " streams open, and all together "
                      + limits.all())));
      return;
    }
    ServerCallStreamObserver<T> answers = (ServerCallStreamObserver<T>) observer;
    // Without a handler a cancelled call would throw from onNext.
    answers.setOnCancelHandler(changes::happened);
    answers.setOnReadyHandler(changes::happened);
    Thread.ofVirtual()
        .name("watch")
        .start(() -> {
          try {
            run(answers, look, isLast, isOutage);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException refused) {
            if (!answers.isCancelled()) {
              answers.onError(Errors.of(refused));
            }
          } finally {
            clients.close(client);
          }
        });
  }

  private <T> void run(
      ServerCallStreamObserver<T> client,
      Supplier<T> look,
      Predicate<T> isLast,
      Predicate<RuntimeException> isOutage)
      throws InterruptedException {
    @Nullable T sent = null;
    long readAt = nanos.getAsLong();
    while (!client.isCancelled()) {
      long seen = changes.version();
      if (changes.isClosed()) {
        throw Refusal.stopping();
      }
      if (client.isReady()) {
        readAt = nanos.getAsLong();
        @Nullable T now = look(look, isOutage);
        if (now != null && !now.equals(sent)) {
          client.onNext(now);
          sent = now;
          if (isLast.test(now)) {
            client.onCompleted();
            return;
          }
        }
      } else if (nanos.getAsLong() - readAt > limits.unread().toNanos()) {
        throw Refusal.exhausted(
            "SLOW_CONSUMER",
            "the client did not read for " + limits.unread().toSeconds() + " s; watch again");
      }
      boolean _ = changes.await(seen, LOOK);
    }
  }

  private static <T> @Nullable T look(Supplier<T> look, Predicate<RuntimeException> isOutage) {
    try {
      return look.get();
    } catch (RuntimeException failed) {
      if (isOutage.test(failed)) {
        return null;
      }
      throw failed;
    }
  }
}
