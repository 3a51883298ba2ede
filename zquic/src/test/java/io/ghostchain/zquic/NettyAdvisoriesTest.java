package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.http3.Field;
import io.ghostchain.zquic.http3.Http3Client;
import io.ghostchain.zquic.http3.Http3Response;
import io.ghostchain.zquic.http3.Http3Service;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicStreamType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Netty's advisories of 2026, each as an attack on our listener.
 *
 * <p>Elsewhere: CVE-2026-44894 (any token was proof) in {@link AmplificationTest}; CVE-2026-50009
 * (reset tokens from the key of connection ids) in {@code RetryTokensTest}. Not ours to test, as
 * this module speaks neither TCP nor DNS nor HTTP/1 nor HTTP/2: CVE-2026-50020 (HTTP/1 control
 * characters), CVE-2026-50560 (HTTP/2 SETTINGS; its HTTP/3 counterpart is below), CVE-2026-42577
 * (epoll and TCP resets), CVE-2026-42579 (DNS codec). CVE-2026-45416 is in Netty's handler for TLS
 * over TCP; what it did, memory for a ClientHello that never comes, is below.
 */
@Timeout(60)
final class NettyAdvisoriesTest {
  private static final QuicConfig.Http3 LIMITS =
      new QuicConfig.Http3(16 << 10, 1 << 20, 200, Duration.ofSeconds(5), Duration.ofSeconds(10));
  // Unidirectional stream types: control (RFC 9114 section 6.2.1), QPACK encoder (RFC 9204 4.2).
  private static final int CONTROL = 0x00;
  private static final int QPACK_ENCODER = 0x02;

  private static Http3Service hello() {
    return new Http3Service(request -> Http3Response.text(200, "hello"), LIMITS);
  }

  /** CVE-2026-44892: header sections were unbounded by default. */
  @Test
  void headerSectionBeyondTheLimitIsRefusedAndTheServerServesOn() throws Exception {
    try (QuicServer server = Nodes.aliceForBob().http3(hello()).start();
        QuicClient client = Nodes.bob().build()) {
      Http3Client http = new Http3Client(Nodes.connect(client, server), LIMITS);
      List<Field> bomb = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        bomb.add(new Field("x-" + i, "v".repeat(1_000)));
      }
      assertThrows(IOException.class, () -> http.send("GET", "/", bomb, out -> {}));
      Http3Client again = new Http3Client(Nodes.connect(client, server), LIMITS);
      assertEquals(200, again.get("/").status());
      assertEquals(
          200, again.send("GET", "/", bomb.subList(0, 10), out -> {}).status(), "10 kB fit");
    }
  }

  /** CVE-2026-48748: streams could wait without bound for entries of QPACK's dynamic table. */
  @Test
  void headersThatReferToADynamicTableEndTheConnection() throws Exception {
    try (QuicServer server = Nodes.alice().http3(hello()).start();
        var foreign = new ForeignEndpoint()) {
      var attempt = foreign.connect(server.address(), "X25519MLKEM768", null);
      QuicChannel connection = Await.result(attempt.connected());
      ForeignEndpoint.send(
          connection, QuicStreamType.UNIDIRECTIONAL, new byte[] {CONTROL, 0x04, 0x00});
      // HEADERS: Required Insert Count 2 (encoded 3), base 0, indexed field 0 of the dynamic table.
      ForeignEndpoint.send(
          connection,
          QuicStreamType.BIDIRECTIONAL,
          new byte[] {0x01, 0x03, 0x03, 0x00, (byte) 0x80});
      QuicConnectionCloseEvent close = Await.result(attempt.closed());
      assertEquals(Http3ErrorCode.QPACK_DECOMPRESSION_FAILED.code(), close.error());
    }
  }

  /** CVE-2026-42582 and -42587: QPACK allocated what its peer told it to. */
  @Test
  void dynamicTableBeyondTheCapacityWeAllowEndsTheConnection() throws Exception {
    try (QuicServer server = Nodes.alice().http3(hello()).start();
        var foreign = new ForeignEndpoint()) {
      var attempt = foreign.connect(server.address(), "X25519MLKEM768", null);
      QuicChannel connection = Await.result(attempt.connected());
      ForeignEndpoint.send(
          connection, QuicStreamType.UNIDIRECTIONAL, new byte[] {CONTROL, 0x04, 0x00});
      // Set Dynamic Table Capacity to 2^30 (RFC 9204 section 4.3.1), where 0 is allowed.
      var instruction = new ByteArrayOutputStream();
      instruction.write(QPACK_ENCODER);
      instruction.writeBytes(
          new byte[] {0x3f, (byte) 0xe1, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x03});
      ForeignEndpoint.send(connection, QuicStreamType.UNIDIRECTIONAL, instruction.toByteArray());
      QuicConnectionCloseEvent close = Await.result(attempt.closed());
      assertEquals(Http3ErrorCode.QPACK_ENCODER_STREAM_ERROR.code(), close.error());
    }
  }

  /** The HTTP/3 counterpart of CVE-2026-50560: a client that can take no header section at all. */
  @Test
  void clientThatTakesNoHeadersHarmsOnlyItself() throws Exception {
    try (QuicServer server = Nodes.alice().http3(hello()).start();
        var foreign = new ForeignEndpoint();
        QuicClient client = Nodes.bob().build()) {
      QuicChannel tiny =
          Await.result(foreign.connect(server.address(), "X25519MLKEM768", null).connected());
      // SETTINGS with MAX_FIELD_SECTION_SIZE (0x06) of 1.
      ForeignEndpoint.send(
          tiny, QuicStreamType.UNIDIRECTIONAL, new byte[] {CONTROL, 0x04, 0x02, 0x06, 0x01});
      // GET https://h/ with static and literal fields (RFC 9204 section 4.5).
      byte[] get = {0x01, 0x08, 0, 0, (byte) 0xd1, (byte) 0xd7, 0x50, 0x01, 'h', (byte) 0xc1};
      for (int i = 0; i < 100; i++) {
        ForeignEndpoint.send(tiny, QuicStreamType.BIDIRECTIONAL, get);
      }
      assertEquals(200, new Http3Client(Nodes.connect(client, server), LIMITS).get("/").status());
    }
  }

  /** What CVE-2026-45416 did: memory held for handshakes that never go on. */
  @Test
  void beginningsOfHandshakesHoldLittleAndAreForgotten() throws Exception {
    QuicConfig config = QuicConfig.defaults();
    QuicConfig brief =
        config
            .with(config.timeouts().withHandshake(Duration.ofMillis(500)))
            .with(new QuicConfig.Limits(10_000, 10_000, 10_000, 10_000, 10_000));
    byte[] half = FirstFlight.capture().datagrams().getFirst();
    try (QuicServer server = Nodes.aliceForBob().config(brief).start();
        DatagramSocket socket = new DatagramSocket(Await.ANY_PORT)) {
      Random random = new Random(4);
      for (int i = 0; i < 300; i++) {
        // Another destination connection id makes the packet undecipherable, and the connection
        // new.
        byte[] other = half.clone();
        byte[] id = new byte[other[5]];
        random.nextBytes(id);
        System.arraycopy(id, 0, other, 6, id.length);
        socket.send(new DatagramPacket(other, other.length, server.address()));
      }
      socket.send(new DatagramPacket(half, half.length, server.address()));
      FirstFlight.drain(socket);
      while (server.connections() > 0) {
        Thread.onSpinWait();
      }
      assertTrue(server.connections() == 0);
    }
  }
}
