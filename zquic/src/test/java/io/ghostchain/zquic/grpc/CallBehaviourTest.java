package io.ghostchain.zquic.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.ghostchain.zquic.grpc.testing.Nothing;
import io.ghostchain.zquic.grpc.testing.Payload;
import io.ghostchain.zquic.grpc.testing.SimpleRequest;
import io.ghostchain.zquic.grpc.testing.SimpleResponse;
import io.ghostchain.zquic.grpc.testing.StreamingRequest;
import io.ghostchain.zquic.grpc.testing.StreamingResponse;
import io.ghostchain.zquic.grpc.testing.TestServiceGrpc;
import io.ghostchain.zquic.tls.NodeId;
import io.grpc.CallCredentials;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadlines, cancellation, limits, metadata and interceptors, between our two ends. */
class CallBehaviourTest {
  private static final long PATIENCE_SECONDS = 20;

  private final Wire wire = new Wire();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void theServerSeesTheDeadlineAndItsContextIsCancelledWhenItPasses() throws Exception {
    CompletableFuture<Deadline> seen = new CompletableFuture<>();
    CountDownLatch cancelled = new CountDownLatch(1);
    GrpcH3Channel channel =
        wire.channel(
            wire.server(
                new TestService() {
                  @Override
                  public void empty(Nothing request, StreamObserver<Nothing> responses) {
                    Context.current().addListener(context -> cancelled.countDown(), Runnable::run);
                    seen.complete(Context.current().getDeadline());
                  }
                }));
    connect(channel);
    StatusRuntimeException failed =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                TestServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(300, TimeUnit.MILLISECONDS)
                    .empty(Nothing.getDefaultInstance()));
    assertEquals(Status.Code.DEADLINE_EXCEEDED, failed.getStatus().getCode());
    assertTrue(
        seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS).timeRemaining(TimeUnit.MILLISECONDS) <= 300);
    assertTrue(cancelled.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void aDeadlineAlreadyPassedFailsWithoutReachingTheServer() {
    GrpcH3Channel channel = wire.channel(wire.server(new TestService()));
    StatusRuntimeException failed =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                TestServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(-1, TimeUnit.SECONDS)
                    .empty(Nothing.getDefaultInstance()));
    assertEquals(Status.Code.DEADLINE_EXCEEDED, failed.getStatus().getCode());
  }

  @Test
  void cancellingAContextCancelsTheCallOnBothEnds() throws Exception {
    CountDownLatch cancelledThere = new CountDownLatch(1);
    CountDownLatch startedThere = new CountDownLatch(1);
    GrpcH3Channel channel =
        wire.channel(
            wire.server(
                new TestService() {
                  @Override
                  public StreamObserver<StreamingRequest> duplex(
                      StreamObserver<StreamingResponse> responses) {
                    Context.current()
                        .addListener(context -> cancelledThere.countDown(), Runnable::run);
                    startedThere.countDown();
                    return super.duplex(responses);
                  }
                }));
    Recorded<StreamingResponse> responses = new Recorded<>();
    Context.CancellableContext context = Context.current().withCancellation();
    StreamObserver<StreamingRequest> requests =
        context.call(() -> TestServiceGrpc.newStub(channel).duplex(responses));
    requests.onNext(StreamingRequest.getDefaultInstance());
    assertTrue(startedThere.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    context.cancel(null);
    assertEquals(Status.Code.CANCELLED, responses.awaitFailure().getCode());
    assertTrue(cancelledThere.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void aCallMadeInsideACallIsCancelledWithIt() throws Exception {
    CountDownLatch innerCancelled = new CountDownLatch(1);
    CountDownLatch innerStarted = new CountDownLatch(1);
    GrpcH3Server inner =
        wire.server(
            new TestService() {
              @Override
              public void empty(Nothing request, StreamObserver<Nothing> responses) {
                Context.current().addListener(context -> innerCancelled.countDown(), Runnable::run);
                innerStarted.countDown();
              }
            });
    GrpcH3Channel toInner = wire.channel(inner);
    GrpcH3Channel channel =
        wire.channel(
            wire.server(
                new TestService() {
                  @Override
                  public void empty(Nothing request, StreamObserver<Nothing> responses) {
                    TestServiceGrpc.newStub(toInner).empty(request, responses);
                  }
                }));
    Recorded<Nothing> outer = new Recorded<>();
    Context.CancellableContext context = Context.current().withCancellation();
    context.run(() -> TestServiceGrpc.newStub(channel).empty(Nothing.getDefaultInstance(), outer));
    assertTrue(innerStarted.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    context.cancel(null);
    assertTrue(innerCancelled.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertEquals(Status.Code.CANCELLED, outer.awaitFailure().getCode());
  }

  @Test
  void anExceptionOfAServiceIsUnknownAndItsTextStaysHome() {
    GrpcH3Channel channel =
        wire.channel(
            wire.server(
                new TestService() {
                  @Override
                  public void empty(Nothing request, StreamObserver<Nothing> responses) {
                    throw new IllegalStateException("the secret is 42");
                  }
                }));
    StatusRuntimeException failed =
        assertThrows(
            StatusRuntimeException.class,
            () -> TestServiceGrpc.newBlockingStub(channel).empty(Nothing.getDefaultInstance()));
    assertEquals(Status.Code.UNKNOWN, failed.getStatus().getCode());
    assertNull(failed.getStatus().getDescription());
  }

  @Test
  void messagesBeyondTheServersLimitAreResourceExhausted() {
    GrpcH3Channel channel =
        wire.channel(
            wire.server(
                builder -> builder.addService(new TestService()).maxInboundMessageSize(1000)));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, codeOf(channel, request(0, 1001), stub -> stub));
    assertEquals(Status.Code.OK, codeOf(channel, request(0, 900), stub -> stub));
  }

  @Test
  void messagesBeyondTheClientsLimitAreResourceExhausted() {
    GrpcH3Server server = wire.server(new TestService());
    GrpcH3Channel channel = wire.channel(server, builder -> builder.maxInboundMessageSize(1000));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, codeOf(channel, request(1001, 0), stub -> stub));
    assertEquals(
        Status.Code.OK,
        codeOf(channel, request(1001, 0), stub -> stub.withMaxInboundMessageSize(2000)));
    assertEquals(
        Status.Code.RESOURCE_EXHAUSTED,
        codeOf(channel, request(0, 1001), stub -> stub.withMaxOutboundMessageSize(1000)));
  }

  @Test
  void aCompressedMessageThatInflatesBeyondTheLimitIsResourceExhausted() {
    GrpcH3Server server = wire.server(new TestService());
    GrpcH3Channel channel = wire.channel(server);
    // Zeros compress a thousandfold: the bomb is a few KiB on the wire.
    SimpleRequest bomb = request(0, GrpcH3Server.DEFAULT_MESSAGE_BYTES + 1);
    assertEquals(
        Status.Code.RESOURCE_EXHAUSTED,
        codeOf(channel, bomb, stub -> stub.withCompression("gzip")));
    GrpcH3Channel careful = wire.channel(server, builder -> builder.maxInboundMessageSize(10_000));
    SimpleRequest compressed = request(20_000, 0).toBuilder().setResponseCompressed(true).build();
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, codeOf(careful, compressed, stub -> stub));
  }

  @Test
  void metadataBeyondTheLimitIsResourceExhaustedOnEitherEnd() {
    ServerInterceptor talkative =
        new ServerInterceptor() {
          @Override
          public <Q, R> ServerCall.Listener<Q> interceptCall(
              ServerCall<Q, R> call, Metadata head, ServerCallHandler<Q, R> next) {
            return next.startCall(
                new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
                  @Override
                  public void sendHeaders(Metadata answer) {
                    answer.put(key("x-long"), "a".repeat(9000));
                    super.sendHeaders(answer);
                  }
                },
                head);
          }
        };
    GrpcH3Server server = wire.server(new TestService());
    GrpcH3Server talker =
        wire.server(builder -> builder.addService(new TestService()).intercept(talkative));
    Metadata large = new Metadata();
    large.put(key("x-long"), "a".repeat(9000));
    assertEquals(
        Status.Code.RESOURCE_EXHAUSTED,
        codeOf(
            wire.channel(server),
            request(0, 0),
            stub -> stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(large))));
    assertEquals(
        Status.Code.RESOURCE_EXHAUSTED, codeOf(wire.channel(talker), request(0, 0), stub -> stub));
  }

  @Test
  void theServerKnowsWhoCallsAndFromWhere() throws Exception {
    CompletableFuture<NodeId> peer = new CompletableFuture<>();
    CompletableFuture<String> from = new CompletableFuture<>();
    ServerInterceptor asking =
        new ServerInterceptor() {
          @Override
          public <Q, R> ServerCall.Listener<Q> interceptCall(
              ServerCall<Q, R> call, Metadata head, ServerCallHandler<Q, R> next) {
            InetSocketAddress address =
                (InetSocketAddress) call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
            from.complete(address == null ? "" : address.getHostString());
            return next.startCall(call, head);
          }
        };
    GrpcH3Channel channel =
        wire.channel(
            wire.server(builder ->
                builder
                    .addService(
                        new TestService() {
                          @Override
                          public void empty(Nothing request, StreamObserver<Nothing> responses) {
                            peer.complete(GrpcH3Server.PEER.get());
                            super.empty(request, responses);
                          }
                        })
                    .intercept(asking)));
    TestServiceGrpc.newBlockingStub(channel).empty(Nothing.getDefaultInstance());
    assertEquals(Wire.CLIENT.id(), peer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertEquals("127.0.0.1", from.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void theInterceptorAddedLastSeesACallFirst() {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    GrpcH3Server server =
        wire.server(builder ->
            builder
                .addService(new TestService())
                .intercept(new NamedServerInterceptor("server 1", order))
                .intercept(new NamedServerInterceptor("server 2", order)));
    GrpcH3Channel channel =
        wire.channel(
            server,
            builder ->
                builder.intercept(
                    new NamedClientInterceptor("client 1", order),
                    new NamedClientInterceptor("client 2", order)));
    TestServiceGrpc.newBlockingStub(channel).empty(Nothing.getDefaultInstance());
    assertEquals(List.of("client 2", "client 1", "server 2", "server 1"), order);
  }

  @Test
  void callCredentialsAddMetadata() throws Exception {
    CompletableFuture<String> token = new CompletableFuture<>();
    ServerInterceptor asking =
        new ServerInterceptor() {
          @Override
          public <Q, R> ServerCall.Listener<Q> interceptCall(
              ServerCall<Q, R> call, Metadata head, ServerCallHandler<Q, R> next) {
            token.complete(head.get(key("authorization")));
            return next.startCall(call, head);
          }
        };
    GrpcH3Channel channel =
        wire.channel(
            wire.server(builder -> builder.addService(new TestService()).intercept(asking)));
    TestServiceGrpc.newBlockingStub(channel)
        .withCallCredentials(
            new CallCredentials() {
              @Override
              public void applyRequestMetadata(
                  RequestInfo info, Executor executor, MetadataApplier applier) {
                executor.execute(() -> {
                  Metadata metadata = new Metadata();
                  metadata.put(key("authorization"), "Bearer of " + info.getAuthority());
                  applier.apply(metadata);
                });
              }
            })
        .unary(request(1, 1));
    assertEquals("Bearer of " + channel.authority(), token.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aThousandCallsAtOnceAreAllAnswered(boolean direct) throws Exception {
    GrpcH3Server server =
        wire.server(
            builder -> (direct ? builder.directExecutor() : builder).addService(new TestService()));
    GrpcH3Channel channel =
        wire.channel(server, builder -> direct ? builder.directExecutor() : builder);
    BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    for (int i = 1; i <= 1000; i++) {
      TestServiceGrpc.newStub(channel)
          .unary(
              request(i, i),
              new StreamObserver<>() {
                @Override
                public void onNext(SimpleResponse response) {
                  sizes.add(response.getPayload().getBody().size());
                }

                @Override
                public void onError(Throwable cause) {
                  failure.set(cause);
                  sizes.add(0);
                }

                @Override
                public void onCompleted() {}
              });
    }
    long total = 0;
    for (int i = 1; i <= 1000; i++) {
      Integer size = sizes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertTrue(size != null, "answers missing from the " + i + "th on");
      total += size;
    }
    assertNull(failure.get());
    assertEquals(500_500, total);
  }

  @Test
  void unaryMessagesOfMegabytesPassBothWays() {
    GrpcH3Channel channel = wire.channel(wire.server(new TestService()));
    for (int i = 0; i < 3; i++) {
      assertEquals(Status.Code.OK, codeOf(channel, request(2_000_000, 2_000_000), stub -> stub));
    }
  }

  @Test
  void callsBeyondTheServersLimitAreRefusedAndRepeatedOnce() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch working = new CountDownLatch(2);
    GrpcH3Server server =
        wire.server(builder ->
            builder
                .maxConcurrentCallsPerConnection(2)
                .addService(
                    new TestService() {
                      @Override
                      public void empty(Nothing request, StreamObserver<Nothing> responses) {
                        working.countDown();
                        awaitQuietly(release);
                        super.empty(request, responses);
                      }
                    }));
    GrpcH3Channel channel = wire.channel(server);
    Recorded<Nothing> first = new Recorded<>();
    Recorded<Nothing> second = new Recorded<>();
    TestServiceGrpc.newStub(channel).empty(Nothing.getDefaultInstance(), first);
    TestServiceGrpc.newStub(channel).empty(Nothing.getDefaultInstance(), second);
    assertTrue(working.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    Recorded<Nothing> third = new Recorded<>();
    TestServiceGrpc.newStub(channel).empty(Nothing.getDefaultInstance(), third);
    assertEquals(Status.Code.UNAVAILABLE, third.awaitFailure().getCode());
    release.countDown();
    first.awaitEnd();
    second.awaitEnd();
  }

  @Test
  void workOfCancelledCallsCountsUntilTheServiceLetsGo() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch working = new CountDownLatch(1);
    GrpcH3Server server =
        wire.server(builder ->
            builder
                .maxConcurrentCallsPerConnection(1)
                .addService(
                    new TestService() {
                      @Override
                      public void empty(Nothing request, StreamObserver<Nothing> responses) {
                        working.countDown();
                        awaitQuietly(release);
                        super.empty(request, responses);
                      }
                    }));
    GrpcH3Channel channel = wire.channel(server);
    ClientCall<Nothing, Nothing> call =
        channel.newCall(TestServiceGrpc.getEmptyMethod(), CallOptions.DEFAULT);
    Recorded<Nothing> first = new Recorded<>();
    ClientCalls.asyncUnaryCall(call, Nothing.getDefaultInstance(), first);
    assertTrue(working.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    call.cancel("a rapid reset", null);
    assertEquals(Status.Code.CANCELLED, first.awaitFailure().getCode());
    // The stream is gone, the work is not: a flood of resets gets nothing more done.
    assertEquals(Status.Code.UNAVAILABLE, codeOf(channel, request(0, 0), stub -> stub));
    release.countDown();
    Status.Code code = Status.Code.UNAVAILABLE;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (code != Status.Code.OK && System.nanoTime() < end) {
      code = codeOf(channel, request(0, 0), stub -> stub);
    }
    assertEquals(Status.Code.OK, code);
  }

  @Test
  void theServiceIsToldOnceThatACallCompleted() throws Exception {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    ServerInterceptor listening =
        new ServerInterceptor() {
          @Override
          public <Q, R> ServerCall.Listener<Q> interceptCall(
              ServerCall<Q, R> call, Metadata head, ServerCallHandler<Q, R> next) {
            return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(
                next.startCall(call, head)) {
              @Override
              public void onComplete() {
                told.add("complete");
              }

              @Override
              public void onCancel() {
                told.add("cancel");
              }
            };
          }
        };
    GrpcH3Channel channel =
        wire.channel(
            wire.server(builder -> builder.addService(new TestService()).intercept(listening)));
    assertEquals(Status.Code.OK, codeOf(channel, request(10, 10), stub -> stub));
    assertEquals("complete", told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertFalse(told.contains("cancel"));
  }

  /** Connects, so that no handshake takes from a short deadline. */
  private static void connect(GrpcH3Channel channel) {
    assertEquals(Status.Code.OK, codeOf(channel, request(0, 0), stub -> stub));
  }

  static Status.Code codeOf(
      GrpcH3Channel channel,
      SimpleRequest request,
      UnaryOperator<TestServiceGrpc.TestServiceBlockingStub> with) {
    try {
      with.apply(TestServiceGrpc.newBlockingStub(channel)).unary(request);
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  static SimpleRequest request(int responseBytes, int payloadBytes) {
    return SimpleRequest.newBuilder()
        .setResponseSize(responseBytes)
        .setPayload(
            Payload.newBuilder().setBody(ByteString.copyFrom(new byte[payloadBytes])).build())
        .build();
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the test did not go on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record NamedServerInterceptor(String name, List<String> order)
      implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata head, ServerCallHandler<Q, R> next) {
      order.add(name);
      return next.startCall(call, head);
    }
  }

  private record NamedClientInterceptor(String name, List<String> order)
      implements ClientInterceptor {
    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
        MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
      order.add(name);
      return next.newCall(method, options);
    }
  }
}
