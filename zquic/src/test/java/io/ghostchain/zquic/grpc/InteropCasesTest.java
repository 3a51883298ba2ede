package io.ghostchain.zquic.grpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.grpc.testing.EchoStatus;
import io.ghostchain.zquic.grpc.testing.MissingServiceGrpc;
import io.ghostchain.zquic.grpc.testing.Nothing;
import io.ghostchain.zquic.grpc.testing.ResponseParameters;
import io.ghostchain.zquic.grpc.testing.SimpleRequest;
import io.ghostchain.zquic.grpc.testing.SimpleResponse;
import io.ghostchain.zquic.grpc.testing.StreamingRequest;
import io.ghostchain.zquic.grpc.testing.StreamingResponse;
import io.ghostchain.zquic.grpc.testing.TestServiceGrpc;
import io.ghostchain.zquic.grpc.testing.Total;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The behaviours of gRPC's public interoperability cases (grpc/grpc:
 * doc/interop-test-descriptions.md), each under its public name, between our channel and our server
 * with generated stubs.
 */
class InteropCasesTest {
  private static final Metadata.Key<String> INITIAL =
      Metadata.Key.of("x-grpc-test-echo-initial", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<byte[]> TRAILING =
      Metadata.Key.of("x-grpc-test-echo-trailing-bin", Metadata.BINARY_BYTE_MARSHALLER);
  private static final Wire WIRE = new Wire();

  private static GrpcH3Channel channel;

  @FunctionalInterface
  interface Case {
    void run() throws Exception;
  }

  @BeforeAll
  static void connect() {
    GrpcH3Server server =
        WIRE.server(builder -> builder.addService(new TestService()).intercept(new Echo()));
    channel = WIRE.channel(server);
  }

  @AfterAll
  static void close() {
    WIRE.close();
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        named("empty_unary", InteropCasesTest::emptyUnary),
        named("large_unary", InteropCasesTest::largeUnary),
        named("client_compressed_unary", InteropCasesTest::clientCompressedUnary),
        named("server_compressed_unary", InteropCasesTest::serverCompressedUnary),
        named("client_streaming", InteropCasesTest::clientStreaming),
        named("client_compressed_streaming", InteropCasesTest::clientCompressedStreaming),
        named("server_streaming", InteropCasesTest::serverStreaming),
        named("ping_pong", InteropCasesTest::pingPong),
        named("empty_stream", InteropCasesTest::emptyStream),
        named("custom_metadata", InteropCasesTest::customMetadata),
        named("status_code_and_message", InteropCasesTest::statusCodeAndMessage),
        named("special_status_message", InteropCasesTest::specialStatusMessage),
        named("unimplemented_method", InteropCasesTest::unimplementedMethod),
        named("unimplemented_service", InteropCasesTest::unimplementedService),
        named("cancel_after_begin", InteropCasesTest::cancelAfterBegin),
        named("cancel_after_first_response", InteropCasesTest::cancelAfterFirstResponse),
        named("timeout_on_sleeping_server", InteropCasesTest::timeoutOnSleepingServer));
  }

