package io.ghostchain.zquic.grpc;

import io.ghostchain.zquic.ClientAccess;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.BindableService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Servers and channels over mutual post-quantum TLS on loopback, closed together. */
final class Wire implements AutoCloseable {
  static final NodeIdentity SERVER = NodeIdentity.generate();
  static final NodeIdentity CLIENT = NodeIdentity.generate();

  private final List<GrpcH3Server> servers = new ArrayList<>();
  private final List<GrpcH3Channel> channels = new ArrayList<>();

  GrpcH3Server server(BindableService service) {
    return server(builder -> builder.addService(service));
  }

  GrpcH3Server server(UnaryOperator<GrpcH3ServerBuilder> with) {
    return server(0, with);
  }

  GrpcH3Server server(int port, UnaryOperator<GrpcH3ServerBuilder> with) {
    GrpcH3ServerBuilder builder =
        GrpcH3Server.builder()
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .identity(SERVER)
            .clients(ClientAccess.authenticated(TrustPolicy.pinned(CLIENT.id())));
    try {
      GrpcH3Server started = with.apply(builder).build().start();
      servers.add(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GrpcH3Channel channel(GrpcH3Server server) {
    return channel(server, builder -> builder);
  }

  GrpcH3Channel channel(GrpcH3Server server, UnaryOperator<GrpcH3ChannelBuilder> with) {
    return channel(List.of(address(server)), with);
  }

  GrpcH3Channel channel(List<InetSocketAddress> targets, UnaryOperator<GrpcH3ChannelBuilder> with) {
    GrpcH3Channel built =
        with.apply(
                GrpcH3Channel.builder(targets)
                    .identity(CLIENT)
                    .trust(TrustPolicy.pinned(SERVER.id())))
            .build();
    channels.add(built);
    return built;
  }

  static InetSocketAddress address(GrpcH3Server server) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
  }

  @Override
  public void close() {
    channels.forEach(GrpcH3Channel::shutdownNow);
    servers.forEach(GrpcH3Server::shutdownNow);
    try {
      for (GrpcH3Channel channel : channels) {
        if (!channel.awaitTermination(10, TimeUnit.SECONDS)) {
          throw new AssertionError("a channel did not terminate");
        }
      }
      for (GrpcH3Server server : servers) {
        if (!server.awaitTermination(10, TimeUnit.SECONDS)) {
          throw new AssertionError("a server did not terminate");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
