package io.ghostchain.zquic.grpc;

import io.ghostchain.zquic.QuicClient;
import io.ghostchain.zquic.QuicConfig;
import io.ghostchain.zquic.tls.IdentitySource;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link GrpcH3Channel}. Only {@link #trust} must be said. Not for use by several
 * threads.
 */
public final class GrpcH3ChannelBuilder {
  final List<InetSocketAddress> targets;
  final List<ClientInterceptor> interceptors = new ArrayList<>();
  Executor executor = Executors.newVirtualThreadPerTaskExecutor();
  ClientLimits limits = new ClientLimits(GrpcH3Server.DEFAULT_MESSAGE_BYTES, 8 * 1024);
  String userAgent = "grpc-java-ghostchain-h3";
  Duration idleTimeout = Duration.ofMinutes(30);
  @Nullable Duration keepAlive;
  boolean keepAliveWithoutCalls;
  Duration initialBackoff = Duration.ofSeconds(1);
  Duration maxBackoff = Duration.ofMinutes(2);
  RetryPolicy retryPolicy = RetryPolicy.defaults();
  Predicate<MethodDescriptor<?, ?>> retryable = method -> false;

  private QuicConfig config = QuicConfig.defaults();
  private @Nullable QuicClient client;
  private @Nullable IdentitySource identity;
  private @Nullable TrustPolicy trust;
  private @Nullable String authority;

  GrpcH3ChannelBuilder(List<InetSocketAddress> targets) {
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a channel needs at least one target");
    }
    this.targets = List.copyOf(targets);
  }

  /** Which servers to trust. */
  public GrpcH3ChannelBuilder trust(TrustPolicy policy) {
    trust = policy;
    return this;
  }

  /** The identity to prove to servers that ask. Without one the channel is anonymous. */
  public GrpcH3ChannelBuilder identity(NodeIdentity identity) {
    return identity(IdentitySource.fixed(identity));
  }

  /** The identity to prove to servers that ask, which may change between connections. */
  public GrpcH3ChannelBuilder identity(IdentitySource identity) {
    this.identity = identity;
    return this;
  }

  /** How to use QUIC, unless a {@link #client} is given. */
  public GrpcH3ChannelBuilder quic(QuicConfig config) {
    this.config = config;
    return this;
  }

  /**
   * A QUIC client to share with others, which stays open when the channel ends. It brings its own
   * identity and settings. Without one the channel has its own, with one event loop.
   */
  public GrpcH3ChannelBuilder client(QuicClient shared) {
    this.client = shared;
    return this;
  }

  /**
   * Where callbacks of calls run that name no executor of their own; a virtual thread for each
   * otherwise.
   */
  public GrpcH3ChannelBuilder executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /** Runs callbacks on the event loop: fastest, and they must never block. */
  public GrpcH3ChannelBuilder directExecutor() {
    return executor(Runnable::run);
  }

  /** Adds interceptors; the one added last sees a call first. */
  public GrpcH3ChannelBuilder intercept(ClientInterceptor... added) {
    interceptors.addAll(List.of(added));
    return this;
  }

  /** The largest message to receive, before and after decompression; 4 MiB unless said. */
  public GrpcH3ChannelBuilder maxInboundMessageSize(int bytes) {
    limits = new ClientLimits(positive("maxInboundMessageSize", bytes), limits.maxMetadataBytes());
    return this;
  }

  /** The largest head or trailers to receive (RFC 9114 section 4.2.2); 8 KiB unless said. */
  public GrpcH3ChannelBuilder maxInboundMetadataSize(int bytes) {
    limits = new ClientLimits(limits.maxMessageBytes(), positive("maxInboundMetadataSize", bytes));
    return this;
  }

  /** What follows the name of this library in {@code user-agent}, in printable ASCII. */
  public GrpcH3ChannelBuilder userAgent(String application) {
    userAgent = application + " grpc-java-ghostchain-h3";
    return this;
  }

  /** The {@code :authority} of requests; the first target unless said. */
  public GrpcH3ChannelBuilder overrideAuthority(String authority) {
    this.authority = authority;
    return this;
  }

  /** After how long without calls connections are given up; 30 minutes unless said. */
  public GrpcH3ChannelBuilder idleTimeout(Duration timeout) {
    idleTimeout = timeout;
    return this;
  }

  /**
   * Sends something every so often while there are calls, so that a dead server is noticed and NATs
   * keep their mapping. It must be less than QUIC's idle timeout, which is what then ends the
   * connection. QUIC has pings for this, but Netty no call for them: a reserved HTTP/3 frame does
   * the same (RFC 9114 section 7.2.8).
   */
  public GrpcH3ChannelBuilder keepAlive(Duration interval) {
    keepAlive = interval;
    return this;
  }

  /** {@link #keepAlive} also while there are no calls. */
  public GrpcH3ChannelBuilder keepAliveWithoutCalls() {
    keepAliveWithoutCalls = true;
    return this;
  }

  /** The pauses between connection attempts; from 1 s up to 120 s unless said. */
  public GrpcH3ChannelBuilder reconnectBackoff(Duration initial, Duration max) {
    if (initial.isNegative() || initial.isZero() || initial.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "reconnectBackoff: expected 0 < initial <= max, got " + initial + " and " + max);
    }
    initialBackoff = initial;
    maxBackoff = max;
    return this;
  }

  /** When failed calls of retryable methods are repeated; see {@link RetryPolicy#defaults}. */
  public GrpcH3ChannelBuilder retry(RetryPolicy policy) {
    retryPolicy = policy;
    return this;
  }

  /**
   * Which methods may be repeated, beside those whose {@code .proto} says {@code
   * idempotency_level}.
   */
  public GrpcH3ChannelBuilder retryable(Predicate<MethodDescriptor<?, ?>> methods) {
    retryable = methods;
    return this;
  }

  /**
   * The channel. It connects when it is first used.
   *
   * @throws IllegalArgumentException if it is not said whom to trust
   */
  public GrpcH3Channel build() {
    TrustPolicy trusted = trust;
    if (trusted == null) {
      throw new IllegalArgumentException("a channel needs to know which servers to trust");
    }
    QuicClient shared = client;
    if (shared != null) {
      return new GrpcH3Channel(this, new Dialer(shared, trusted, false));
    }
    QuicClient.Builder own = QuicClient.builder().name("grpc").config(config);
    if (identity != null) {
      own.identity(identity);
    }
    return new GrpcH3Channel(this, new Dialer(own.build(), trusted, true));
  }

  String authority() {
    if (authority != null) {
      return authority;
    }
    InetSocketAddress first = targets.getFirst();
    String host = first.getHostString();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + first.getPort();
  }

  private static int positive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + ": expected 1 or more, got " + value);
    }
    return value;
  }
}