  private static Arguments named(String name, Case body) {
    return Arguments.of(name, body);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void behavesAsTheInteropDescriptionsSay(String name, Case body) throws Exception {
    body.run();
  }

  private static void emptyUnary() {
    assertEquals(
        Nothing.getDefaultInstance(),
        TestServiceGrpc.newBlockingStub(channel).empty(Nothing.getDefaultInstance()));
  }

  private static final SimpleRequest LARGE =
      SimpleRequest.newBuilder()
          .setResponseSize(314_159)
          .setPayload(TestService.payload(271_828))
          .build();

  private static void largeUnary() {
    SimpleResponse response = TestServiceGrpc.newBlockingStub(channel).unary(LARGE);
    assertEquals(314_159, response.getPayload().getBody().size());
  }

  private static void clientCompressedUnary() {
    SimpleResponse response =
        TestServiceGrpc.newBlockingStub(channel).withCompression("gzip").unary(LARGE);
    assertEquals(314_159, response.getPayload().getBody().size());
  }

  private static void serverCompressedUnary() {
    SimpleResponse response =
        TestServiceGrpc.newBlockingStub(channel)
            .unary(LARGE.toBuilder().setResponseCompressed(true).build());
    assertEquals(314_159, response.getPayload().getBody().size());
  }

  private static void clientStreaming() throws Exception {
    assertEquals(74_922, sendSizes(TestServiceGrpc.newStub(channel)).getPayloadBytes());
  }

  private static void clientCompressedStreaming() throws Exception {
    assertEquals(
        74_922,
        sendSizes(TestServiceGrpc.newStub(channel).withCompression("gzip")).getPayloadBytes());
  }

  private static Total sendSizes(TestServiceGrpc.TestServiceStub stub) throws Exception {
    Recorded<Total> totals = new Recorded<>();
    StreamObserver<StreamingRequest> requests = stub.streamIn(totals);
    for (int size : List.of(27_182, 8, 1_828, 45_904)) {
      requests.onNext(StreamingRequest.newBuilder().setPayload(TestService.payload(size)).build());
    }
    requests.onCompleted();
    totals.awaitEnd();
    return totals.values().getFirst();
  }

  private static void serverStreaming() throws Exception {
    Recorded<StreamingResponse> responses = new Recorded<>();
    StreamingRequest.Builder request = StreamingRequest.newBuilder();
    for (int size : List.of(31_415, 9, 2_653, 58_979)) {
      request.addResponseParameters(ResponseParameters.newBuilder().setSize(size));
    }
    TestServiceGrpc.newStub(channel).streamOut(request.build(), responses);
    responses.awaitEnd();
    assertEquals(
        List.of(31_415, 9, 2_653, 58_979),
        responses.values().stream().map(each -> each.getPayload().getBody().size()).toList());
  }

  private static void pingPong() throws Exception {
    Recorded<StreamingResponse> responses = new Recorded<>();
    StreamObserver<StreamingRequest> requests = TestServiceGrpc.newStub(channel).duplex(responses);
    List<Integer> sent = List.of(27_182, 8, 1_828, 45_904);
    List<Integer> asked = List.of(31_415, 9, 2_653, 58_979);
    for (int i = 0; i < sent.size(); i++) {
      requests.onNext(request(asked.get(i), sent.get(i)));
      assertEquals(asked.get(i), responses.awaitNext().getPayload().getBody().size());
    }
    requests.onCompleted();
    responses.awaitEnd();
    assertEquals(4, responses.values().size());
  }

  private static void emptyStream() throws Exception {
    Recorded<StreamingResponse> responses = new Recorded<>();
    TestServiceGrpc.newStub(channel).duplex(responses).onCompleted();
    responses.awaitEnd();
    assertEquals(List.of(), responses.values());
  }

  private static void customMetadata() throws Exception {
    Metadata sent = new Metadata();
    byte[] bytes = {(byte) 0xab, (byte) 0xab, (byte) 0xab, 0, -1};
    sent.put(INITIAL, "test_initial_metadata_value");
    sent.put(INITIAL, "another value");
    sent.put(TRAILING, bytes);
    AtomicReference<Metadata> head = new AtomicReference<>();
    AtomicReference<Metadata> trailers = new AtomicReference<>();
    TestServiceGrpc.newBlockingStub(channel)
        .withInterceptors(
            MetadataUtils.newAttachHeadersInterceptor(sent),
            MetadataUtils.newCaptureMetadataInterceptor(head, trailers))
        .unary(SimpleRequest.newBuilder().setResponseSize(1).build());
    assertEquals(
        List.of("test_initial_metadata_value", "another value"), copy(head.get().getAll(INITIAL)));
    assertArrayEquals(bytes, trailers.get().get(TRAILING));
  }

  private static List<String> copy(@Nullable Iterable<String> values) {
    List<String> all = new ArrayList<>();
    if (values != null) {
      values.forEach(all::add);
    }
    return all;
  }

  private static void statusCodeAndMessage() throws Exception {
    EchoStatus asked = EchoStatus.newBuilder().setCode(2).setMessage("test status message").build();
    StatusRuntimeException unary =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                TestServiceGrpc.newBlockingStub(channel)
                    .unary(SimpleRequest.newBuilder().setResponseStatus(asked).build()));
    assertEquals(Status.Code.UNKNOWN, unary.getStatus().getCode());
    assertEquals("test status message", unary.getStatus().getDescription());
    Recorded<StreamingResponse> responses = new Recorded<>();
    TestServiceGrpc.newStub(channel)
        .duplex(responses)
        .onNext(StreamingRequest.newBuilder().setResponseStatus(asked).build());
    Status status = responses.awaitFailure();
    assertEquals(Status.Code.UNKNOWN, status.getCode());
    assertEquals("test status message", status.getDescription());
  }

