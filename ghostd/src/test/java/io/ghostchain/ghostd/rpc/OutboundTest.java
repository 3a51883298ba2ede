package io.ghostchain.ghostd.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OutboundTest {
  private final AtomicBoolean ready = new AtomicBoolean(true);
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final List<String> sent = new ArrayList<>();
  private final AtomicReference<Runnable> onReady = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> onCancel = new AtomicReference<>(() -> {});

  @Test
  void aClientThatDoesNotReadIsCutOffAndToldWhy() throws Exception {
    Outbound<String> out = new Outbound<>(new Client(), Duration.ofMillis(5));
    assertTrue(out.send("one"));
    ready.set(false);
    StatusRuntimeException end = assertThrows(StatusRuntimeException.class, () -> out.send("two"));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, end.getStatus().getCode());
    assertTrue(String.valueOf(end.getStatus().getDescription()).contains("did not read"));
    assertEquals(List.of("one"), sent);
  }

  @Test
  void aClientThatReadsInTimeGetsAll() throws Exception {
    Outbound<String> out = new Outbound<>(new Client(), Duration.ofMinutes(10));
    ready.set(false);
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              ready.set(true);
              onReady.get().run();
            });
    assertTrue(out.send("one"));
    reader.join();
    assertEquals(List.of("one"), sent);
  }

  @Test
  void aClientThatLeavesEndsTheWait() throws Exception {
    Outbound<String> out = new Outbound<>(new Client(), Duration.ofMinutes(10));
    ready.set(false);
    Thread leaver =
        Thread.ofVirtual()
            .start(() -> {
              cancelled.set(true);
              onCancel.get().run();
            });
    assertFalse(out.send("one"));
    leaver.join();
  }

  /** A client whose readiness the test decides. */
  private final class Client extends ServerCallStreamObserver<String> {
    @Override
    public void onNext(String message) {
      sent.add(message);
    }

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onCompleted() {}

    @Override
    public boolean isCancelled() {
      return cancelled.get();
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
      onCancel.set(handler);
    }

    @Override
    public boolean isReady() {
      return ready.get();
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
      onReady.set(handler);
    }

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
