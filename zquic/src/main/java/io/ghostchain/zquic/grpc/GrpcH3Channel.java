package io.ghostchain.zquic.grpc;

import io.ghostchain.zquic.QuicConnection;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.CompressorRegistry;
import io.grpc.ConnectivityState;
import io.grpc.DecompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.netty.buffer.ByteBufAllocator;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An {@code io.grpc} channel over HTTP/3 with a post-quantum handshake. Generated stubs take it
 * like any other.
 *
 * <p>It connects at the first call and keeps one connection a target, over which calls go in turn.
 * A target that fails is tried again with growing pauses (connection-backoff.md); meanwhile calls
 * go to the others, and fail with UNAVAILABLE when all have failed, unless they wait for ready. A
 * call that no server processed is repeated without being asked; other failed calls only as the
 * {@link RetryPolicy} says. Safe for use by several threads.
 */
public final class GrpcH3Channel extends ManagedChannel {
  private static final ClientConnection[] NONE = {};

  private final GrpcH3ChannelBuilder settings;
  private final Dialer dialer;
  private final RequestCoding coding;
  private final String authority;
  private final io.grpc.Channel intercepted;
  private final List<Link> links = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger liveCalls = new AtomicInteger();
  private final CountDownLatch terminated = new CountDownLatch(1);

  /** The connections that take calls; replaced as a whole. */
  private volatile ClientConnection[] ready = NONE;

  private volatile boolean shutdown;
  private volatile Status lastFailure =
      Status.UNAVAILABLE.withDescription("no connection was made yet");

  // Guarded by the lock on this.
  private final Set<H3ClientCall<?, ?>> pending = new LinkedHashSet<>();
  private final Set<H3ClientCall<?, ?>> sleeping = new HashSet<>();
  private final Set<ClientConnection> connections = new HashSet<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private ConnectivityState state = ConnectivityState.IDLE;
  private @Nullable Future<?> idleTimer;
  private boolean shutdownNow;

  private record Watcher(ConnectivityState source, Runnable callback) {}

  GrpcH3Channel(GrpcH3ChannelBuilder settings, Dialer dialer) {
    this.settings = settings;
    this.dialer = dialer;
    this.authority = settings.authority();
    this.coding = new RequestCoding(settings.userAgent, "gzip");
    for (InetSocketAddress target : settings.targets) {
      links.add(new Link(this, target));
    }
    this.intercepted = ClientInterceptors.intercept(new Calls(), settings.interceptors);
  }

  /**
   * Settings for a channel to one target.
   *
   * @param host a name, resolved anew at each connection attempt, or an address
   */
  public static GrpcH3ChannelBuilder builder(String host, int port) {
    return new GrpcH3ChannelBuilder(List.of(InetSocketAddress.createUnresolved(host, port)));
  }

  /** Settings for a channel to one target. */
  public static GrpcH3ChannelBuilder builder(InetSocketAddress target) {
    return new GrpcH3ChannelBuilder(List.of(target));
  }

  /** Settings for a channel that gives its calls to several targets in turn. */
  public static GrpcH3ChannelBuilder builder(List<InetSocketAddress> targets) {
    return new GrpcH3ChannelBuilder(targets);
  }

