package io.ghostchain.zquic.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.QuicConfig;
import io.ghostchain.zquic.grpc.testing.EchoStatus;
import io.ghostchain.zquic.grpc.testing.MissingServiceGrpc;
import io.ghostchain.zquic.grpc.testing.Nothing;
import io.ghostchain.zquic.grpc.testing.ResponseParameters;
import io.ghostchain.zquic.grpc.testing.SimpleRequest;
import io.ghostchain.zquic.grpc.testing.SimpleResponse;
import io.ghostchain.zquic.grpc.testing.StreamingRequest;
import io.ghostchain.zquic.grpc.testing.StreamingResponse;
import io.ghostchain.zquic.grpc.testing.TestServiceGrpc;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connecting, losing, finding again, sharing between servers, repeating, draining. */
class ChannelLifeTest {
  private static final long PATIENCE_SECONDS = 30;
  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void callsFailFastWhereNobodyListensAndWaitIfTheyAskTo() throws Exception {
    GrpcH3Server first = wire.server(new TestService());
    int port = first.getPort();
    InetSocketAddress address = Wire.address(first);
    stop(first);
    GrpcH3Channel channel = wire.channel(List.of(address), ChannelLifeTest::quick);
    StatusRuntimeException failed =
        assertThrows(StatusRuntimeException.class, () -> callEmpty(channel));
    assertEquals(Status.Code.UNAVAILABLE, failed.getStatus().getCode());
    Recorded<Nothing> waiting = new Recorded<>();
    TestServiceGrpc.newStub(channel)
        .withWaitForReady()
        .empty(Nothing.getDefaultInstance(), waiting);
    wire.server(port, builder -> builder.addService(new TestService()));
    waiting.awaitEnd();
    assertEquals(ConnectivityState.READY, channel.getState(false));
  }

  @Test
  void aServerThatDoesNotTrustUsIsUnavailableAndSaysWhy() {
    GrpcH3Server server = wire.server(new TestService());
    NodeIdentity stranger = NodeIdentity.generate();
    GrpcH3Channel channel = wire.channel(server, builder -> builder.identity(stranger));
    StatusRuntimeException failed =
        assertThrows(StatusRuntimeException.class, () -> callEmpty(channel));
    assertEquals(Status.Code.UNAVAILABLE, failed.getStatus().getCode());
    GrpcH3Channel careful =
        wire.channel(server, builder -> builder.trust(TrustPolicy.pinned(stranger.id())));
    failed = assertThrows(StatusRuntimeException.class, () -> callEmpty(careful));
    assertEquals(Status.Code.UNAVAILABLE, failed.getStatus().getCode());
    assertTrue(
        String.valueOf(failed.getStatus().getDescription()).contains(Wire.SERVER.id().toString()));
  }

