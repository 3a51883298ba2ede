package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.tls.IdentitySource;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PostQuantumHandshakeTest {
  private static final NodeIdentity ALICE = NodeIdentity.generate();
  private static final NodeIdentity BOB = NodeIdentity.generate();

  private static QuicServer.Builder alice(ClientAccess access) {
    return QuicServer.builder()
        .bind(Await.ANY_PORT)
        .identity(IdentitySource.fixed(ALICE))
        .clients(access)
        .http3(new EchoStreams());
  }

  private static QuicClient bob() {
    return QuicClient.builder().identity(IdentitySource.fixed(BOB)).build();
  }

  @Test
  void bothEndsProveTheirKeysAndARequestIsAnswered() throws Exception {
    CompletableFuture<QuicConnection> accepted = new CompletableFuture<>();
    ClientAccess onlyBob = ClientAccess.authenticated(TrustPolicy.pinned(BOB.id()));
    try (QuicServer server = alice(onlyBob).onConnection(accepted::complete).start();
        QuicClient client = bob()) {
      QuicConnection connection =
          Await.result(client.connect(server.address(), TrustPolicy.pinned(ALICE.id())));

      assertEquals("hello", Requests.echo(connection, "hello"));
      assertEquals(connection, Await.result(connection.authenticated()));
      assertEquals(Optional.of(ALICE.id()), connection.peer());
      assertEquals(Optional.of(BOB.id()), Await.result(accepted).peer());
    }
  }

  @Test
  void clientThatTheServerDoesNotTrustLearnsItAfterItsHandshake() throws Exception {
    ClientAccess onlyAlice = ClientAccess.authenticated(TrustPolicy.pinned(ALICE.id()));
    try (QuicServer server = alice(onlyAlice).start();
        QuicClient client = bob()) {
      ConnectionEnd end =
          Await.failure(
              client
                  .connect(server.address(), TrustPolicy.pinned(ALICE.id()))
                  .thenCompose(QuicConnection::authenticated));
      assertEquals(ConnectionEnd.Cause.REFUSED_BY_PEER, end.cause(), end.detail());
    }
  }

  @Test
  void serverThatTheClientDoesNotTrustIsNamedInTheRefusal() throws Exception {
    try (QuicServer server = alice(ClientAccess.anonymousOnLoopback()).start();
        QuicClient client = QuicClient.builder().build()) {
      ConnectionEnd end =
          Await.failure(client.connect(server.address(), TrustPolicy.pinned(BOB.id())));
      assertEquals(ConnectionEnd.Cause.PEER_NOT_TRUSTED, end.cause(), end.detail());
      assertTrue(end.detail().contains("expected node " + BOB.id()), end.detail());
      assertTrue(end.detail().contains("got " + ALICE.id()), end.detail());
    }
  }

  @Test
  void addressWhereNothingListensIsKnownAtOnce() throws Exception {
    InetSocketAddress free;
    try (QuicServer server = alice(ClientAccess.anonymousOnLoopback()).start()) {
      free = server.address();
    }
    try (QuicClient client = QuicClient.builder().build()) {
      ConnectionEnd end = Await.failure(client.connect(free, TrustPolicy.anyNode()));
      assertEquals(ConnectionEnd.Cause.UNREACHABLE, end.cause(), end.detail());
    }
  }
}
