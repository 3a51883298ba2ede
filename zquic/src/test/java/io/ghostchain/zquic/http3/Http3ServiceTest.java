package io.ghostchain.zquic.http3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.Await;
import io.ghostchain.zquic.ConnectionEnd;
import io.ghostchain.zquic.Nodes;
import io.ghostchain.zquic.QuicClient;
import io.ghostchain.zquic.QuicConfig;
import io.ghostchain.zquic.QuicConnection;
import io.ghostchain.zquic.QuicServer;
import io.ghostchain.zquic.http3.Http3Client.Reply;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests and responses, kind and unkind. */
@Timeout(60)
final class Http3ServiceTest {
  private static final QuicConfig.Http3 LIMITS =
      new QuicConfig.Http3(16 << 10, 1 << 20, 200, Duration.ofMillis(500), Duration.ofSeconds(10));
  private static final QuicConfig.Http3 IMPATIENT =
      new QuicConfig.Http3(16 << 10, 1 << 20, 200, Duration.ofMillis(300), Duration.ofMillis(300));
  private static final Http3Handler HELLO = request -> Http3Response.text(200, "hello\n");

  private static QuicServer serve(Http3Service service, QuicConfig.Http3 limits)
      throws IOException {
    return Nodes.aliceForBob().config(QuicConfig.defaults().with(limits)).http3(service).start();
  }

  private static QuicServer serve(Http3Handler handler) throws IOException {
    return serve(new Http3Service(handler, LIMITS), LIMITS);
  }

  private static Http3Client client(QuicClient client, QuicServer server) throws Exception {
    return new Http3Client(Nodes.connect(client, server), LIMITS);
  }

