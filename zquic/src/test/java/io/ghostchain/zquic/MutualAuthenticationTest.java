package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zquic.tls.IdentitySource;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.RotatingIdentity;
import io.ghostchain.zquic.tls.TestKeys;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is let in, and who is not. */
@Timeout(60)
final class MutualAuthenticationTest {
  private static final String POST_QUANTUM = "X25519MLKEM768";

  // Repeated, as the server's refusal once raced its crypto thread.
  @RepeatedTest(5)
  void clientThatSignsWithAnotherKeyIsRefused() throws Exception {
    CompletableFuture<QuicConnection> accepted = new CompletableFuture<>();
    NodeIdentity mallory = NodeIdentity.generate();
    try (QuicServer server = Nodes.aliceForBob().onConnection(accepted::complete).start();
        var foreign = new ForeignEndpoint()) {
      var keys = TestKeys.forged(Nodes.BOB.certificate(), mallory);
      QuicConnectionCloseEvent close =
          Await.result(foreign.connect(server.address(), POST_QUANTUM, keys).closed());
      assertTrue(close.isTlsError(), close.toString());
      assertFalse(accepted.isDone());
    }
  }

  @Test
  void serverThatSignsWithAnotherKeyIsRefused() throws Exception {
    NodeIdentity mallory = NodeIdentity.generate();
    try (var foreign = new ForeignEndpoint();
        QuicClient client = Nodes.bob().build()) {
      InetSocketAddress server =
          foreign.listen(POST_QUANTUM, TestKeys.forged(Nodes.ALICE.certificate(), mallory));
      ConnectionEnd end =
          Await.failure(client.connect(server, TrustPolicy.pinned(Nodes.ALICE.id())));
      assertEquals(ConnectionEnd.Cause.PROTOCOL_ERROR, end.cause(), end.detail());
    }
  }

  @Test
  void clientWithoutCertificateIsToldThatOneIsWanted() throws Exception {
    try (QuicServer server = Nodes.aliceForBob().start();
        QuicClient anonymous = QuicClient.builder().build()) {
      ConnectionEnd end =
          Await.failure(Nodes.dial(anonymous, server).thenCompose(QuicConnection::authenticated));
      assertEquals(ConnectionEnd.Cause.REFUSED_BY_PEER, end.cause(), end.detail());
      assertTrue(end.detail().contains("certificate_required"), end.detail());
    }
  }

  @Test
  void requestOfARefusedClientNeverReachesTheServersHandler() throws Exception {
    CompletableFuture<String> reached = new CompletableFuture<>();
    ClientAccess onlyAlice = ClientAccess.authenticated(TrustPolicy.pinned(Nodes.ALICE.id()));
    try (QuicServer server =
            Nodes.alice()
                .clients(onlyAlice)
                .http3((connection, stream) -> reached.complete("reached"))
                .start();
        QuicClient client = Nodes.bob().build()) {
      QuicConnection link = Nodes.connect(client, server);
      CompletableFuture<String> answer = Requests.post(link, "let me in");
      Await.failure(link.authenticated());
      assertThrows(Exception.class, () -> Await.result(answer));
      assertFalse(reached.isDone());
    }
  }

  @Test
  void newHandshakesShowTheRotatedIdentityAndOldConnectionsLiveOn() throws Exception {
    NodeIdentity next = NodeIdentity.generate();
    var identity = new RotatingIdentity(Nodes.ALICE);
    try (QuicServer server = Nodes.alice().identity(identity).start();
        QuicClient client = Nodes.bob().build()) {
      QuicConnection before = Nodes.connect(client, server);
      assertEquals("before", Requests.echo(before, "before"));

      identity.rotate(next);

      QuicConnection after =
          Await.result(client.connect(server.address(), TrustPolicy.pinned(next.id())));
      assertEquals("after", Requests.echo(after, "after"));
      assertEquals("still here", Requests.echo(before, "still here"));
      ConnectionEnd old = Await.failure(Nodes.dial(client, server));
      assertEquals(ConnectionEnd.Cause.PEER_NOT_TRUSTED, old.cause(), old.detail());
    }
  }

  @Test
  void clientsIdentityRotatesToo() throws Exception {
    NodeIdentity next = NodeIdentity.generate();
    var identity = new RotatingIdentity(Nodes.ALICE);
    try (QuicServer server =
            Nodes.alice()
                .clients(ClientAccess.authenticated(TrustPolicy.pinned(next.id())))
                .start();
        QuicClient client = QuicClient.builder().identity(identity).build()) {
      Await.failure(Nodes.dial(client, server).thenCompose(QuicConnection::authenticated));
      identity.rotate(next);
      assertEquals("in", Requests.echo(Nodes.connect(client, server), "in"));
    }
  }

  @Test
  void authorityVouchesForNodesThatNobodyPinned() throws Exception {
    try (PrivateKey authority = SignatureScheme.ML_DSA_65.generate();
        NodeIdentity vouched =
            NodeIdentity.issuedBy(
                authority,
                SignatureScheme.ML_DSA_65.generate(),
                Clock.systemUTC(),
                Duration.ofDays(1));
        QuicServer server =
            Nodes.alice()
                .clients(ClientAccess.authenticated(TrustPolicy.issuedBy(authority.publicKey())))
                .start();
        QuicClient client = QuicClient.builder().identity(IdentitySource.fixed(vouched)).build();
        QuicClient stranger = Nodes.bob().build()) {
      assertEquals("in", Requests.echo(Nodes.connect(client, server), "in"));
      ConnectionEnd end =
          Await.failure(Nodes.dial(stranger, server).thenCompose(QuicConnection::authenticated));
      assertEquals(ConnectionEnd.Cause.REFUSED_BY_PEER, end.cause(), end.detail());
    }
  }

  @Test
  void expiredServerCertificateIsNamedWithItsDate() throws Exception {
    Clock longAgo = Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC);
    NodeIdentity expired =
        NodeIdentity.selfSigned(SignatureScheme.ML_DSA_65.generate(), longAgo, Duration.ofDays(30));
    try (QuicServer server = Nodes.alice().identity(IdentitySource.fixed(expired)).start();
        QuicClient client = Nodes.bob().build()) {
      ConnectionEnd end =
          Await.failure(client.connect(server.address(), TrustPolicy.pinned(expired.id())));
      assertEquals(ConnectionEnd.Cause.PEER_NOT_TRUSTED, end.cause(), end.detail());
      assertTrue(end.detail().contains("2020-01-31"), end.detail());
    }
  }

  @Test
  void destroyedIdentityFailsItsHandshakeAndNothingElse() throws Exception {
    NodeIdentity gone = NodeIdentity.generate();
    gone.close();
    var identity = new RotatingIdentity(gone);
    try (QuicServer server = Nodes.alice().identity(identity).start();
        QuicClient client = Nodes.bob().build()) {
      Await.failure(client.connect(server.address(), TrustPolicy.pinned(gone.id())));
      identity.rotate(Nodes.ALICE);
      assertEquals("well", Requests.echo(Nodes.connect(client, server), "well"));
    }
  }
}
