package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.tls.TrustPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that closes its connection at the first moment it can. */
@Timeout(60)
final class ClosingTest {
  private static final int LONG_HEADER = 0x80;

  @RepeatedTest(10)
  void serverHearsTheCodeOfAClientThatClosesWithinTheHandshake() throws Exception {
    CompletableFuture<ConnectionEnd> heard = new CompletableFuture<>();
    try (QuicServer server =
            Nodes.aliceForBob()
                .onConnection(connection -> connection.closed().thenAccept(heard::complete))
                .start();
        QuicClient client = Nodes.bob().build()) {
      CompletableFuture<QuicConnection> closing =
          Nodes.dial(client, server)
              .thenApply(connection -> {
                connection.close(0x155, "changed my mind");
                assertFalse(connection.isUsable());
                return connection;
              });
      ConnectionEnd end = Await.result(heard);
      assertEquals(0x155, end.code());
      assertTrue(end.detail().contains("changed my mind"), end.detail());
      ConnectionEnd own = Await.result(Await.result(closing).closed());
      assertEquals(ConnectionEnd.Cause.CLOSED_HERE, own.cause());
    }
  }

  @Test
  void serverThatNeverConfirmsTheHandshakeKeepsNobody() throws Exception {
    QuicConfig config = QuicConfig.defaults();
    QuicConfig brief = config.with(config.timeouts().withConnect(Duration.ofSeconds(2)));
    try (QuicServer server = Nodes.aliceForBob().start();
        Relay relay = new Relay(server.address(), new Unconfirming());
        QuicClient client = Nodes.bob().config(brief).build()) {
      QuicConnection connection =
          Await.result(client.connect(relay.address(), TrustPolicy.pinned(Nodes.ALICE.id())));
      connection.close(0x155, "nobody there");
      ConnectionEnd end = Await.result(connection.closed());
      assertEquals(ConnectionEnd.Cause.CLOSED_HERE, end.cause());
      assertTrue(relay.fromClient() < 100, relay.fromClient() + " datagrams");
      assertEquals("well", Requests.echo(Nodes.connect(client, server), "well"));
    }
  }

  /** In place of what the server says once its handshake is finished, what it said before. */
  private static final class Unconfirming implements UnaryOperator<byte[]> {
    private byte[] last = {};

    @Override
    public byte[] apply(byte[] answer) {
      if ((answer[0] & LONG_HEADER) != 0) {
        last = answer;
      }
      return last;
    }
  }
}
