package io.ghostchain.benchmarks.transport;

import io.ghostchain.zquic.QuicClient;
import io.ghostchain.zquic.tls.IdentitySource;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** Our own client, which pins the server and may prove an identity. */
final class ZquicClient implements Handshakes.Connector {
  private final QuicClient client;
  private final InetSocketAddress server;
  private final TrustPolicy trust;

  ZquicClient(InetSocketAddress server, String serverIdentity, boolean authenticated) {
    QuicClient.Builder builder =
        QuicClient.builder().protocols(TransportServer.ALPN).config(TransportServer.config());
    if (authenticated) {
      builder.identity(IdentitySource.fixed(NodeIdentity.generate()));
    }
    this.client = builder.build();
    this.server = server;
    this.trust = TrustPolicy.pinned(NodeId.parse(serverIdentity));
  }

  @Override
  public CompletableFuture<Runnable> connect() {
    return client.connect(server, trust).thenApply(connection -> () -> connection.close(0, "done"));
  }

  @Override
  public void close() {
    client.close();
  }
}
