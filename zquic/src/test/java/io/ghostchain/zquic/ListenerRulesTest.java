package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.tls.TrustPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener refuses to be. */
@Timeout(60)
final class ListenerRulesTest {
  private static final InetSocketAddress EVERYWHERE = new InetSocketAddress("0.0.0.0", 0);

  @Test
  void listenerThatOthersReachDoesNotStartWithAnonymousClients() {
    var builder = Nodes.alice().bind(EVERYWHERE);
    var refused = assertThrows(IllegalArgumentException.class, builder::start);
    assertTrue(String.valueOf(refused.getMessage()).contains("0.0.0.0"), refused.toString());
  }

  @Test
  void listenerThatOthersReachStartsWithAuthenticatedClients() throws Exception {
    try (QuicServer server = Nodes.aliceForBob().bind(EVERYWHERE).start();
        QuicClient client = Nodes.bob().build()) {
      var here = new InetSocketAddress("127.0.0.1", server.address().getPort());
      QuicConnection connection =
          Await.result(client.connect(here, TrustPolicy.pinned(Nodes.ALICE.id())));
      assertEquals("in", Requests.echo(connection, "in"));
    }
  }

  @Test
  void publicListenerSaysThatItIs() throws Exception {
    try (QuicServer server =
        Nodes.alice().bind(EVERYWHERE).clients(ClientAccess.publicReadOnly()).start()) {
      assertTrue(server.address().getPort() > 0);
    }
  }

  @Test
  void listenerNeedsToBeToldWhomToLetIn() {
    var builder = QuicServer.builder().bind(Await.ANY_PORT).http3(new EchoStreams());
    assertThrows(IllegalArgumentException.class, builder::start);
  }

  @Test
  void portInUseIsNamed() throws Exception {
    try (QuicServer first = Nodes.alice().start()) {
      for (int loops : new int[] {1, 2}) {
        QuicConfig config = QuicConfig.defaults();
        var second =
            Nodes.alice().bind(first.address()).config(config.with(config.udp().withLoops(loops)));
        IOException refused = assertThrows(IOException.class, second::start);
        assertTrue(
            String.valueOf(refused.getMessage()).contains("" + first.address().getPort()),
            refused.toString());
      }
    }
  }

  @Test
  void configurationOutOfRangeIsRefusedWithItsRange() {
    var timeouts = QuicConfig.defaults().timeouts();
    var refused =
        assertThrows(IllegalArgumentException.class, () -> timeouts.withIdle(Duration.ofMillis(1)));
    assertTrue(String.valueOf(refused.getMessage()).contains("idle"), refused.toString());
    assertThrows(IllegalArgumentException.class, () -> new QuicConfig.Limits(0, 1, 1, 1, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new QuicConfig.Udp(1, 65, 1200, 1 << 20, Duration.ZERO));
  }
}
