package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.tls.BrowserCertificate;
import io.ghostchain.zquic.tls.KeyExchange;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TestKeys;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which key exchanges come about, between ours and a foreign end. */
@Timeout(60)
final class KeyExchangeTest {
  @ParameterizedTest
  @ValueSource(strings = {"X25519", "P-256", "P-384", "MLKEM1024"})
  void clientThatOffersNoCommonGroupIsRefused(String group) throws Exception {
    try (QuicServer server = Nodes.alice().start();
        var foreign = new ForeignEndpoint()) {
      assertRefused(foreign.connect(server.address(), group, null));
    }
  }

  @Test
  void postQuantumClientIsServedByDefault() throws Exception {
    try (QuicServer server = Nodes.alice().start();
        var foreign = new ForeignEndpoint()) {
      var attempt = foreign.connect(server.address(), "X25519MLKEM768", null);
      assertNotNull(Await.result(attempt.connected()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X25519", "P-256", "X25519MLKEM768"})
  void listenerThatOptedInServesClassicalClientsToo(String group) throws Exception {
    try (QuicServer server = Nodes.alice().alsoClassicalKeyExchange().start();
        var foreign = new ForeignEndpoint()) {
      assertNotNull(Await.result(foreign.connect(server.address(), group, null).connected()));
    }
  }

  @Test
  void ourClientRefusesAServerWithoutPostQuantumKeyExchange() throws Exception {
    NodeIdentity old = NodeIdentity.generate();
    try (var foreign = new ForeignEndpoint();
        QuicClient client = Nodes.bob().build();
        QuicClient lenient =
            Nodes.bob().keyExchange(KeyExchange.POST_QUANTUM_OR_CLASSICAL).build()) {
      InetSocketAddress server = foreign.listen("X25519", TestKeys.of(old));
      ConnectionEnd end = Await.failure(client.connect(server, TrustPolicy.anyNode()));
      assertEquals(ConnectionEnd.Cause.REFUSED_BY_PEER, end.cause(), end.detail());
      assertNotNull(Await.result(lenient.connect(server, TrustPolicy.anyNode())));
    }
  }

  @Test
  void browserListenerIsPostQuantumInItsKeyExchange() throws Exception {
    BrowserCertificate certificate =
        BrowserCertificate.selfSigned(
            List.of("localhost", "127.0.0.1"), Clock.systemUTC(), Duration.ofDays(1));
    try (QuicServer server =
            QuicServer.builder()
                .bind(Await.ANY_PORT)
                .browserCertificate(certificate)
                .clients(ClientAccess.publicReadOnly())
                .http3(new EchoStreams())
                .start();
        QuicClient client = QuicClient.builder().build();
        var foreign = new ForeignEndpoint()) {
      QuicConnection connection =
          Await.result(client.connectToBrowserListener(server.address(), certificate.id()));
      assertEquals("page", Requests.echo(connection, "page"));
      ConnectionEnd wrongPin =
          Await.failure(client.connectToBrowserListener(server.address(), Nodes.BOB.id()));
      assertEquals(ConnectionEnd.Cause.PEER_NOT_TRUSTED, wrongPin.cause(), wrongPin.detail());
      ConnectionEnd asNode = Await.failure(client.connect(server.address(), TrustPolicy.anyNode()));
      assertEquals(ConnectionEnd.Cause.PEER_NOT_TRUSTED, asNode.cause(), asNode.detail());
      assertRefused(foreign.connect(server.address(), "X25519", null));
    }
  }

  /** The client is told, and need not wait until it gives up. */
  private static void assertRefused(ForeignEndpoint.Attempt attempt) throws Exception {
    QuicConnectionCloseEvent close = Await.result(attempt.closed());
    assertTrue(close.isTlsError(), close.toString());
    assertFalse(attempt.connected().isDone() && !attempt.connected().isCompletedExceptionally());
  }
}
