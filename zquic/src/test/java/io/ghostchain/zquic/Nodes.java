package io.ghostchain.zquic;

import io.ghostchain.zquic.tls.IdentitySource;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import java.util.concurrent.CompletableFuture;

/** Two nodes that know each other, for tests. */
public final class Nodes {
  /** The server. */
  public static final NodeIdentity ALICE = NodeIdentity.generate();

  /** The client. */
  public static final NodeIdentity BOB = NodeIdentity.generate();

  private Nodes() {}

  /** Alice's listener on a free port, echoing; everyone on this machine may connect. */
  public static QuicServer.Builder alice() {
    return QuicServer.builder()
        .bind(Await.ANY_PORT)
        .identity(IdentitySource.fixed(ALICE))
        .clients(ClientAccess.anonymousOnLoopback())
        .http3(new EchoStreams());
  }

  /** Alice's listener that lets only Bob in. */
  public static QuicServer.Builder aliceForBob() {
    return alice().clients(ClientAccess.authenticated(TrustPolicy.pinned(BOB.id())));
  }

  /** Bob's client. */
  public static QuicClient.Builder bob() {
    return QuicClient.builder().identity(IdentitySource.fixed(BOB));
  }

  /** A connection from a client to Alice. */
  public static QuicConnection connect(QuicClient client, QuicServer server) throws Exception {
    return Await.result(dial(client, server));
  }

  /** A connection from a client to Alice, still to come. */
  public static CompletableFuture<QuicConnection> dial(QuicClient client, QuicServer server) {
    return client.connect(server.address(), TrustPolicy.pinned(ALICE.id()));
  }
}
