package io.ghostchain.zquic.grpc;

import io.ghostchain.zquic.ClientAccess;
import io.ghostchain.zquic.QuicConfig;
import io.ghostchain.zquic.QuicServer;
import io.ghostchain.zquic.tls.IdentitySource;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.grpc.BindableService;
import io.grpc.CompressorRegistry;
import io.grpc.DecompressorRegistry;
import io.grpc.HandlerRegistry;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link GrpcH3Server}. Address, identity and {@link #clients} must be said. Not for
 * use by several threads.
 */
public final class GrpcH3ServerBuilder {
  private static final int DEFAULT_METADATA_BYTES = 8 * 1024;
  private static final int DEFAULT_CALLS_PER_CONNECTION = 1000;

  private final QuicServer.Builder listener = QuicServer.builder().name("grpc");
  private final List<ServerServiceDefinition> services = new ArrayList<>();
  private final List<ServerInterceptor> interceptors = new ArrayList<>();
  private Executor executor = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable ServerCallExecutorSupplier executorSupplier;
  private @Nullable HandlerRegistry fallback;
  private int maxMessageBytes = GrpcH3Server.DEFAULT_MESSAGE_BYTES;
  private int maxMetadataBytes = DEFAULT_METADATA_BYTES;
  private int maxCallsPerConnection = DEFAULT_CALLS_PER_CONNECTION;

  GrpcH3ServerBuilder() {}

  /** Where to listen; port 0 lets the system choose. */
  public GrpcH3ServerBuilder listen(InetSocketAddress address) {
    listener.bind(address);
    return this;
  }

  /** The identity that clients are shown. */
  public GrpcH3ServerBuilder identity(NodeIdentity identity) {
    return identity(IdentitySource.fixed(identity));
  }

  /** The identity that clients are shown, which may change between connections. */
  public GrpcH3ServerBuilder identity(IdentitySource identity) {
    listener.identity(identity);
    return this;
  }

  /** Whom to let in. */
  public GrpcH3ServerBuilder clients(ClientAccess access) {
    listener.clients(access);
    return this;
  }

  /** How to use QUIC. */
  public GrpcH3ServerBuilder quic(QuicConfig config) {
    listener.config(config);
    return this;
  }

  /**
   * The listener below, for what this builder has no word for (meters, a browser certificate,
   * classical key exchange). Its protocols and connections are the server's own.
   */
  public QuicServer.Builder listener() {
    return listener;
  }

  /** Adds a service. */
  public GrpcH3ServerBuilder addService(BindableService service) {
    return addService(service.bindService());
  }

  /** Adds a service. */
  public GrpcH3ServerBuilder addService(ServerServiceDefinition service) {
    services.add(service);
    return this;
  }

  /** Adds an interceptor for all services; the one added last sees a call first. */
  public GrpcH3ServerBuilder intercept(ServerInterceptor interceptor) {
    interceptors.add(interceptor);
    return this;
  }

  /** Asked for methods that no added service has. */
  public GrpcH3ServerBuilder fallbackHandlerRegistry(HandlerRegistry registry) {
    fallback = registry;
    return this;
  }

  /** Where services run; a virtual thread for each piece of a call unless said. */
  public GrpcH3ServerBuilder executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /** Runs services on the event loop: fastest, and they must never block. */
  public GrpcH3ServerBuilder directExecutor() {
    return executor(Runnable::run);
  }

  /** Chooses an executor for each call; where it answers null {@link #executor} is used. */
  public GrpcH3ServerBuilder callExecutor(ServerCallExecutorSupplier supplier) {
    executorSupplier = supplier;
    return this;
  }

  /** The largest message to receive, before and after decompression; 4 MiB unless said. */
  public GrpcH3ServerBuilder maxInboundMessageSize(int bytes) {
    maxMessageBytes = positive("maxInboundMessageSize", bytes);
    return this;
  }

  /** The largest head to receive (RFC 9114 section 4.2.2); 8 KiB unless said. */
  public GrpcH3ServerBuilder maxInboundMetadataSize(int bytes) {
    maxMetadataBytes = positive("maxInboundMetadataSize", bytes);
    return this;
  }

  /**
   * How many calls of one connection may be at work; more are refused, which clients repeat. A call
   * counts until its service was told that it ended, however early its client went; 1,000 unless
   * said.
   */
  public GrpcH3ServerBuilder maxConcurrentCallsPerConnection(int calls) {
    maxCallsPerConnection = positive("maxConcurrentCallsPerConnection", calls);
    return this;
  }

  /** The server, not yet started. */
  public GrpcH3Server build() {
    Map<String, ServerMethodDefinition<?, ?>> methods = new HashMap<>();
    for (ServerServiceDefinition service : services) {
      for (var method : ServerInterceptors.intercept(service, interceptors).getMethods()) {
        String name = method.getMethodDescriptor().getFullMethodName();
        if (methods.put(name, method) != null) {
          throw new IllegalArgumentException("two services have the method " + name);
        }
      }
    }
    HandlerRegistry others =
        fallback == null || interceptors.isEmpty()
            ? fallback
            : new InterceptedRegistry(fallback, List.copyOf(interceptors));
    return new GrpcH3Server(
        listener,
        new ServerConfig(
            Map.copyOf(methods),
            others,
            executor,
            executorSupplier,
            CompressorRegistry.getDefaultInstance(),
            DecompressorRegistry.getDefaultInstance(),
            maxMessageBytes,
            maxMetadataBytes,
            maxCallsPerConnection),
        List.copyOf(services),
        fallback);
  }

  private static int positive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + ": expected 1 or more, got " + value);
    }
    return value;
  }

  /** A registry whose methods the server's interceptors see. */
  private static final class InterceptedRegistry extends HandlerRegistry {
    private final HandlerRegistry registry;
    private final List<ServerInterceptor> interceptors;

    InterceptedRegistry(HandlerRegistry registry, List<ServerInterceptor> interceptors) {
      this.registry = registry;
      this.interceptors = interceptors;
    }

    @Override
    public List<ServerServiceDefinition> getServices() {
      return registry.getServices();
    }

    @Override
    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
        String name, @Nullable String authority) {
      ServerMethodDefinition<?, ?> found = registry.lookupMethod(name, authority);
      return found == null ? null : intercept(found);
    }

    private <Q, R> ServerMethodDefinition<?, ?> intercept(ServerMethodDefinition<Q, R> method) {
      String service = method.getMethodDescriptor().getServiceName();
      if (service == null) {
        return method;
      }
      ServerServiceDefinition alone =
          ServerServiceDefinition.builder(service).addMethod(method).build();
      return ServerInterceptors.intercept(alone, interceptors).getMethods().iterator().next();
    }
  }
}
