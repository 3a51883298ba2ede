package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.tls.TrustPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections beyond their handshake: time, limits, event loops, datagrams, metrics. */
@Timeout(60)
final class TransportTest {
  private static final QuicConfig DEFAULTS = QuicConfig.defaults();

  @Test
  void idleConnectionEndsOnBothSides() throws Exception {
    CompletableFuture<QuicConnection> accepted = new CompletableFuture<>();
    QuicConfig brief = DEFAULTS.with(DEFAULTS.timeouts().withIdle(Duration.ofMillis(300)));
    try (QuicServer server =
            Nodes.aliceForBob().config(brief).onConnection(accepted::complete).start();
        QuicClient client = Nodes.bob().build()) {
      QuicConnection connection = Nodes.connect(client, server);
      ConnectionEnd end = Await.result(connection.closed());
      assertEquals(ConnectionEnd.Cause.IDLE_TIMEOUT, end.cause(), end.detail());
      Await.result(Await.result(accepted).closed());
      assertEquals(0, server.connections());
      assertFalse(connection.isUsable());
    }
  }

  @Test
  void handshakeThatDoesNotEndIsGivenUp() throws Exception {
    QuicConfig brief = DEFAULTS.with(DEFAULTS.timeouts().withHandshake(Duration.ofMillis(200)));
    var registry = new SimpleMeterRegistry();
    FirstFlight flight = FirstFlight.capture();
    try (QuicServer server = Nodes.aliceForBob().config(brief).meters(registry).start()) {
      flight.answeredBytes(server.address());
      while (server.connections() > 0) {
        Thread.onSpinWait();
      }
      assertEquals(
          1,
          registry
              .get(QuicMeter.HANDSHAKES_FAILED.id())
              .tag("reason", "handshake_timeout")
              .counter()
              .count());
    }
  }

  @Test
  void serverThatNeverAnswersIsGivenUpInTime() throws Exception {
    QuicConfig brief = DEFAULTS.with(DEFAULTS.timeouts().withConnect(Duration.ofMillis(200)));
    try (DatagramSocket silent = new DatagramSocket(Await.ANY_PORT);
        QuicClient client = Nodes.bob().config(brief).build()) {
      ConnectionEnd end =
          Await.failure(
              client.connect(
                  (InetSocketAddress) silent.getLocalSocketAddress(), TrustPolicy.anyNode()));
      assertEquals(ConnectionEnd.Cause.HANDSHAKE_TIMEOUT, end.cause(), end.detail());
      assertTrue(end.detail().contains("within 200 ms"), end.detail());
    }
  }

  @Test
  void addressWithItsFillOfConnectionsGetsNoMore() throws Exception {
    QuicConfig one = DEFAULTS.with(new QuicConfig.Limits(100, 1, 100, 100, 100));
    QuicConfig brief = DEFAULTS.with(DEFAULTS.timeouts().withConnect(Duration.ofMillis(500)));
    var registry = new SimpleMeterRegistry();
    try (QuicServer server = Nodes.aliceForBob().config(one).meters(registry).start();
        QuicClient client = Nodes.bob().config(brief).build()) {
      QuicConnection first = Nodes.connect(client, server);
      ConnectionEnd end = Await.failure(Nodes.dial(client, server));
      assertEquals(ConnectionEnd.Cause.HANDSHAKE_TIMEOUT, end.cause(), end.detail());
      assertTrue(
          registry.get(QuicMeter.TURNED_AWAY.id()).tag("reason", "address_full").counter().count()
              >= 1);
      first.close(0x100, "make room");
      Await.result(first.closed());
      while (server.connections() > 0) {
        Thread.onSpinWait();
      }
      assertEquals("in", Requests.echo(Nodes.connect(client, server), "in"));
    }
  }

  @Test
  void retryIsInvisibleToClients() throws Exception {
    QuicConfig always = DEFAULTS.with(new QuicConfig.Limits(100, 100, 100, 100, 0));
    for (int loops : new int[] {1, 3}) {
      QuicConfig config = always.with(always.udp().withLoops(loops));
      try (QuicServer server = Nodes.aliceForBob().config(config).start();
          QuicClient client = Nodes.bob().build()) {
        for (int i = 0; i < 4; i++) {
          assertEquals("proved", Requests.echo(Nodes.connect(client, server), "proved"));
        }
      }
    }
  }

