package io.ghostchain.zquic.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.grpc.testing.StreamingRequest;
import io.ghostchain.zquic.grpc.testing.StreamingResponse;
import io.ghostchain.zquic.grpc.testing.TestServiceGrpc;
import io.ghostchain.zquic.grpc.testing.Total;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reader that stops stops its writer, and memory between them stays bounded. */
class BackPressureTest {
  private static final int MESSAGE_BYTES = 10_000;
  private static final int MESSAGES = 2_000;

  /** What may lie between writer and reader: QUIC's stream window (1 MiB) and our marks, in all. */
  private static final int BOUND_MESSAGES = 2 * 1024 * 1024 / MESSAGE_BYTES;

  private static final long PATIENCE_SECONDS = 30;

  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void aClientThatReadsSlowlyStopsTheServer() throws Exception {
    AtomicInteger written = new AtomicInteger();
    GrpcH3Channel channel =
        wire.channel(
            wire.server(
                new TestService() {
                  @Override
                  public void streamOut(
                      StreamingRequest request, StreamObserver<StreamingResponse> responses) {
                    var call = (ServerCallStreamObserver<StreamingResponse>) responses;
                    call.setOnReadyHandler(() -> writeWhileReady(call, written));
                  }
                }));
    AtomicInteger read = new AtomicInteger();
    CompletableFuture<Status> end = new CompletableFuture<>();
    ClientCall<StreamingRequest, StreamingResponse> call =
        channel.newCall(TestServiceGrpc.getStreamOutMethod(), CallOptions.DEFAULT);
    CompletableFuture<Void> first = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(StreamingResponse response) {
            read.incrementAndGet();
            first.complete(null);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(status);
          }
        },
        new Metadata());
    call.request(1);
    call.sendMessage(StreamingRequest.getDefaultInstance());
    call.halfClose();
    first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    int stalled = awaitStall(written);
    assertEquals(1, read.get());
    assertTrue(stalled < BOUND_MESSAGES, "the server wrote " + stalled + " messages ahead");
    call.request(MESSAGES);
    assertTrue(end.get(PATIENCE_SECONDS, TimeUnit.SECONDS).isOk());
    assertEquals(MESSAGES, read.get());
  }

  @Test
  void aServerThatReadsSlowlyStopsTheClient() throws Exception {
    CompletableFuture<ServerCallStreamObserver<Total>> reader = new CompletableFuture<>();
    AtomicInteger read = new AtomicInteger();
    GrpcH3Channel channel =
        wire.channel(
            wire.server(
                new TestService() {
                  @Override
                  public StreamObserver<StreamingRequest> streamIn(
                      StreamObserver<Total> responses) {
                    var call = (ServerCallStreamObserver<Total>) responses;
                    call.disableAutoRequest();
                    reader.complete(call);
                    StreamObserver<StreamingRequest> counting = super.streamIn(responses);
                    return new StreamObserver<>() {
                      @Override
                      public void onNext(StreamingRequest request) {
                        read.incrementAndGet();
                        counting.onNext(request);
                      }

                      @Override
                      public void onError(Throwable cause) {}

                      @Override
                      public void onCompleted() {
                        counting.onCompleted();
                      }
                    };
                  }
                }));
    AtomicInteger written = new AtomicInteger();
    CompletableFuture<Total> total = new CompletableFuture<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    TestServiceGrpc.newStub(channel)
        .streamIn(
            new ClientResponseObserver<StreamingRequest, Total>() {
              @Override
              public void beforeStart(ClientCallStreamObserver<StreamingRequest> requests) {
                StreamingRequest each =
                    StreamingRequest.newBuilder()
                        .setPayload(TestService.payload(MESSAGE_BYTES))
                        .build();
                requests.setOnReadyHandler(() -> {
                  while (requests.isReady() && written.get() < MESSAGES) {
                    requests.onNext(each);
                    if (written.incrementAndGet() == MESSAGES) {
                      requests.onCompleted();
                    }
                  }
                });
              }

              @Override
              public void onNext(Total value) {
                total.complete(value);
              }

              @Override
              public void onError(Throwable cause) {
                failure.set(cause);
                total.completeExceptionally(cause);
              }

              @Override
              public void onCompleted() {}
            });
    ServerCallStreamObserver<Total> call = reader.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    int stalled = awaitStall(written);
    assertEquals(0, read.get());
    assertTrue(stalled < BOUND_MESSAGES, "the client wrote " + stalled + " messages ahead");
    call.request(MESSAGES + 1);
    assertEquals(
        MESSAGES * MESSAGE_BYTES, total.get(PATIENCE_SECONDS, TimeUnit.SECONDS).getPayloadBytes());
  }

  private static void writeWhileReady(
      ServerCallStreamObserver<StreamingResponse> call, AtomicInteger written) {
    StreamingResponse each =
        StreamingResponse.newBuilder().setPayload(TestService.payload(MESSAGE_BYTES)).build();
    while (call.isReady() && written.get() < MESSAGES) {
      call.onNext(each);
      if (written.incrementAndGet() == MESSAGES) {
        call.onCompleted();
      }
    }
  }

  /** The count once it has not grown for a while. */
  private static int awaitStall(AtomicInteger count) throws Exception {
    CompletableFuture<Integer> stalled = new CompletableFuture<>();
    var executor = Executors.newSingleThreadScheduledExecutor();
    try {
      AtomicInteger before = new AtomicInteger(-1);
      AtomicInteger same = new AtomicInteger();
      executor.scheduleAtFixedRate(
          () -> {
            int now = count.get();
            if (now > 0 && now == before.getAndSet(now)) {
              if (same.incrementAndGet() == 5) {
                stalled.complete(now);
              }
            } else {
              same.set(0);
            }
          },
          0,
          100,
          TimeUnit.MILLISECONDS);
      return stalled.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      executor.shutdownNow();
    }
  }
}
