package io.ghostchain.zquic;

import io.ghostchain.zquic.tls.ClientTls;
import io.ghostchain.zquic.tls.Continuation;
import io.ghostchain.zquic.tls.IdentitySource;
import io.ghostchain.zquic.tls.KeyExchange;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.unix.Errors;
import io.netty.handler.codec.quic.QLogConfiguration;
import io.netty.handler.codec.quic.Quic;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicChannelBootstrap;
import io.netty.handler.codec.quic.QuicChannelOption;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicConnectionAddress;
import io.netty.handler.codec.quic.QuicSslEngine;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.channels.ClosedChannelException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes QUIC connections. Each has a UDP socket of its own, connected to the server, so that an
 * address where nothing listens is known at once.
 *
 * <p>The codec below has BoringSSL load the system's certificate authorities for each connection,
 * though none is asked. Where the environment variable {@code SSL_CERT_FILE} or {@code
 * /etc/ssl/cert.pem} names a bundle, that is 10 ms of processor time and 1 MB of memory each; a
 * process that makes many connections is started with {@code SSL_CERT_FILE=/dev/null}.
 *
 * <p>It owns its threads; {@link #close} closes its connections and ends the threads. Every method
 * may be called from any thread.
 */
public final class QuicClient implements AutoCloseable {
  private static final int ID_BYTES = Quic.MAX_CONN_ID_LEN;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final QuicConfig config;
  private final Loops loops;
  private final Meters meters;
  private final ClientTls tls;
  private final RequestStreams incoming;
  private final Set<QuicChannel> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connecting = new AtomicInteger();
  private volatile boolean closed;

  private QuicClient(Builder builder) {
    this.config = builder.config;
    this.incoming = builder.incoming;
    this.tls =
        new ClientTls(builder.identity, builder.keyExchange, builder.protocols, builder.clock);
    this.loops = new Loops(builder.name, config);
    this.meters = new Meters(builder.registry, builder.name, QuicConnection.Side.CLIENT);
    meters.gauge(QuicMeter.CONNECTIONS, connections::size);
    meters.gauge(QuicMeter.HANDSHAKES_IN_PROGRESS, connecting::get);
  }

  /** A client to be configured. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Connects to a node that {@code trust} trusts.
   *
   * @return the connection once the handshake is over as far as the client sees (see {@link
   *     QuicConnection#authenticated}), or a {@link QuicException} that says what went wrong
   */
  public CompletableFuture<QuicConnection> connect(InetSocketAddress server, TrustPolicy trust) {
    return begin(server, (allocator, resume) -> tls.toNode(allocator, resume, trust));
  }

  /**
   * Connects to a listener that shows a browser certificate with exactly this key. The server then
   * proves its identity classically.
   */
  public CompletableFuture<QuicConnection> connectToBrowserListener(
      InetSocketAddress server, NodeId key) {
    return begin(server, (allocator, resume) -> tls.toBrowserListener(allocator, resume, key));
  }

  /** Closes every connection and ends the threads. Closing twice is harmless. */
  @Override
  public void close() {
    closed = true;
    for (QuicChannel connection : connections) {
      ConnectionHandler.end(
          connection,
          new ConnectionEnd(ConnectionEnd.Cause.CLOSED_HERE, 0, "the client was closed"));
      connection.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
    loops.close();
    meters.close();
  }

  private CompletableFuture<QuicConnection> begin(
      InetSocketAddress server, BiFunction<ByteBufAllocator, Continuation, QuicSslEngine> engine) {
    CompletableFuture<QuicConnection> result = new CompletableFuture<>();
    if (closed) {
      return failed(result, ConnectionEnd.Cause.CLOSED_HERE, "the client is closed");
    }
    if (server.isUnresolved()) {
      return failed(
          result, ConnectionEnd.Cause.UNREACHABLE, "cannot resolve " + server.getHostString());
    }
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    var confirmation = new Confirmation(config.timeouts().connect());
    connecting.incrementAndGet();
    result.whenComplete((connection, failure) -> connecting.decrementAndGet());
    loops
        .socket(server)
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel socket) {
                var guard = new SocketGuard(meters, ID_BYTES);
                guard.confirms(confirmation);
                confirmation.on(socket.eventLoop());
                var resume =
                    new Continuation(
                        loops.crypto(),
                        socket.eventLoop(),
                        () -> guard.wake(id, server, (InetSocketAddress) socket.localAddress()));
                var codec =
                    loops
                        .tune(new QuicClientCodecBuilder())
                        .localConnectionIdLength(ID_BYTES)
                        .sslEngineProvider(quic -> engine.apply(quic.alloc(), resume));
                socket.pipeline().addLast(guard, codec.build());
              }
            })
        .connect(server)
        .addListener((ChannelFuture connected) -> {
          if (connected.isSuccess()) {
            handshake(connected.channel(), id, server, confirmation, result);
          } else {
            failed(
                result,
                ConnectionEnd.Cause.UNREACHABLE,
                "cannot reach " + server + ": " + connected.cause().getMessage());
          }
        });
    return result;
  }

  private void handshake(
      Channel socket,
      byte[] id,
      InetSocketAddress server,
      Confirmation confirmation,
      CompletableFuture<QuicConnection> result) {
    var handler =
        new ClientConnectionHandler(config, tls, server, incoming, meters, confirmation, result);
    QuicChannelBootstrap bootstrap =
        QuicChannel.newBootstrap(socket)
            // Our own handler keeps the time, and says what was waited for.
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
            .option(
                QuicChannelOption.SEGMENTED_DATAGRAM_PACKET_ALLOCATOR,
                new RunawayGuard(loops.segments(), socket.eventLoop()))
            .remoteAddress(server)
            .localConnectionAddress(new QuicConnectionAddress(id))
            .handler(
                new ChannelInitializer<QuicChannel>() {
                  @Override
                  protected void initChannel(QuicChannel quic) {
                    quic.pipeline().addLast(handler);
                    socket.pipeline().addFirst(new Unreachable(quic, server, result));
                    connections.add(quic);
                    quic.closeFuture()
                        .addListener(gone -> {
                          connections.remove(quic);
                          socket.close();
                        });
                  }
                });
    config
        .qlogDirectory()
        .ifPresent(directory ->
            bootstrap.option(
                QuicChannelOption.QLOG,
                new QLogConfiguration(directory.toString(), "zquic client", "zquic")));
    bootstrap
        .connect()
        .addListener((Future<QuicChannel> connected) -> {
          if (!connected.isSuccess()) {
            if (!(connected.cause() instanceof ClosedChannelException)) {
              handler.failed(connected.cause());
            }
            // The handler tells the caller, once its channel is closed.
            socket.close();
          }
        });
  }

  private static CompletableFuture<QuicConnection> failed(
      CompletableFuture<QuicConnection> result, ConnectionEnd.Cause cause, String detail) {
    result.completeExceptionally(new QuicException(new ConnectionEnd(cause, 0, detail)));
    return result;
  }

  /**
   * Ends a handshake when the server's host says that nothing listens there. Later such messages
   * are ignored: anyone on the way could forge them (RFC 9000 section 14.2.1).
   */
  private static final class Unreachable extends ChannelDuplexHandler {
    // errno(3) of Linux.
    private static final int ECONNREFUSED = 111;

    private final QuicChannel quic;
    private final InetSocketAddress server;
    private final CompletableFuture<QuicConnection> result;

    private Unreachable(
        QuicChannel quic, InetSocketAddress server, CompletableFuture<QuicConnection> result) {
      this.quic = quic;
      this.server = server;
      this.result = result;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      failed(cause);
    }

    /** The system tells it to whichever call comes first, and that may be the next write. */
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      if (result.isDone()) {
        ctx.pipeline().remove(this);
        ctx.write(message, promise);
      } else {
        ctx.write(
            message,
            promise
                .unvoid()
                .addListener(written -> {
                  if (!written.isSuccess()) {
                    failed(written.cause());
                  }
                }));
      }
    }

    private void failed(Throwable cause) {
      boolean refused =
          cause instanceof PortUnreachableException
              || cause instanceof ConnectException
              || (cause instanceof Errors.NativeIoException io
                  && Math.abs(io.expectedErr()) == ECONNREFUSED);
      if (refused && !result.isDone()) {
        ConnectionHandler.end(
            quic,
            new ConnectionEnd(ConnectionEnd.Cause.UNREACHABLE, 0, "nothing listens on " + server));
        quic.eventLoop().execute(quic::close);
      }
    }
  }

  /** What a client needs to know; nothing is required. */
  public static final class Builder {
    private String name = "client";
    private @Nullable IdentitySource identity;
    private KeyExchange keyExchange = KeyExchange.POST_QUANTUM;
    private List<String> protocols = List.of(QuicServer.H3);
    private QuicConfig config = QuicConfig.defaults();
    private RequestStreams incoming = (connection, stream) -> stream.shutdown(0);
    private MeterRegistry registry = new CompositeMeterRegistry();
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /** A name for its threads and meters. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /** The identity to prove to servers that ask. Without one the client is anonymous. */
    public Builder identity(IdentitySource identity) {
      this.identity = identity;
      return this;
    }

    /** The key exchange to offer; post-quantum only unless said otherwise. */
    public Builder keyExchange(KeyExchange keyExchange) {
      this.keyExchange = keyExchange;
      return this;
    }

    /**
     * The application protocols to offer (ALPN), most wanted first; HTTP/3 unless said otherwise.
     */
    public Builder protocols(String... alpn) {
      this.protocols = List.of(alpn);
      return this;
    }

    /**
     * What to do with streams that servers open, on protocols other than HTTP/3; refused if unset.
     */
    public Builder incoming(RequestStreams streams) {
      this.incoming = streams;
      return this;
    }

    /** Other values than the defaults. */
    public Builder config(QuicConfig config) {
      this.config = config;
      return this;
    }

    /** Where to put the meters of {@link QuicMeter}. */
    public Builder meters(MeterRegistry registry) {
      this.registry = registry;
      return this;
    }

    /** The clock that certificates' dates are held against. */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /** Starts the threads. */
    public QuicClient build() {
      return new QuicClient(this);
    }
  }
}
