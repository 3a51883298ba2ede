package io.ghostchain.benchmarks.rpc;

import io.ghostchain.zquic.ClientAccess;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.grpc.GrpcH3Server;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;

/** The two transports under the same stubs. */
enum RpcTransport {
  /** Ours: HTTP/3, X25519MLKEM768, both sides proving an ML-DSA-65 identity. */
  HTTP3_POST_QUANTUM {
    @Override
    Served serve(InetSocketAddress address, Setting setting) throws IOException {
      NodeIdentity identity = NodeIdentity.generate();
      Server server =
          GrpcH3Server.builder()
              .listen(address)
              .quic(setting.config())
              .identity(identity)
              .clients(ClientAccess.authenticated(TrustPolicy.anyNode()))
              .addService(new EchoService())
              .directExecutor()
              .build()
              .start();
      return new Served(server, identity.id().toString());
    }

    @Override
    ManagedChannel connect(InetSocketAddress address, String identity, Setting setting) {
      return GrpcH3Channel.builder(address)
          .quic(setting.config())
          .identity(NodeIdentity.generate())
          .trust(TrustPolicy.pinned(NodeId.parse(identity)))
          .maxInboundMessageSize(8 << 20)
          .directExecutor()
          .build();
    }
  },

  /** The peer: grpc-java over HTTP/2, TLS 1.3 by BoringSSL, ECDSA P-256, the client anonymous. */
  HTTP2_CLASSICAL {
    @Override
    Served serve(InetSocketAddress address, Setting setting)
        throws IOException, GeneralSecurityException {
      return new Served(Http2Peer.server(address), "-");
    }

    @Override
    ManagedChannel connect(InetSocketAddress address, String identity, Setting setting)
        throws IOException {
      return Http2Peer.channel(address);
    }
  };

  /**
   * A server that runs.
   *
   * @param identity what clients must pin, "-" for nothing
   */
  record Served(Server server, String identity) {}

  abstract Served serve(InetSocketAddress address, Setting setting)
      throws IOException, GeneralSecurityException;

  abstract ManagedChannel connect(InetSocketAddress address, String identity, Setting setting)
      throws IOException;
}
