package io.ghostchain.walletd.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.walletd.Changes;
import io.ghostchain.walletd.ManualClock;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletd.payment.NodeReasons;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WatchesTest {
  private static final Watches.Limits TWO = new Watches.Limits(2, 2, Duration.ofSeconds(30));

  private final Changes changes = new Changes();
  private final ManualClock clock = new ManualClock();
  private final Watches watches = new Watches(changes, TWO, clock::nanos);
  private final AtomicReference<String> state = new AtomicReference<>("one");

  @Test
  void aClientThatReadsSlowlySkipsWhatWasOvertaken() throws Exception {
    Client client = watch();
    assertEquals("one", client.take());
    client.ready = false;
    state.set("two");
    changes.happened();
    state.set("three");
    client.ready = true;
    changes.happened();
    // Whether the second was seen depends on when the thread looked; the third is always last.
    String next = client.take();
    assertEquals("three", next.equals("two") ? client.take() : next);
  }

  @Test
  void aClientThatDoesNotReadIsCutOffAndToldWhy() throws Exception {
    Client client = watch();
    assertEquals("one", client.take());
    client.ready = false;
    state.set("two");
    changes.happened();
    clock.advance(Duration.ofSeconds(31));
    changes.happened();
    StatusRuntimeException end = client.end();
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, end.getStatus().getCode());
    assertEquals("SLOW_CONSUMER", NodeReasons.of(end));
  }

  @Test
  void whenTheDaemonStopsAllEndAndMayBeRepeated() throws Exception {
    Client one = watch();
    Client two = watch();
    one.take();
    two.take();
    changes.close();
    for (Client client : List.of(one, two)) {
      StatusRuntimeException end = client.end();
      assertEquals(Status.Code.UNAVAILABLE, end.getStatus().getCode());
      assertEquals("STOPPING", NodeReasons.of(end));
    }
  }

  @Test
  void oneMoreThanIsAllowedIsRefusedUntilAnotherEnds() throws Exception {
    Client one = watch();
    one.take();
    watch().take();
    assertEquals("TOO_MANY_STREAMS", NodeReasons.of(watch().end()));
    one.cancel();
    while (watches.clients().openStreams() == 2) {
      Thread.onSpinWait();
    }
    assertEquals("one", watch().take());
  }

  @Test
  void aLookThatFailsForAnOutageIsMadeAgainAndAnotherFailureEnds() throws Exception {
    state.set("away");
    Client client = watch();
    state.set("back");
    changes.happened();
    assertEquals("back", client.take());
    state.set("broken");
    changes.happened();
    assertEquals("BROKEN", NodeReasons.of(client.end()));
  }

  private Client watch() {
    Client client = new Client();
    watches.start(
        client,
        () ->
            switch (state.get()) {
              case "away" -> throw Refusal.unreachable("away");
              case "broken" -> throw Refusal.state("BROKEN", "broken");
              default -> state.get();
            },
        last -> false,
        failed -> failed instanceof Refusal refusal && refusal.kind() == Refusal.Kind.UNREACHABLE);
    return client;
  }

  /** A client whose readiness the test decides. */
  private static final class Client extends ServerCallStreamObserver<String> {
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Throwable> end = new CompletableFuture<>();
    private volatile boolean ready = true;
    private volatile boolean cancelled;
    private volatile Runnable onCancel = () -> {};

    String take() throws InterruptedException {
      return Objects.requireNonNull(answers.poll(30, TimeUnit.SECONDS), "no answer within 30 s");
    }

    StatusRuntimeException end() throws Exception {
      return (StatusRuntimeException) end.get(30, TimeUnit.SECONDS);
    }

    void cancel() {
      cancelled = true;
      onCancel.run();
    }

    @Override
    public void onNext(String answer) {
      answers.add(answer);
    }

    @Override
    public void onError(Throwable thrown) {
      end.complete(thrown);
    }

    @Override
    public void onCompleted() {
      end.complete(new AssertionError("completed"));
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
      onCancel = handler;
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}
  }
}