  @Override
  public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
    return intercepted.newCall(method, options);
  }

  @Override
  public String authority() {
    return authority;
  }

  @Override
  public GrpcH3Channel shutdown() {
    synchronized (this) {
      if (!shutdown) {
        shutdown = true;
        changeState();
      }
    }
    terminateIfDone();
    return this;
  }

  @Override
  public GrpcH3Channel shutdownNow() {
    shutdown();
    List<H3ClientCall<?, ?>> waiting;
    List<ClientConnection> open;
    synchronized (this) {
      shutdownNow = true;
      waiting = new ArrayList<>(pending);
      waiting.addAll(sleeping);
      pending.clear();
      sleeping.clear();
      open = List.copyOf(connections);
    }
    Status status = Status.UNAVAILABLE.withDescription("the channel was shut down at once");
    waiting.forEach(call -> call.close(status, new Metadata()));
    for (ClientConnection connection : open) {
      try {
        connection.queue().execute(() -> connection.cancelAll(status));
      } catch (RejectedExecutionException ended) {
        // The last call is over, so the channel's own loop has ended: nothing is left to cancel.
      }
    }
    return this;
  }

  @Override
  public boolean isShutdown() {
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
  public ConnectivityState getState(boolean requestConnection) {
    synchronized (this) {
      if (requestConnection && !shutdown) {
        links.forEach(Link::connectIfIdle);
        changeState();
      }
      return state;
    }
  }

  @Override
  public void notifyWhenStateChanged(ConnectivityState source, Runnable callback) {
    synchronized (this) {
      if (state == source) {
        watchers.add(new Watcher(source, callback));
        return;
      }
    }
    tell(callback);
  }

  @Override
  public void resetConnectBackoff() {
    synchronized (this) {
      if (!shutdown) {
        links.forEach(Link::resetBackoff);
        changeState();
      }
    }
  }

  @Override
  public void enterIdle() {
    List<ClientConnection> open;
    synchronized (this) {
      open = List.copyOf(connections);
      open.forEach(this::forget);
      changeState();
    }
    open.forEach(connection -> connection.queue().execute(connection::drain));
  }

  // What follows is for this package.

  /** A call begins. False if the channel was shut down; it counts all the same. */
  boolean callStarted() {
    liveCalls.incrementAndGet();
    return !shutdown;
  }

  /** A call ended. */
  void callEnded() {
    if (liveCalls.decrementAndGet() == 0) {
      if (shutdown) {
        terminateIfDone();
      } else {
        armIdle();
      }
    }
  }

  /** Begins an attempt of a call, now or when there is a connection. */
  void assign(H3ClientCall<?, ?> call) {
    ClientConnection on = pick();
    if (on == null) {
      Status failure = null;
      synchronized (this) {
        on = pick();
        if (on == null) {
          if (shutdownNow || (!call.waitsForReady() && allFail())) {
            failure = lastFailure;
          } else {
            pending.add(call);
          }
          links.forEach(Link::connectIfIdle);
          changeState();
        }
      }
      if (failure != null) {
        call.close(failure, new Metadata());
        return;
      }
    }
    if (on != null) {
      call.attempt(on);
    } else {
      call.armDeadline(Timer.SHARED);
      if (call.isClosed()) {
        synchronized (this) {
          pending.remove(call);
        }
      }
    }
  }

  /** {@link #assign} after a pause. */
  void assignLater(H3ClientCall<?, ?> call, long nanos) {
    synchronized (this) {
      sleeping.add(call);
    }
    later(
        () -> {
          boolean awake;
          synchronized (this) {
            awake = sleeping.remove(call);
          }
          if (awake) {
            assign(call);
          }
        },
        nanos);
    call.armDeadline(Timer.SHARED);
  }

  private @Nullable ClientConnection pick() {
    ClientConnection[] from = ready;
    return switch (from.length) {
      case 0 -> null;
      case 1 -> from[0];
      default -> from[Math.floorMod(turn.getAndIncrement(), from.length)];
    };
  }

  private boolean allFail() {
    for (Link link : links) {
      if (!link.isFailing()) {
        return false;
      }
    }
    return true;
  }

  /** An attempt to connect ended, well or not. */
  void linkConnected(Link link, @Nullable QuicConnection quic, @Nullable Throwable failure) {
    if (quic == null) {
      Throwable cause = failure;
      while (cause != null && cause.getCause() != null && cause instanceof CompletionException) {
        cause = cause.getCause();
      }
      synchronized (this) {
        lastFailure =
            Status.UNAVAILABLE
                .withDescription(
                    "cannot connect to " + link + (cause == null ? "" : ": " + cause.getMessage()))
                .withCause(cause);
        if (!shutdown || liveCalls.get() > 0) {
          link.failed();
          changeState();
        }
      }
      servePending();
      return;
    }
    ClientConnection made = new ClientConnection(quic, settings.limits.maxMetadataBytes());
    made.queue().execute(() -> made.begin(settings.keepAlive, settings.keepAliveWithoutCalls));
    boolean wanted;
    synchronized (this) {
      wanted = !isTerminated();
      if (wanted) {
        connections.add(made);
        link.ready(made);
        changeState();
      }
    }
    if (!wanted) {
      made.close(H3Exception.NO_ERROR, "");
      return;
    }
    quic.goingAway()
        .thenRun(() -> {
          lost(link, made);
          made.queue().execute(made::goAway);
        });
    quic.closed()
        .thenAccept(end -> {
          lost(link, made);
          synchronized (this) {
            connections.remove(made);
          }
          made.queue().execute(() -> made.ended(end));
        });
    servePending();
    if (liveCalls.get() == 0) {
      armIdle();
    }
  }

  private void lost(Link link, ClientConnection connection) {
    synchronized (this) {
      if (link.connection() == connection) {
        link.lost();
        if (links.size() > 1 && !shutdown) {
          // Round robin wants every target back without waiting for a call.
          link.connectIfIdle();
        }
        changeState();
      }
    }
  }

  private void forget(ClientConnection connection) {
    for (Link link : links) {
      if (link.connection() == connection) {
        link.idle();
      }
    }
  }

  void backoffOver(Link link) {
    synchronized (this) {
      if (!shutdown || !pending.isEmpty()) {
        link.backoffOver();
        changeState();
      }
    }
  }

  /** Gives waiting calls a connection, or their failure. */
  private void servePending() {
    List<H3ClientCall<?, ?>> served = new ArrayList<>();
    List<H3ClientCall<?, ?>> failed = new ArrayList<>();
    synchronized (this) {
      if (ready.length > 0) {
        served.addAll(pending);
        pending.clear();
      } else if (allFail()) {
        for (H3ClientCall<?, ?> call : pending) {
          if (!call.waitsForReady()) {
            failed.add(call);
          }
        }
        failed.forEach(pending::remove);
      }
      pending.removeIf(H3ClientCall::isClosed);
    }
    Status failure = lastFailure;
    failed.forEach(call -> call.close(failure, new Metadata()));
    served.forEach(this::assign);
  }

  /** Works out the state from the links'; with the lock held. */
  private void changeState() {
    ready =
        links.stream()
            .map(Link::connection)
            .filter(connection -> connection != null)
            .toArray(ClientConnection[]::new);
    ConnectivityState now = stateOfLinks();
    if (now == state) {
      return;
    }
    state = now;
    List<Watcher> told = List.copyOf(watchers);
    watchers.clear();
    told.forEach(watcher -> tell(watcher.callback));
  }

  private ConnectivityState stateOfLinks() {
    if (shutdown) {
      return ConnectivityState.SHUTDOWN;
    }
    ConnectivityState best = ConnectivityState.TRANSIENT_FAILURE;
    for (Link link : links) {
      switch (link.state()) {
        case READY -> {
          return ConnectivityState.READY;
        }
        case CONNECTING -> best = ConnectivityState.CONNECTING;
        case IDLE -> {
          if (best != ConnectivityState.CONNECTING) {
            best = ConnectivityState.IDLE;
          }
        }
        case TRANSIENT_FAILURE, SHUTDOWN -> {}
      }
    }
    return best;
  }

  private void tell(Runnable callback) {
    try {
      settings.executor.execute(callback);
    } catch (RejectedExecutionException e) {
      callback.run();
    }
  }

  private void armIdle() {
    Duration idle = settings.idleTimeout;
    synchronized (this) {
      if (idleTimer != null) {
        idleTimer.cancel(false);
      }
      idleTimer = later(this::idleOver, idle.toNanos());
    }
  }

  private void idleOver() {
    if (liveCalls.get() == 0) {
      enterIdle();
    }
  }

  private void terminateIfDone() {
    if (!shutdown || liveCalls.get() > 0) {
      return;
    }
    List<ClientConnection> open;
    synchronized (this) {
      if (isTerminated()) {
        return;
      }
      if (idleTimer != null) {
        idleTimer.cancel(false);
      }
      links.forEach(Link::shutdown);
      open = List.copyOf(connections);
      terminated.countDown();
    }
    open.forEach(connection -> connection.close(H3Exception.NO_ERROR, ""));
    dialer.close();
  }

  Future<?> later(Runnable work, long nanos) {
    return Timer.SHARED.schedule(work, nanos, TimeUnit.NANOSECONDS);
  }

  RetryPolicy retryPolicy(MethodDescriptor<?, ?> method) {
    return method.isSafe() || method.isIdempotent() || settings.retryable.test(method)
        ? settings.retryPolicy
        : RetryPolicy.none();
  }

  String lastFailure() {
    String description = lastFailure.getDescription();
    return description == null ? "" : description;
  }

  Dialer dialer() {
    return dialer;
  }

  RequestCoding coding() {
    return coding;
  }

  Executor executor() {
    return settings.executor;
  }

  ClientLimits limits() {
    return settings.limits;
  }

  ByteBufAllocator allocator() {
    return ByteBufAllocator.DEFAULT;
  }

  CompressorRegistry compressors() {
    return CompressorRegistry.getDefaultInstance();
  }

  DecompressorRegistry decompressors() {
    return DecompressorRegistry.getDefaultInstance();
  }

  Duration initialBackoff() {
    return settings.initialBackoff;
  }

  Duration maxBackoff() {
    return settings.maxBackoff;
  }

  RandomGenerator random() {
    return ThreadLocalRandom.current();
  }

  /** The end of the interceptors' chain. */
  private final class Calls extends io.grpc.Channel {
    @Override
    public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
      return new H3ClientCall<>(GrpcH3Channel.this, method, options);
    }

    @Override
    public String authority() {
      return authority;
    }
  }
}
