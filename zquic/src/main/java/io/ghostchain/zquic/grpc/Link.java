package io.ghostchain.zquic.grpc;

import io.ghostchain.zquic.QuicConnection;
import io.grpc.ConnectivityState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A channel's way to one target: connects, and connects again, as gRPC's connection-backoff.md
 * says.
 *
 * <p>A link is ready once the server has shown that it accepts us, not when the handshake ends.
 * Every field is guarded by the channel's lock.
 */
final class Link {
  private static final double MULTIPLIER = 1.6;
  private static final double JITTER = 0.2;

  /** A connection that ended sooner is a failure, so that two ends cannot spin. */
  private static final long SHORT_LIFE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final GrpcH3Channel channel;
  private final InetSocketAddress target;
  private ConnectivityState state = ConnectivityState.IDLE;
  private @Nullable ClientConnection connection;
  private @Nullable Future<?> backoffTimer;
  private double backoffNanos;
  private long readyAtNanos;
  private boolean hasFailed;

  Link(GrpcH3Channel channel, InetSocketAddress target) {
    this.channel = channel;
    this.target = target;
  }

  ConnectivityState state() {
    return state;
  }

  @Nullable ClientConnection connection() {
    return connection;
  }

  /**
   * Whether calls that do not wait should fail: the last attempt failed and none has succeeded
   * since.
   */
  boolean isFailing() {
    return hasFailed && state != ConnectivityState.READY;
  }

  /** Connects, if there is neither a connection nor an attempt nor a wait; with the lock held. */
  void connectIfIdle() {
    if (state == ConnectivityState.IDLE) {
      connect();
    }
  }

  /** Ends the wait for the next attempt; with the lock held. */
  void resetBackoff() {
    backoffNanos = 0;
    if (state == ConnectivityState.TRANSIENT_FAILURE) {
      cancelTimer();
      connect();
    }
  }

  private void connect() {
    state = ConnectivityState.CONNECTING;
    CompletableFuture<QuicConnection> ready =
        resolve().thenCompose(channel.dialer()::connect).thenCompose(QuicConnection::authenticated);
    ready.whenComplete((quic, failure) -> channel.linkConnected(this, quic, failure));
  }

  private CompletableFuture<InetSocketAddress> resolve() {
    if (!target.isUnresolved()) {
      return CompletableFuture.completedFuture(target);
    }
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            InetAddress address = InetAddress.getByName(target.getHostString());
            return new InetSocketAddress(address, target.getPort());
          } catch (UnknownHostException e) {
            throw new CompletionException(
                new UnknownHostException("no address for " + target.getHostString()));
          }
        },
        work -> Thread.ofVirtual().name("grpc-h3-resolve").start(work));
  }

  /** An attempt succeeded; with the lock held. */
  void ready(ClientConnection made) {
    connection = made;
    state = ConnectivityState.READY;
    hasFailed = false;
    readyAtNanos = System.nanoTime();
  }

  /** An attempt failed; with the lock held. */
  void failed() {
    hasFailed = true;
    backOff();
  }

  /** The connection takes no more calls; with the lock held. */
  void lost() {
    connection = null;
    if (System.nanoTime() - readyAtNanos < SHORT_LIFE_NANOS) {
      backOff();
    } else {
      backoffNanos = 0;
      state = ConnectivityState.IDLE;
    }
  }

  /** The connection is given up for want of calls; with the lock held. */
  void idle() {
    connection = null;
    state = ConnectivityState.IDLE;
  }

  private void backOff() {
    state = ConnectivityState.TRANSIENT_FAILURE;
    double initial = (double) channel.initialBackoff().toNanos();
    backoffNanos =
        backoffNanos == 0
            ? initial
            : Math.min(backoffNanos * MULTIPLIER, (double) channel.maxBackoff().toNanos());
    double jitter = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    cancelTimer();
    backoffTimer = channel.later(() -> channel.backoffOver(this), (long) (backoffNanos * jitter));
  }

  /** The wait is over; with the lock held. */
  void backoffOver() {
    if (state == ConnectivityState.TRANSIENT_FAILURE) {
      connect();
    }
  }

  /** Stops; with the lock held. */
  void shutdown() {
    cancelTimer();
    state = ConnectivityState.SHUTDOWN;
  }

  private void cancelTimer() {
    if (backoffTimer != null) {
      backoffTimer.cancel(false);
      backoffTimer = null;
    }
  }

  @Override
  public String toString() {
    return target.getHostString() + ":" + target.getPort();
  }
}