  private static void specialStatusMessage() {
    String message = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n%";
    StatusRuntimeException failed =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                TestServiceGrpc.newBlockingStub(channel)
                    .unary(
                        SimpleRequest.newBuilder()
                            .setResponseStatus(
                                EchoStatus.newBuilder().setCode(2).setMessage(message))
                            .build()));
    assertEquals(message, failed.getStatus().getDescription());
  }

  private static void unimplementedMethod() {
    StatusRuntimeException failed =
        assertThrows(
            StatusRuntimeException.class,
            () -> TestServiceGrpc.newBlockingStub(channel).missing(Nothing.getDefaultInstance()));
    assertEquals(Status.Code.UNIMPLEMENTED, failed.getStatus().getCode());
  }

  private static void unimplementedService() {
    StatusRuntimeException failed =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                MissingServiceGrpc.newBlockingStub(channel).missing(Nothing.getDefaultInstance()));
    assertEquals(Status.Code.UNIMPLEMENTED, failed.getStatus().getCode());
  }

  private static void cancelAfterBegin() throws Exception {
    Recorded<Total> totals = new Recorded<>();
    ClientCall<StreamingRequest, Total> call =
        channel.newCall(TestServiceGrpc.getStreamInMethod(), CallOptions.DEFAULT);
    ClientCalls.asyncClientStreamingCall(call, totals);
    call.cancel("the test wants it", null);
    assertEquals(Status.Code.CANCELLED, totals.awaitFailure().getCode());
  }

  private static void cancelAfterFirstResponse() throws Exception {
    Recorded<StreamingResponse> responses = new Recorded<>();
    ClientCall<StreamingRequest, StreamingResponse> call =
        channel.newCall(TestServiceGrpc.getDuplexMethod(), CallOptions.DEFAULT);
    StreamObserver<StreamingRequest> requests = ClientCalls.asyncBidiStreamingCall(call, responses);
    requests.onNext(request(31_415, 27_182));
    assertEquals(31_415, responses.awaitNext().getPayload().getBody().size());
    call.cancel("the test wants it", null);
    assertEquals(Status.Code.CANCELLED, responses.awaitFailure().getCode());
  }

  private static void timeoutOnSleepingServer() throws Exception {
    Recorded<StreamingResponse> responses = new Recorded<>();
    StreamObserver<StreamingRequest> requests =
        TestServiceGrpc.newStub(channel)
            .withDeadlineAfter(1, TimeUnit.MILLISECONDS)
            .duplex(responses);
    try {
      requests.onNext(request(0, 27_182));
    } catch (IllegalStateException e) {
      assertTrue(e.getMessage() != null, "the call may have ended already");
    }
    assertEquals(Status.Code.DEADLINE_EXCEEDED, responses.awaitFailure().getCode());
  }

  private static StreamingRequest request(int responseBytes, int payloadBytes) {
    StreamingRequest.Builder request =
        StreamingRequest.newBuilder().setPayload(TestService.payload(payloadBytes));
    if (responseBytes > 0) {
      request.addResponseParameters(ResponseParameters.newBuilder().setSize(responseBytes));
    }
    return request.build();
  }

  /** Sends back the metadata that the case asks to have echoed. */
  private static final class Echo implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata request, ServerCallHandler<Q, R> next) {
      return next.startCall(
          new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
            @Override
            public void sendHeaders(Metadata head) {
              Iterable<String> values = request.getAll(INITIAL);
              if (values != null) {
                values.forEach(value -> head.put(INITIAL, value));
              }
              super.sendHeaders(head);
            }

            @Override
            public void close(Status status, Metadata trailers) {
              byte[] value = request.get(TRAILING);
              if (value != null) {
                trailers.put(TRAILING, value);
              }
              super.close(status, trailers);
            }
          },
          request);
    }
  }
}
