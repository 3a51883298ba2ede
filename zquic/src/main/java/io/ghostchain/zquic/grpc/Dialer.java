package io.ghostchain.zquic.grpc;

import io.ghostchain.zquic.QuicClient;
import io.ghostchain.zquic.QuicConnection;
import io.ghostchain.zquic.tls.TrustPolicy;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/**
 * How a channel connects.
 *
 * @param owned whether the client ends with the channel
 */
record Dialer(QuicClient client, TrustPolicy trust, boolean owned) {
  /** A connection whose handshake is over. Any thread. */
  CompletableFuture<QuicConnection> connect(InetSocketAddress remote) {
    return client.connect(remote, trust);
  }

  /** Ends what belongs to the channel, and does not wait for it. */
  void close() {
    if (owned) {
      // Closing waits for the client's own threads, one of which may be calling.
      Thread.ofVirtual().name("grpc-h3-close").start(client::close);
    }
  }
}