  @Test
  void manyConnectionsOverSeveralLoopsAllWorkAndLeaveNothingBehind() throws Exception {
    QuicConfig loops =
        DEFAULTS
            .with(DEFAULTS.udp().withLoops(3))
            .with(DEFAULTS.timeouts().withConnect(Duration.ofSeconds(20)));
    try (QuicServer server = Nodes.aliceForBob().config(loops).start();
        QuicClient client = Nodes.bob().config(loops).build()) {
      List<CompletableFuture<String>> answers = new ArrayList<>();
      List<CompletableFuture<QuicConnection>> links = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        String text = "number " + i;
        CompletableFuture<QuicConnection> link = Nodes.dial(client, server);
        links.add(link);
        answers.add(link.thenCompose(connection -> Requests.post(connection, text)));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertEquals("number " + i, Await.result(answers.get(i)));
      }
      // A ClientHello in two packets must not make two connections (codec-quic 710).
      assertEquals(24, server.connections());
      for (CompletableFuture<QuicConnection> link : links) {
        Await.result(link).close(0x100, "done");
      }
      while (server.connections() > 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void requestsBeyondThePeersLimitWaitTheirTurn() throws Exception {
    QuicConfig two = DEFAULTS.with(new QuicConfig.Flow(1 << 20, 1 << 18, 2, 0));
    try (QuicServer server = Nodes.aliceForBob().config(two).start();
        QuicClient client = Nodes.bob().build()) {
      QuicConnection connection = Nodes.connect(client, server);
      List<CompletableFuture<String>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(Requests.post(connection, "request " + i));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertEquals("request " + i, Await.result(answers.get(i)));
      }
    }
  }

  /** An answer's end that went out alone could be forgotten by the codec (quiche 0.29.3). */
  @Test
  void endOfAnAnswerIsNeverLost() throws Exception {
    try (QuicServer server = Nodes.aliceForBob().start();
        QuicClient client = Nodes.bob().build()) {
      QuicConnection connection = Nodes.connect(client, server);
      for (int i = 0; i < 300; i++) {
        assertEquals("ends", Requests.echo(connection, "ends"));
      }
    }
  }

  @Test
  void datagramsGoBothWays() throws Exception {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    try (QuicServer server =
            Nodes.aliceForBob()
                .onConnection(connection ->
                    connection.datagrams().onReceive(m -> connection.datagrams().send(m)))
                .start();
        QuicClient client = Nodes.bob().build()) {
      QuicConnection connection = Nodes.connect(client, server);
      connection.datagrams().onReceive(answer::complete);
      Await.result(connection.authenticated());
      int most = connection.datagrams().bytesMax();
      assertTrue(most > 1_000, "at most " + most);
      byte[] message = "ping".getBytes(StandardCharsets.UTF_8);
      connection.datagrams().send(message);
      assertArrayEquals(message, Await.result(answer));
      assertThrows(
          IllegalArgumentException.class, () -> connection.datagrams().send(new byte[most + 1]));
    }
  }

  @Test
  void protocolOfOnesOwnRunsOnBareStreams() throws Exception {
    try (QuicServer server =
            Nodes.aliceForBob()
                .protocol("echo/1", (connection, stream) -> stream.pipeline().addLast(new Mirror()))
                .start();
        QuicClient client = Nodes.bob().protocols("echo/1").build()) {
      QuicConnection connection = Nodes.connect(client, server);
      assertEquals("echo/1", connection.protocol());
      CompletableFuture<String> answer = new CompletableFuture<>();
      Await.result(
              connection.openStream(
                  new SimpleChannelInboundHandler<ByteBuf>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
                      answer.complete(
                          new String(ByteBufUtil.getBytes(bytes), StandardCharsets.UTF_8));
                    }
                  }))
          .writeAndFlush(Unpooled.copiedBuffer("bare", StandardCharsets.UTF_8));
      assertEquals("bare", Await.result(answer));
      Await.result(connection.authenticated());
    }
  }

  @Test
  void clientThatSharesNoProtocolIsRefused() throws Exception {
    try (QuicServer server = Nodes.aliceForBob().start();
        QuicClient client = Nodes.bob().protocols("other").build()) {
      ConnectionEnd end = Await.failure(Nodes.dial(client, server));
      assertEquals(ConnectionEnd.Cause.REFUSED_BY_PEER, end.cause(), end.detail());
    }
  }

  @Test
  void closingReasonReachesThePeer() throws Exception {
    CompletableFuture<QuicConnection> accepted = new CompletableFuture<>();
    try (QuicServer server = Nodes.aliceForBob().onConnection(accepted::complete).start();
        QuicClient client = Nodes.bob().build()) {
      QuicConnection connection = Nodes.connect(client, server);
      Await.result(accepted).close(0x177, "going fishing");
      ConnectionEnd end = Await.result(connection.closed());
      assertEquals(ConnectionEnd.Cause.CLOSED_BY_PEER, end.cause(), end.detail());
      assertEquals(0x177, end.code());
      assertTrue(end.detail().contains("going fishing"), end.detail());
      assertFalse(connection.isUsable());
      ConnectionEnd later =
          Await.failure(connection.openStream(new ChannelInboundHandlerAdapter()));
      assertEquals(end, later);
    }
  }

  @Test
  void metersTellWhatHappened() throws Exception {
    var registry = new SimpleMeterRegistry();
    try (QuicServer server = Nodes.aliceForBob().meters(registry).name("metered").start();
        QuicClient client = Nodes.bob().build()) {
      QuicConnection connection = Nodes.connect(client, server);
      Requests.echo(connection, "one");
      Requests.echo(connection, "two");
      var mine = registry.get(QuicMeter.STREAMS.id()).tag("endpoint", "metered");
      assertEquals(2, mine.counter().count());
      assertEquals(1, registry.get(QuicMeter.HANDSHAKES.id()).counter().count());
      assertEquals(1, registry.get(QuicMeter.CONNECTIONS.id()).gauge().value());
      assertEquals(0, registry.get(QuicMeter.HANDSHAKES_IN_PROGRESS.id()).gauge().value());
      assertTrue(registry.get(QuicMeter.BYTES_SENT.id()).functionCounter().count() > 5_000);
      assertTrue(registry.get(QuicMeter.BYTES_RECEIVED.id()).functionCounter().count() > 5_000);
    }
    assertTrue(registry.getMeters().isEmpty(), "a closed endpoint leaves no meters");
  }

  @Test
  void qlogIsWrittenWhereAsked(@TempDir Path directory) throws Exception {
    try (QuicServer server = Nodes.aliceForBob().config(DEFAULTS.withQlog(directory)).start();
        QuicClient client = Nodes.bob().build()) {
      Requests.echo(Nodes.connect(client, server), "logged");
    }
    try (Stream<Path> files = Files.list(directory)) {
      Path file = files.findFirst().orElseThrow();
      assertTrue(file.toString().endsWith(".qlog"), file.toString());
      assertTrue(Files.readString(file).contains("packet_received"));
    }
  }

  @Test
  void closedEndpointsEndTheirThreads() throws Exception {
    try (QuicServer server = Nodes.aliceForBob().name("mortal").start();
        QuicClient client = Nodes.bob().name("mortal").build()) {
      Requests.echo(Nodes.connect(client, server), "alive");
      server.close();
      server.close();
    }
    // A loop says that it has ended as the last thing its thread does.
    for (Thread each : Thread.getAllStackTraces().keySet()) {
      if (each.getName().startsWith("zquic-mortal-") && !each.getName().contains("crypto")) {
        assertTrue(each.join(Duration.ofSeconds(10)), each.getName());
      }
    }
  }

  private static final class Mirror extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ctx.writeAndFlush(message);
    }
  }
}
