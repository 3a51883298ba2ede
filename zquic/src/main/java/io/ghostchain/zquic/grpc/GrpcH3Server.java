package io.ghostchain.zquic.grpc;

import io.ghostchain.zquic.QuicConnection;
import io.ghostchain.zquic.QuicServer;
import io.ghostchain.zquic.RequestStreams;
import io.ghostchain.zquic.tls.NodeId;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InternalServer;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An {@code io.grpc} server over HTTP/3 with a post-quantum handshake, for generated services.
 *
 * <p>What a client may cost is bounded: messages, metadata and calls at work have limits, a service
 * that stops reading stops its client, and an exception of a service is told to the client as
 * UNKNOWN and nothing more. Safe for use by several threads.
 */
public final class GrpcH3Server extends Server {
  /** The largest message unless said otherwise: 4 MiB. */
  public static final int DEFAULT_MESSAGE_BYTES = 4 * 1024 * 1024;

  /** Who the peer of a connection proved to be; absent for an anonymous client. */
  public static final Attributes.Key<NodeId> PEER_ATTRIBUTE =
      Attributes.Key.create("io.ghostchain.zquic.grpc.peer");

  /** The same in the context of a call on a server. */
  public static final Context.Key<NodeId> PEER = Context.key("io.ghostchain.zquic.grpc.peer");

  /** Longer than any drain: calls in progress end by themselves or by {@link #shutdownNow}. */
  private static final Duration UNTIL_DONE = Duration.ofDays(1000);

  private static final AttributeKey<ServerConnection> CONNECTION =
      AttributeKey.valueOf(GrpcH3Server.class, "CONNECTION");

  private final QuicServer.Builder listener;
  private final ServerConfig config;
  private final List<ServerServiceDefinition> services;
  private final @Nullable HandlerRegistry fallback;
  private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch terminated = new CountDownLatch(1);
  private @Nullable QuicServer quic;
  private @Nullable InetSocketAddress address;
  private boolean shutdown;

  GrpcH3Server(
      QuicServer.Builder listener,
      ServerConfig config,
      List<ServerServiceDefinition> services,
      @Nullable HandlerRegistry fallback) {
    this.listener = listener;
    this.config = config;
    this.services = services;
    this.fallback = fallback;
  }

  /** Settings for a server. */
  public static GrpcH3ServerBuilder builder() {
    return new GrpcH3ServerBuilder();
  }

  @Override
  public synchronized GrpcH3Server start() throws IOException {
    if (quic != null || shutdown) {
      throw new IllegalStateException("a server starts once");
    }
    quic = listener.http3(new Streams()).onConnection(this::connected).start();
    address = quic.address();
    return this;
  }

  private void connected(QuicConnection connection) {
    Attributes.Builder attributes =
        Attributes.newBuilder()
            .set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, connection.remoteAddress())
            .set(Grpc.TRANSPORT_ATTR_LOCAL_ADDR, localAddress());
    var engine = connection.channel().sslEngine();
    if (engine != null) {
      attributes.set(Grpc.TRANSPORT_ATTR_SSL_SESSION, engine.getSession());
    }
    // Reflection finds its server by this key; it is in io.grpc's own package, and the only way.
    Context context = Context.ROOT.withValue(InternalServer.SERVER_CONTEXT_KEY, this);
    if (connection.peer().isPresent()) {
      attributes.set(PEER_ATTRIBUTE, connection.peer().get());
      context = context.withValue(PEER, connection.peer().get());
    }
    ServerConnection made = new ServerConnection(config, connection, attributes.build(), context);
    connection.channel().attr(CONNECTION).set(made);
    connections.add(made);
    connection.closed().thenRun(() -> connections.remove(made));
  }

  private static final class Streams implements RequestStreams {
    @Override
    public void open(QuicConnection connection, QuicStreamChannel stream) {
      connection.channel().attr(CONNECTION).get().opened(stream);
    }

    @Override
    public boolean readsFrames() {
      return true;
    }
  }

  private synchronized InetSocketAddress localAddress() {
    return address == null ? new InetSocketAddress(0) : address;
  }

  @Override
  public synchronized int getPort() {
    return address == null ? -1 : address.getPort();
  }

  @Override
  public synchronized List<? extends SocketAddress> getListenSockets() {
    if (address == null) {
      throw new IllegalStateException("the server was not started");
    }
    return List.of(address);
  }

  @Override
  public List<ServerServiceDefinition> getServices() {
    List<ServerServiceDefinition> all = new ArrayList<>(services);
    all.addAll(getMutableServices());
    return List.copyOf(all);
  }

  @Override
  public List<ServerServiceDefinition> getImmutableServices() {
    return services;
  }

  @Override
  public List<ServerServiceDefinition> getMutableServices() {
    return fallback == null ? List.of() : fallback.getServices();
  }

  /** Takes no new calls and lets those in progress end. */
  @Override
  public synchronized GrpcH3Server shutdown() {
    if (shutdown) {
      return this;
    }
    shutdown = true;
    QuicServer open = quic;
    if (open == null) {
      terminated.countDown();
    } else {
      Thread.ofVirtual()
          .name("grpc-h3-server-drain")
          .start(() -> {
            open.close(UNTIL_DONE);
            terminated.countDown();
          });
    }
    return this;
  }

  @Override
  public GrpcH3Server shutdownNow() {
    shutdown();
    connections.forEach(ServerConnection::closeNow);
    return this;
  }

  @Override
  public synchronized boolean isShutdown() {
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    return terminated.getCount() == 0;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return terminated.await(timeout, unit);
  }

  @Override
  public void awaitTermination() throws InterruptedException {
    terminated.await();
  }
}