  private static String text(Reply reply) throws IOException {
    return new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void requestArrivesAsItWasSentAndSoDoesTheAnswer() throws Exception {
    Http3Handler handler =
        request ->
            new Http3Response(
                201,
                List.of(new Field("x-answer", request.header("x-question").orElse("none"))),
                out ->
                    out.write(
                        (request.method()
                                + " "
                                + request.path()
                                + " by "
                                + request.connection().peer().orElseThrow())
                            .getBytes(StandardCharsets.UTF_8)));
    try (QuicServer server = serve(handler);
        QuicClient client = Nodes.bob().build()) {
      Reply reply =
          client(client, server)
              .send("PUT", "/a?b=c", List.of(new Field("x-question", "why")), out -> {});
      assertEquals(201, reply.status());
      assertEquals("why", reply.header("x-answer").orElseThrow());
      assertEquals("PUT /a?b=c by " + Nodes.BOB.id(), text(reply));
    }
  }

  @Test
  void longBodiesStreamBothWays() throws Exception {
    byte[] megabyte = new byte[1 << 20];
    new Random(3).nextBytes(megabyte);
    Http3Handler mirror =
        request ->
            Http3Response.streamed(
                200, "application/octet-stream", out -> request.body().transferTo(out));
    try (QuicServer server = serve(mirror);
        QuicClient client = Nodes.bob().build()) {
      Reply reply = client(client, server).send("POST", "/", List.of(), out -> out.write(megabyte));
      assertArrayEquals(megabyte, reply.body().readAllBytes());
    }
  }

  @Test
  void bodyBeyondTheLimitIsAnswered413() throws Exception {
    Http3Handler count =
        request -> Http3Response.text(200, "" + request.body().readAllBytes().length);
    try (QuicServer server = serve(count);
        QuicClient client = Nodes.bob().build()) {
      Reply reply =
          client(client, server)
              .send("POST", "/", List.of(), out -> out.write(new byte[(1 << 20) + 1]));
      assertEquals(413, reply.status());
      assertTrue(text(reply).contains("at most 1048576 bytes"));
    }
  }

  @Test
  void senderThatStallsIsAnswered408() throws Exception {
    Http3Handler count =
        request -> Http3Response.text(200, "" + request.body().readAllBytes().length);
    try (QuicServer server = serve(new Http3Service(count, IMPATIENT), IMPATIENT);
        QuicClient client = Nodes.bob().build()) {
      CountDownLatch answered = new CountDownLatch(1);
      Reply reply =
          client(client, server)
              .send(
                  "POST",
                  "/",
                  List.of(),
                  out -> {
                    out.write(1);
                    await(answered, 1);
                  });
      assertEquals(408, reply.status());
    }
  }

  @Test
  void readerThatStallsLosesItsResponseAndTheHandlerEnds() throws Exception {
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    Http3Handler endless =
        request ->
            Http3Response.streamed(
                200,
                "application/octet-stream",
                out -> {
                  try {
                    while (true) {
                      out.write(new byte[1 << 16]);
                    }
                  } catch (IOException e) {
                    failed.complete(e);
                    throw e;
                  }
                });
    try (QuicServer server = serve(new Http3Service(endless, IMPATIENT), IMPATIENT);
        QuicClient client = Nodes.bob().build();
        Reply reply = client(client, server).get("/")) {
      assertEquals(200, reply.status());
      assertTrue(Await.result(failed) instanceof StalledException);
    }
  }

  @Test
  void handlerThatFailsBecomesA500WithoutItsReason() throws Exception {
    Http3Handler broken =
        request -> {
          throw new IllegalStateException("the secret is 42");
        };
    try (QuicServer server = serve(broken);
        QuicClient client = Nodes.bob().build()) {
      Reply reply = client(client, server).get("/");
      assertEquals(500, reply.status());
      assertEquals("internal error\n", text(reply));
    }
  }

  @Test
  void headRequestGetsNoBody() throws Exception {
    try (QuicServer server = serve(HELLO);
        QuicClient client = Nodes.bob().build()) {
      Reply reply = client(client, server).send("HEAD", "/", List.of(), out -> {});
      assertEquals("6", reply.header("content-length").orElseThrow());
      assertEquals("", text(reply));
    }
  }

  @Test
  void tooMuchWorkIsAnswered503() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    Http3Handler slow =
        request -> {
          begun.countDown();
          await(go, 20);
          return Http3Response.text(200, "done");
        };
    try (QuicServer server = serve(new Http3Service(slow, LIMITS, 2), LIMITS);
        QuicClient client = Nodes.bob().build()) {
      Http3Client http = client(client, server);
      List<CompletableFuture<Integer>> first = List.of(status(http), status(http));
      await(begun, 20);
      assertEquals(503, http.get("/").status());
      go.countDown();
      for (CompletableFuture<Integer> each : first) {
        assertEquals(200, Await.result(each));
      }
    }
  }