  @Test
  void stateChangesAreTold() throws Exception {
    GrpcH3Channel channel = wire.channel(wire.server(new TestService()));
    assertEquals(ConnectivityState.IDLE, channel.getState(false));
    CountDownLatch left = new CountDownLatch(1);
    channel.notifyWhenStateChanged(ConnectivityState.IDLE, left::countDown);
    channel.getState(true);
    assertTrue(left.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    callEmpty(channel);
    assertEquals(ConnectivityState.READY, channel.getState(false));
    channel.enterIdle();
    assertEquals(ConnectivityState.IDLE, channel.getState(false));
    callEmpty(channel);
    CountDownLatch shut = new CountDownLatch(1);
    channel.notifyWhenStateChanged(ConnectivityState.READY, shut::countDown);
    channel.shutdown();
    assertTrue(shut.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertEquals(ConnectivityState.SHUTDOWN, channel.getState(false));
    assertTrue(channel.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS));
    StatusRuntimeException failed =
        assertThrows(StatusRuntimeException.class, () -> callEmpty(channel));
    assertEquals(Status.Code.UNAVAILABLE, failed.getStatus().getCode());
  }

  @Test
  void callsGoToEachServerInTurnAndAroundOneThatDied() throws Exception {
    Counting first = new Counting();
    Counting second = new Counting();
    GrpcH3Server dying = wire.server(first);
    GrpcH3Server staying = wire.server(second);
    GrpcH3Channel channel =
        wire.channel(List.of(Wire.address(dying), Wire.address(staying)), ChannelLifeTest::quick);
    await(() -> {
      callEmpty(channel);
      return first.calls.get() > 0 && second.calls.get() > 0;
    });
    int before = first.calls.get();
    for (int i = 0; i < 10; i++) {
      callEmpty(channel);
    }
    assertEquals(before + 5, first.calls.get());
    int port = dying.getPort();
    dying.shutdown();
    for (int i = 0; i < 10; i++) {
      callEmpty(channel);
    }
    assertTrue(dying.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertTrue(first.calls.get() <= before + 10, "a server that drains took calls");
    int drained = first.calls.get();
    for (int i = 0; i < 10; i++) {
      callEmpty(channel);
    }
    assertEquals(drained, first.calls.get());
    Counting again = new Counting();
    wire.server(port, builder -> builder.addService(again));
    await(() -> {
      callEmpty(channel);
      return again.calls.get() > 0;
    });
  }

  @Test
  void safeMethodsAreRepeatedAndOthersAreNot() {
    Failing service = new Failing();
    GrpcH3Server server = wire.server(service);
    GrpcH3Channel channel =
        wire.channel(
            server,
            builder ->
                builder.retry(
                    new RetryPolicy(
                        3,
                        Duration.ofMillis(1),
                        Duration.ofMillis(10),
                        2,
                        Set.of(Status.Code.UNAVAILABLE))));
    service.failures.set(2);
    TestServiceGrpc.newBlockingStub(channel).safeUnary(SimpleRequest.getDefaultInstance());
    assertEquals(3, service.calls.getAndSet(0));
    service.failures.set(3);
    assertThrows(
        StatusRuntimeException.class,
        () ->
            TestServiceGrpc.newBlockingStub(channel).safeUnary(SimpleRequest.getDefaultInstance()));
    assertEquals(3, service.calls.getAndSet(0));
    service.failures.set(1);
    assertThrows(
        StatusRuntimeException.class,
        () -> TestServiceGrpc.newBlockingStub(channel).unary(SimpleRequest.getDefaultInstance()));
    assertEquals(1, service.calls.get());
  }

  @Test
  void aServerThatDrainsFinishesItsCallsAndTakesNoMore() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CompletableFuture<Void> release = new CompletableFuture<>();
    GrpcH3Server server =
        wire.server(
            new TestService() {
              @Override
              public void empty(Nothing request, StreamObserver<Nothing> responses) {
                working.countDown();
                release.thenRun(() -> super.empty(request, responses));
              }
            });
    GrpcH3Channel channel = wire.channel(server, ChannelLifeTest::quick);
    Recorded<Nothing> inProgress = new Recorded<>();
    TestServiceGrpc.newStub(channel).empty(Nothing.getDefaultInstance(), inProgress);
    assertTrue(working.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    server.shutdown();
    awaitStateOtherThan(channel, ConnectivityState.READY);
    assertFalse(server.isTerminated());
    release.complete(null);
    inProgress.awaitEnd();
    assertTrue(server.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertThrows(StatusRuntimeException.class, () -> callEmpty(channel));
  }

  @Test
  void callsBeyondTheStreamLimitWaitTheirTurn() throws Exception {
    QuicConfig two = QuicConfig.defaults().with(new QuicConfig.Flow(8L << 20, 1L << 20, 2, 0));
    GrpcH3Server server = wire.server(builder -> builder.quic(two).addService(new TestService()));
    GrpcH3Channel channel = wire.channel(server);
    List<Recorded<Nothing>> calls = Stream.generate(Recorded<Nothing>::new).limit(50).toList();
    calls.forEach(
        call -> TestServiceGrpc.newStub(channel).empty(Nothing.getDefaultInstance(), call));
    for (Recorded<Nothing> call : calls) {
      call.awaitEnd();
    }
  }

  @Test
  void abandonedCallsGiveTheirStreamsBack() throws Exception {
    QuicConfig ten = QuicConfig.defaults().with(new QuicConfig.Flow(8L << 20, 1L << 20, 10, 0));
    CompletableFuture<Void> never = new CompletableFuture<>();
    GrpcH3Server server =
        wire.server(builder ->
            builder
                .quic(ten)
                .addService(
                    new TestService() {
                      @Override
                      public void safeUnary(
                          SimpleRequest request, StreamObserver<SimpleResponse> responses) {
                        never.thenRun(() -> super.safeUnary(request, responses));
                      }
                    }));
    GrpcH3Channel channel = wire.channel(server);
    callEmpty(channel);
    for (int i = 0; i < 40; i++) {
      // Cancelled while both sides are open.
      Recorded<StreamingResponse> open = new Recorded<>();
      ClientCall<StreamingRequest, StreamingResponse> call =
          channel.newCall(TestServiceGrpc.getDuplexMethod(), CallOptions.DEFAULT);
      ClientCalls.asyncBidiStreamingCall(call, open)
          .onNext(
              StreamingRequest.newBuilder()
                  .addResponseParameters(ResponseParameters.newBuilder().setSize(1))
                  .build());
      StreamingResponse _ = open.awaitNext();
      call.cancel("enough", null);
      assertEquals(Status.Code.CANCELLED, open.awaitFailure().getCode());
      // Given up after the last message, by a deadline.
      assertThrows(
          StatusRuntimeException.class,
          () ->
              TestServiceGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(20, TimeUnit.MILLISECONDS)
                  .safeUnary(SimpleRequest.getDefaultInstance()));
      // Ended by the server while the client still sends.
      Recorded<StreamingResponse> refused = new Recorded<>();
      TestServiceGrpc.newStub(channel)
          .duplex(refused)
          .onNext(
              StreamingRequest.newBuilder()
                  .setResponseStatus(EchoStatus.newBuilder().setCode(3))
                  .build());
      assertEquals(Status.Code.INVALID_ARGUMENT, refused.awaitFailure().getCode());
      // Never known there.
      ClientCall<Nothing, Nothing> missing =
          channel.newCall(
              MissingServiceGrpc.getMissingMethod().toBuilder()
                  .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                  .build(),
              CallOptions.DEFAULT);
      Recorded<Nothing> unknown = new Recorded<>();
      StreamObserver<Nothing> _ = ClientCalls.asyncBidiStreamingCall(missing, unknown);
      assertEquals(Status.Code.UNIMPLEMENTED, unknown.awaitFailure().getCode());
    }
    callEmpty(channel);
  }

  @Test
  void keepAliveOutlivesTheIdleTimeout() throws Exception {
    QuicConfig hasty =
        QuicConfig.defaults()
            .with(QuicConfig.defaults().timeouts().withIdle(Duration.ofSeconds(3)));
    GrpcH3Server server = wire.server(builder -> builder.quic(hasty).addService(new TestService()));
    GrpcH3Channel kept =
        wire.channel(
            server,
            builder ->
                builder.quic(hasty).keepAlive(Duration.ofMillis(200)).keepAliveWithoutCalls());
    GrpcH3Channel left = wire.channel(server, builder -> builder.quic(hasty));
    callEmpty(kept);
    callEmpty(left);
    awaitStateOtherThan(left, ConnectivityState.READY);
    assertEquals(ConnectivityState.READY, kept.getState(false));
  }

  @Test
  void shutdownNowEndsCallsInProgressOnEitherEnd() throws Exception {
    GrpcH3Server server = wire.server(new TestService());
    GrpcH3Channel channel = wire.channel(server, ChannelLifeTest::quick);
    Recorded<StreamingResponse> first = new Recorded<>();
    TestServiceGrpc.newStub(channel).duplex(first).onNext(StreamingRequest.getDefaultInstance());
    callEmpty(channel);
    channel.shutdownNow();
    assertEquals(Status.Code.UNAVAILABLE, first.awaitFailure().getCode());
    assertTrue(channel.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS));
    GrpcH3Channel other = wire.channel(server, ChannelLifeTest::quick);
    callEmpty(other);
    Recorded<StreamingResponse> second = new Recorded<>();
    TestServiceGrpc.newStub(other).duplex(second).onNext(StreamingRequest.getDefaultInstance());
    callEmpty(other);
    server.shutdownNow();
    assertEquals(Status.Code.UNAVAILABLE, second.awaitFailure().getCode());
    assertTrue(server.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private static void callEmpty(GrpcH3Channel channel) {
    Nothing _ =
        TestServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .empty(Nothing.getDefaultInstance());
  }

  private static GrpcH3ChannelBuilder quick(GrpcH3ChannelBuilder builder) {
    return builder.reconnectBackoff(Duration.ofMillis(20), Duration.ofMillis(100));
  }

  private static void stop(GrpcH3Server server) throws InterruptedException {
    server.shutdownNow();
    assertTrue(server.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private static void awaitStateOtherThan(GrpcH3Channel channel, ConnectivityState state)
      throws InterruptedException {
    CountDownLatch changed = new CountDownLatch(1);
    channel.notifyWhenStateChanged(state, changed::countDown);
    assertTrue(changed.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "the state did not change");
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "it did not come about");
    }
  }

  private static final class Counting extends TestService {
    final AtomicInteger calls = new AtomicInteger();

    @Override
    public void empty(Nothing request, StreamObserver<Nothing> responses) {
      calls.incrementAndGet();
      super.empty(request, responses);
    }
  }

  /** Fails as often as it is told, then serves. */
  private static final class Failing extends TestService {
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();

    @Override
    public void unary(SimpleRequest request, StreamObserver<SimpleResponse> responses) {
      calls.incrementAndGet();
      if (failures.getAndDecrement() > 0) {
        responses.onError(Status.UNAVAILABLE.asRuntimeException());
      } else {
        super.unary(request, responses);
      }
    }
  }
}
