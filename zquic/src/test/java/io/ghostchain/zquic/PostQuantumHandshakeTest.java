package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zquic.tls.TrustPolicy;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PostQuantumHandshakeTest {
  @Test
  void bothEndsProveTheirKeysAndARequestIsAnswered() throws Exception {
    CompletableFuture<QuicConnection> accepted = new CompletableFuture<>();
    try (QuicServer server = Nodes.aliceForBob().onConnection(accepted::complete).start();
        QuicClient client = Nodes.bob().build()) {
      QuicConnection connection = Nodes.connect(client, server);

      assertEquals("hello", Requests.echo(connection, "hello"));
      assertEquals(connection, Await.result(connection.authenticated()));
      assertEquals(Optional.of(Nodes.ALICE.id()), connection.peer());
      assertEquals(Optional.of(Nodes.BOB.id()), Await.result(accepted).peer());
    }
  }

  /** A certificate and a signature are 9 kB; two session tickets would be 12 kB more. */
  @Test
  void serverSendsItsHandshakeAndNoSessionTickets() throws Exception {
    AtomicInteger answered = new AtomicInteger();
    try (QuicServer server = Nodes.aliceForBob().start();
        QuicClient client = Nodes.bob().build();
        Relay relay =
            new Relay(
                server.address(),
                answer -> {
                  answered.addAndGet(answer.length);
                  return answer;
                })) {
      QuicConnection connection =
          Await.result(client.connect(relay.address(), TrustPolicy.pinned(Nodes.ALICE.id())));

      assertEquals("hello", Requests.echo(connection, "hello"));
      assertTrue(answered.get() < 17_000, "the server sent " + answered.get());
    }
  }

  @Test
  void clientThatTheServerDoesNotTrustLearnsItAfterItsHandshake() throws Exception {
    ClientAccess onlyAlice = ClientAccess.authenticated(TrustPolicy.pinned(Nodes.ALICE.id()));
    try (QuicServer server = Nodes.alice().clients(onlyAlice).start();
        QuicClient client = Nodes.bob().build()) {
      ConnectionEnd end =
          Await.failure(Nodes.dial(client, server).thenCompose(QuicConnection::authenticated));
      assertEquals(ConnectionEnd.Cause.REFUSED_BY_PEER, end.cause(), end.detail());
    }
  }

  @Test
  void serverThatTheClientDoesNotTrustIsNamedInTheRefusal() throws Exception {
    try (QuicServer server = Nodes.alice().start();
        QuicClient client = QuicClient.builder().build()) {
      ConnectionEnd end =
          Await.failure(client.connect(server.address(), TrustPolicy.pinned(Nodes.BOB.id())));
      assertEquals(ConnectionEnd.Cause.PEER_NOT_TRUSTED, end.cause(), end.detail());
      assertTrue(end.detail().contains("expected node " + Nodes.BOB.id()), end.detail());
      assertTrue(end.detail().contains("got " + Nodes.ALICE.id()), end.detail());
    }
  }

  @Test
  void addressWhereNothingListensIsKnownAtOnce() throws Exception {
    InetSocketAddress free;
    try (QuicServer server = Nodes.alice().start()) {
      free = server.address();
    }
    try (QuicClient client = QuicClient.builder().build()) {
      ConnectionEnd end = Await.failure(client.connect(free, TrustPolicy.anyNode()));
      assertEquals(ConnectionEnd.Cause.UNREACHABLE, end.cause(), end.detail());
    }
  }
}
