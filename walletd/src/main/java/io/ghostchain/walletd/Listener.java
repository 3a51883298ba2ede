package io.ghostchain.walletd;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.walletd.rpc.TokenAuth;
import io.ghostchain.zquic.ClientAccess;
import io.ghostchain.zquic.grpc.GrpcH3Server;
import io.ghostchain.zquic.grpc.GrpcH3ServerBuilder;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Where clients reach the daemon, and which may: with named clients those alone, each by its key,
 * and no token; with none named anyone on this machine who has the token.
 */
final class Listener {
  private static final int MESSAGE_BYTES = 16 << 20;

  private Listener() {}

  /**
   * Listens.
   *
   * @throws DaemonException if the address cannot be used, or nobody was named who may come from
   *     beyond this machine
   */
  static GrpcH3Server open(
      WalletdConfig.Listen listen,
      byte[] token,
      NodeIdentity identity,
      Walletd walletd,
      MeterRegistry registry)
      throws DaemonException {
    InetSocketAddress address = Addresses.parse("listen.address", listen.address());
    GrpcH3ServerBuilder server =
        GrpcH3Server.builder()
            .listen(address)
            .identity(identity)
            .intercept(walletd.service().interceptor())
            .addService(walletd.service())
            .addService(walletd.readiness().service())
            .addService(ProtoReflectionServiceV1.newInstance())
            .maxInboundMessageSize(MESSAGE_BYTES);
    var _ = server.listener().meters(registry);
    if (listen.clients().isEmpty()) {
      requireThisMachine(listen, address);
      server.clients(ClientAccess.anonymousOnLoopback()).intercept(new TokenAuth(token));
    } else {
      server.clients(ClientAccess.authenticated(TrustPolicy.pinned(clients(listen))));
    }
    try {
      return server.build().start();
    } catch (IOException inUse) {
      throw new DaemonException(
          ExitCode.TEMPORARY,
          "address-unusable",
          "cannot listen on " + listen.address() + ": " + inUse.getMessage(),
          "choose another address, or port 0 for a free one",
          inUse);
    }
  }

  private static Set<NodeId> clients(WalletdConfig.Listen listen) throws DaemonException {
    Set<NodeId> clients = new LinkedHashSet<>();
    for (String client : listen.clients()) {
      clients.add(Addresses.id("listen.clients", client, NodeId::parse));
    }
    return clients;
  }

  private static void requireThisMachine(WalletdConfig.Listen listen, InetSocketAddress address)
      throws DaemonException {
    if (!address.getAddress().isLoopbackAddress()) {
      throw new DaemonException(
          ExitCode.CONFIG,
          "clients-missing",
          "listen.address is "
              + listen.address()
              + ", which others reach, and listen.clients is empty",
          "name the ids of the clients that may connect, or listen on 127.0.0.1");
    }
  }
}