  /**
   * CVE-2023-44487: abandoned requests are counted as long as they cost, and end the connection.
   */
  @Test
  void floodOfAbandonedRequestsEndsTheConnection() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Http3Handler slow =
        request -> {
          if (request.path().equals("/")) {
            await(go, 20);
          }
          return Http3Response.text(200, "done");
        };
    var service = new Http3Service(slow, LIMITS, 100);
    try (QuicServer server = serve(service, LIMITS);
        QuicClient client = Nodes.bob().build()) {
      QuicConnection connection = Nodes.connect(client, server);
      for (int i = 0; i < 1_000 && connection.isUsable(); i++) {
        abandon(connection);
      }
      ConnectionEnd end = Await.result(connection.closed());
      assertEquals(ConnectionEnd.Cause.CLOSED_BY_PEER, end.cause(), end.detail());
      assertEquals(Http3ErrorCode.H3_EXCESSIVE_LOAD.code(), end.code());
      assertTrue(service.working() <= 100, "at work: " + service.working());
      assertEquals("still serving", another(server));
      go.countDown();
    }
  }

  @Test
  void requestWithoutItsHeadersInTimeIsReset() throws Exception {
    try (QuicServer server = serve(HELLO);
        QuicClient client = Nodes.bob().build()) {
      QuicConnection connection = Nodes.connect(client, server);
      QuicStreamChannel half = HalfRequest.open(connection);
      assertTrue(half.closeFuture().await(10, TimeUnit.SECONDS));
      assertEquals("hello\n", text(new Http3Client(connection, LIMITS).get("/")));
    }
  }

  @Test
  void closingServerLetsRequestsInProgressEndAndTakesNoMore() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Http3Handler slow =
        request -> {
          begun.countDown();
          await(go, 20);
          return Http3Response.text(200, "finished");
        };
    try (QuicServer server = serve(slow);
        QuicClient client = Nodes.bob().build()) {
      QuicConnection connection = Nodes.connect(client, server);
      Http3Client http = new Http3Client(connection, LIMITS);
      CompletableFuture<String> inProgress =
          CompletableFuture.supplyAsync(() -> unchecked(() -> text(http.get("/"))));
      await(begun, 20);
      CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);

      Await.result(connection.goingAway());
      assertThrows(IOException.class, () -> http.get("/late"));
      go.countDown();

      assertEquals("finished", Await.result(inProgress));
      ConnectionEnd end = Await.result(connection.closed());
      assertEquals(ConnectionEnd.Cause.CLOSED_BY_PEER, end.cause(), end.detail());
      Await.result(closing);
    }
  }

  @Test
  void contentTypeChoosesTheService() throws Exception {
    var streams =
        new ByContentType(
            "application/x-one",
            new Http3Service(request -> Http3Response.text(200, "one"), LIMITS),
            new Http3Service(request -> Http3Response.text(200, "other"), LIMITS));
    try (QuicServer server = Nodes.aliceForBob().http3(streams).start();
        QuicClient client = Nodes.bob().build()) {
      Http3Client http = client(client, server);
      assertEquals("other", text(http.get("/")));
      var one = List.of(new Field("content-type", "application/x-one+json"));
      assertEquals("one", text(http.send("POST", "/", one, out -> out.write(1))));
    }
  }

  @Test
  void fieldsThatWouldSplitAMessageAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Field("X-Upper", "v"));
    assertThrows(IllegalArgumentException.class, () -> new Field("", "v"));
    assertThrows(IllegalArgumentException.class, () -> new Field("name", "a\r\nb: c"));
    assertThrows(IllegalArgumentException.class, () -> new Field("na:me", "v"));
  }

  private static String another(QuicServer server) throws Exception {
    try (QuicClient client = Nodes.bob().build()) {
      int status = client(client, server).get("/other").status();
      // 503 is an answer too: the abandoned work is still being done.
      return status == 200 || status == 503 ? "still serving" : "status " + status;
    }
  }

  private static void abandon(QuicConnection connection) throws Exception {
    CompletableFuture<QuicStreamChannel> opening =
        connection.openStream(new ChannelInboundHandlerAdapter());
    try {
      QuicStreamChannel stream = Await.result(opening);
      var head = new DefaultHttp3HeadersFrame();
      head.headers().method("GET").scheme("https").authority("localhost").path("/");
      stream.writeAndFlush(head);
      stream.shutdown(Http3ErrorCode.H3_REQUEST_CANCELLED.code());
      stream.close();
    } catch (java.util.concurrent.ExecutionException closed) {
      // The server had enough.
    }
  }

  private static CompletableFuture<Integer> status(Http3Client http) {
    return CompletableFuture.supplyAsync(() -> unchecked(() -> http.get("/").status()));
  }

  private interface Fallible<T> {
    T get() throws IOException;
  }

  private static <T> T unchecked(Fallible<T> call) {
    try {
      return call.get();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void await(CountDownLatch latch, long seconds) {
    try {
      // Whether it was counted down does not matter: it only bounds the wait.
      var _ = latch.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
