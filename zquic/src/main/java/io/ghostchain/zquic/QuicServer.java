package io.ghostchain.zquic;

import io.ghostchain.zquic.admission.Admission;
import io.ghostchain.zquic.admission.ResetTokens;
import io.ghostchain.zquic.admission.RetryTokens;
import io.ghostchain.zquic.admission.TokenHandler;
import io.ghostchain.zquic.tls.BrowserCertificate;
import io.ghostchain.zquic.tls.Continuation;
import io.ghostchain.zquic.tls.IdentitySource;
import io.ghostchain.zquic.tls.KeyExchange;
import io.ghostchain.zquic.tls.ServerTls;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.quic.QLogConfiguration;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicChannelOption;
import io.netty.handler.codec.quic.QuicCodecDispatcher;
import io.netty.handler.codec.quic.QuicConnectionIdGenerator;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on one UDP address and accepts QUIC connections.
 *
 * <p>It owns its threads; {@link #close} lets requests in progress end, then ends the threads.
 * Every method may be called from any thread.
 */
public final class QuicServer implements AutoCloseable {
  /** The ALPN id of HTTP/3 (RFC 9114 section 3.1). */
  public static final String H3 = "h3";

  private static final Logger LOG = LoggerFactory.getLogger(QuicServer.class);
  private static final int CONNECTION_ID_BYTES = 20;

  private final QuicConfig config;
  private final Loops loops;
  private final Meters meters;
  private final Admission admission;
  private final List<Channel> sockets = new ArrayList<>();
  private final Set<ServerConnectionHandler> connections = ConcurrentHashMap.newKeySet();
  private final InetSocketAddress address;
  private boolean closed;

  private QuicServer(Builder builder) throws IOException {
    this.config = builder.config;
    this.loops = new Loops(builder.name, config);
    this.meters = new Meters(builder.registry, builder.name, QuicConnection.Side.SERVER);
    QuicConfig.Limits limits = config.limits();
    this.admission =
        new Admission(
            new Admission.Limits(
                limits.connections(),
                limits.connectionsPerAddress(),
                limits.handshakesPerSecondPerAddress(),
                limits.halfOpen(),
                limits.retryAboveHalfOpen()),
            System::nanoTime);
    meters.gauge(QuicMeter.CONNECTIONS, admission::connections);
    meters.gauge(QuicMeter.HANDSHAKES_IN_PROGRESS, admission::halfOpen);
    try {
      this.address = bind(builder);
    } catch (IOException | RuntimeException e) {
      loops.close();
      meters.close();
      throw e;
    }
    LOG.info("listening name={} address={} loops={}", builder.name, address, sockets.size());
  }

  /** A listener to be configured. */
  public static Builder builder() {
    return new Builder();
  }

  /** The address it listens on, with the port the system chose if none was asked for. */
  public InetSocketAddress address() {
    return address;
  }

  /** Connections open at this moment, handshakes in progress included. */
  public int connections() {
    return admission.connections();
  }

  /** Closes within the configured drain timeout. */
  @Override
  public void close() {
    close(config.timeouts().drain());
  }

  /**
   * Takes no further connections, tells clients to send no further requests, waits for those in
   * progress, and closes what remains after {@code drain}. Closing twice is harmless.
   */
  public synchronized void close(Duration drain) {
    if (closed) {
      return;
    }
    closed = true;
    admission.close();
    List<ServerConnectionHandler> open = List.copyOf(connections);
    var done = new CountDownLatch(open.size());
    for (ServerConnectionHandler each : open) {
      QuicConnection connection = each.connection();
      if (connection == null) {
        done.countDown();
      } else {
        connection.closed().thenRun(done::countDown);
        connection.channel().eventLoop().execute(each::drain);
      }
    }
    try {
      if (!done.await(drain.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.info("closing with requests in progress connections={}", done.getCount());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Channel socket : sockets) {
      socket.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
    loops.close();
    meters.close();
  }

  private InetSocketAddress bind(Builder builder) throws IOException {
    InetSocketAddress wanted = builder.requireAddress();
    if (config.udp().loops() > 1) {
      requireFree(wanted);
    }
    var listener =
        new ServerConnectionHandler.Listener(
            config,
            builder.tls(),
            admission,
            Map.copyOf(builder.protocols),
            meters,
            each -> {
              connections.add(each);
              QuicConnection connection = each.connection();
              if (connection != null) {
                builder.onConnection.accept(connection);
              }
            },
            connections::remove);
    var dispatcher = new Dispatcher(listener, new RetryTokens(Clock.systemUTC()));
    InetSocketAddress at = wanted;
    for (int i = 0; i < config.udp().loops(); i++) {
      ChannelFuture bound =
          loops
              .sharedSocket(at)
              .handler(
                  new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel socket) {
                      socket
                          .pipeline()
                          .addLast(new SocketGuard(meters, CONNECTION_ID_BYTES), dispatcher);
                    }
                  })
              .bind(at)
              .awaitUninterruptibly();
      if (!bound.isSuccess()) {
        throw new SocketException("cannot listen on " + at + ": " + bound.cause().getMessage());
      }
      sockets.add(bound.channel());
      at = (InetSocketAddress) bound.channel().localAddress();
    }
    return at;
  }

  /**
   * With SO_REUSEPORT a second listener of the same user would silently get half of the packets.
   */
  private static void requireFree(InetSocketAddress address) throws IOException {
    try (DatagramChannel probe = DatagramChannel.open()) {
      probe.setOption(StandardSocketOptions.SO_REUSEADDR, false);
      probe.bind(address);
    } catch (SocketException e) {
      throw new SocketException("cannot listen on " + address + ": " + e.getMessage());
    }
  }

  /** Gives each socket its codec, and each packet to the socket that knows its connection. */
  private final class Dispatcher extends QuicCodecDispatcher {
    private final ServerConnectionHandler.Listener listener;
    private final RetryTokens retryTokens;
    private final ResetTokens resetTokens = new ResetTokens();

    private Dispatcher(ServerConnectionHandler.Listener listener, RetryTokens retryTokens) {
      super(CONNECTION_ID_BYTES);
      this.listener = listener;
      this.retryTokens = retryTokens;
    }

    /**
     * How the handshake that begins with the datagram now being handled waits for its signature.
     */
    private Continuation resuming(Channel socket) {
      SocketGuard guard = socket.pipeline().get(SocketGuard.class);
      return new Continuation(loops.crypto(), socket.eventLoop(), guard.wakeArriving());
    }

    @Override
    protected void initChannel(Channel socket, int idBytes, QuicConnectionIdGenerator ids) {
      QuicServerCodecBuilder codec =
          loops
              .tune(new QuicServerCodecBuilder())
              .sslEngineProvider(quic -> listener.tls().newEngine(quic.alloc(), resuming(socket)))
              .localConnectionIdLength(idBytes)
              .connectionIdAddressGenerator(ids)
              .resetTokenGenerator(resetTokens)
              .tokenHandler(
                  new TokenHandler(
                      admission,
                      retryTokens,
                      idBytes,
                      verdict -> meters.count(QuicMeter.TURNED_AWAY, verdict)))
              .option(QuicChannelOption.SEGMENTED_DATAGRAM_PACKET_ALLOCATOR, loops.segments())
              .handler(
                  new ChannelInitializer<QuicChannel>() {
                    @Override
                    protected void initChannel(QuicChannel quic) {
                      quic.pipeline().addLast(new ServerConnectionHandler(listener));
                    }
                  });
      config
          .qlogDirectory()
          .ifPresent(directory ->
              codec.option(
                  QuicChannelOption.QLOG,
                  new QLogConfiguration(directory.toString(), "zquic server", "zquic")));
      ChannelHandler built = codec.build();
      socket.pipeline().addLast(built);
    }
  }

  /** What a listener needs to know. Address, certificate, access and one protocol are required. */
  public static final class Builder {
    private String name = "server";
    private @Nullable InetSocketAddress address;
    private @Nullable IdentitySource identity;
    private @Nullable BrowserCertificate browserCertificate;
    private @Nullable ClientAccess access;
    private KeyExchange keyExchange = KeyExchange.POST_QUANTUM;
    private QuicConfig config = QuicConfig.defaults();
    private MeterRegistry registry = new CompositeMeterRegistry();
    private Clock clock = Clock.systemUTC();
    private Consumer<QuicConnection> onConnection = connection -> {};
    private final Map<String, RequestStreams> protocols = new LinkedHashMap<>();

    private Builder() {}

    /** A name for its threads and meters. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /** Where to listen; port 0 lets the system choose. */
    public Builder bind(InetSocketAddress address) {
      if (address.isUnresolved()) {
        throw new IllegalArgumentException("cannot resolve " + address.getHostString());
      }
      this.address = address;
      return this;
    }

    /** Shows the certificate of this node. */
    public Builder identity(IdentitySource identity) {
      this.identity = identity;
      return this;
    }

    /** Shows an ECDSA P-256 certificate instead of a node's, for clients that take no ML-DSA. */
    public Builder browserCertificate(BrowserCertificate certificate) {
      this.browserCertificate = certificate;
      return this;
    }

    /** Whom to let in. */
    public Builder clients(ClientAccess access) {
      this.access = access;
      return this;
    }

    /** Lets clients in that know no post-quantum key exchange. What they send can be read later. */
    public Builder alsoClassicalKeyExchange() {
      this.keyExchange = KeyExchange.POST_QUANTUM_OR_CLASSICAL;
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

    /** Speaks HTTP/3. */
    public Builder http3(RequestStreams streams) {
      return protocol(H3, streams);
    }

    /** Speaks another protocol on bare QUIC streams; may be called for several. */
    public Builder protocol(String alpn, RequestStreams streams) {
      protocols.put(alpn, streams);
      return this;
    }

    /** Told of each connection that was let in, on its event loop. */
    public Builder onConnection(Consumer<QuicConnection> told) {
      this.onConnection = told;
      return this;
    }

    /**
     * Begins to listen.
     *
     * @throws IllegalArgumentException if something required is missing or does not fit together
     * @throws IOException if the address cannot be bound
     */
    public QuicServer start() throws IOException {
      requireAccess().requireFitFor(requireAddress());
      if ((identity == null) == (browserCertificate == null)) {
        throw new IllegalArgumentException(
            "a listener needs either a node's identity or a browser certificate");
      }
      if (protocols.isEmpty()) {
        throw new IllegalArgumentException("a listener needs at least one protocol");
      }
      return new QuicServer(this);
    }

    private InetSocketAddress requireAddress() {
      InetSocketAddress set = address;
      if (set == null) {
        throw new IllegalArgumentException("a listener needs an address to bind");
      }
      return set;
    }

    private ClientAccess requireAccess() {
      ClientAccess set = access;
      if (set == null) {
        throw new IllegalArgumentException("a listener needs to know whom to let in (clients)");
      }
      return set;
    }

    private ServerTls tls() {
      Optional<TrustPolicy> clients =
          requireAccess() instanceof ClientAccess.Authenticated(var policy)
              ? Optional.of(policy)
              : Optional.empty();
      List<String> alpn = List.copyOf(protocols.keySet());
      if (identity != null) {
        return ServerTls.forNode(identity, clients, keyExchange, alpn, clock);
      }
      if (browserCertificate != null) {
        return ServerTls.forBrowsers(browserCertificate, clients, keyExchange, alpn, clock);
      }
      throw new IllegalArgumentException("a listener needs a certificate");
    }
  }
}
