package io.ghostchain.zquic.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.QuicClient;
import io.ghostchain.zquic.QuicConnection;
import io.ghostchain.zquic.tls.IdentitySource;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3Headers;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.ReferenceCountUtil;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What our server answers to requests that no gRPC client sends, sent with Netty's HTTP/3 codec: a
 * second implementation of QPACK and HTTP/3 on the other end.
 */
class MalformedRequestTest {
  private static final long PATIENCE_SECONDS = 20;
  private static final String UNARY = "/ghost.testing.v1.TestService/Unary";
  private static final Wire WIRE = new Wire();

  private static QuicClient client;
  private static GrpcH3Server server;

  @BeforeAll
  static void listen() {
    server = WIRE.server(builder -> builder.addService(new TestService()));
    client = QuicClient.builder().identity(IdentitySource.fixed(Wire.CLIENT)).build();
  }

  @AfterAll
  static void close() {
    client.close();
    WIRE.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "content-type,text/plain,415,13",
    "content-type,application/grpcweb,415,13",
    ":method,GET,405,13",
    ":path,no-slash,404,12",
    ":path,/ghost.testing.v1.TestService/Nope,200,12",
    ":path,/,200,12",
    "grpc-timeout,1x,200,13",
    "grpc-timeout,123456789n,200,13",
    "grpc-encoding,snappy,200,12",
    "x-bin,not base64!,200,13",
    // Well-formed, to know that the others fail for their own reasons.
    "content-type,application/grpc+proto,200,0",
    "grpc-timeout,20S,200,0",
  })
  void answersWithTheRightStatus(String field, String value, String http, String grpc)
      throws Exception {
    Answer answer = ask(headers -> headers.set(field, value), "0000000000");
    assertEquals(http, answer.httpStatus.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertEquals(grpc, answer.grpcStatus.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @ParameterizedTest
  @CsvSource({
    // A cut message, a bad flag, more than 4 MiB, compressed without an encoding, no protobuf.
    "0000000005aabb,13",
    "00000000000000000000,13",
    "0200000000,13",
    "00ffffffff,8",
    "0100000000,13",
    "00000000020aff,13"
  })
  void refusesMalformedMessages(String body, String grpc) throws Exception {
    Answer answer = ask(headers -> {}, body);
    assertEquals(grpc, answer.grpcStatus.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @ParameterizedTest
  @CsvSource({
    // SETTINGS, PUSH_PROMISE and HTTP/2's PRIORITY on a request stream, DATA first, a dynamic
    // table.
    "0400",
    "0500",
    "0200",
    "00050000000000",
    "0102ff80"
  })
  void closesConnectionsThatBreakHttp3(String bytes) throws Exception {
    QuicConnection connection = connect();
    connection
        .channel()
        .createStream(QuicStreamType.BIDIRECTIONAL, new ChannelInboundHandlerAdapter())
        .addListener(created ->
            ((QuicStreamChannel) created.getNow())
                .writeAndFlush(Unpooled.wrappedBuffer(HexFormat.of().parseHex(bytes))));
    assertTrue(connection.closed().get(PATIENCE_SECONDS, TimeUnit.SECONDS).code() != 0);
  }

  @Test
  void resetsRequestsWithoutAPath() throws Exception {
    Answer answer = ask(headers -> headers.remove(":scheme"), "0000000000");
    assertEquals(
        H3Exception.MESSAGE_ERROR, answer.reset.get(PATIENCE_SECONDS, TimeUnit.SECONDS).intValue());
  }

  private static QuicConnection connect() throws Exception {
    return client
        .connect(Wire.address(server), TrustPolicy.pinned(Wire.SERVER.id()))
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static Answer ask(Consumer<Http3Headers> change, String body) throws Exception {
    Answer answer = new Answer();
    QuicStreamChannel stream = connect().openStream(answer).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    // Netty's own validation would refuse to send what we want to send.
    Http3Headers headers = new DefaultHttp3Headers(false);
    headers
        .method("POST")
        .scheme("https")
        .authority("localhost")
        .path(UNARY)
        .set("te", "trailers")
        .set("content-type", "application/grpc");
    change.accept(headers);
    stream.write(new DefaultHttp3HeadersFrame(headers));
    stream
        .writeAndFlush(
            new DefaultHttp3DataFrame(Unpooled.wrappedBuffer(HexFormat.of().parseHex(body))))
        .addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
    return answer;
  }

  private static final class Answer extends ChannelInboundHandlerAdapter {
    final CompletableFuture<String> httpStatus = new CompletableFuture<>();
    final CompletableFuture<String> grpcStatus = new CompletableFuture<>();
    final CompletableFuture<Long> reset = new CompletableFuture<>();

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof Http3HeadersFrame frame) {
        if (frame.headers().status() != null) {
          httpStatus.complete(frame.headers().status().toString());
        }
        CharSequence status = frame.headers().get("grpc-status");
        if (status != null) {
          grpcStatus.complete(status.toString());
        }
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event == ChannelInputShutdownReadComplete.INSTANCE) {
        grpcStatus.completeExceptionally(new AssertionError("the stream ended"));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      if (cause instanceof QuicStreamResetException stream) {
        reset.complete(stream.applicationProtocolCode());
      }
      grpcStatus.completeExceptionally(cause);
      httpStatus.completeExceptionally(cause);
    }
  }
}
