package io.ghostchain.walletd;

import io.ghostchain.daemonkit.health.Health;
import io.ghostchain.walletd.chain.HeadFollower;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.time.Duration;

/**
 * Whether the daemon is ready for its clients, told alike over HTTP and by gRPC's health service:
 * it is while it serves and its node answers, and not while it starts or stops.
 *
 * <p>A virtual thread carries each change of the link to those who watch; {@link #close} joins it.
 */
public final class Readiness implements AutoCloseable {
  /** The name by which gRPC's health service knows the wallet service. */
  public static final String SERVICE = "ghost.wallet.v1.WalletService";

  private static final Duration LOOK = Duration.ofMinutes(1);

  private enum Phase {
    STARTING,
    SERVING,
    STOPPING
  }

  private final HeadFollower head;
  private final Changes changes;
  private final HealthStatusManager statuses = new HealthStatusManager();
  private final Thread thread;
  private volatile Phase phase = Phase.STARTING;

  /** Starts to watch the link; nobody is told to be ready before {@link #serving}. */
  Readiness(HeadFollower head, Changes changes) {
    this.head = head;
    this.changes = changes;
    tell();
    this.thread = Thread.ofVirtual().name("readiness").start(this::loop);
  }

  /** What gRPC clients ask. */
  public BindableService service() {
    return statuses.getHealthService();
  }

  /** Clients are served from now on. */
  public void serving() {
    phase = Phase.SERVING;
    changes.happened();
    tell();
  }

  /** The daemon stops: for good, so no change of the link is told any more. */
  synchronized void stopping() {
    if (phase == Phase.STOPPING) {
      return;
    }
    phase = Phase.STOPPING;
    statuses.enterTerminalState();
  }

  /** What HTTP clients are told. */
  public Health health() {
    return switch (phase) {
      case STARTING -> new Health(true, false, "starting");
      case STOPPING -> new Health(true, false, "stopping");
      case SERVING ->
          head.isConnected() ? new Health(true, true, "ok") : new Health(true, false, "no node");
    };
  }

  @Override
  public void close() {
    stopping();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    try {
      while (!changes.isClosed()) {
        long seen = changes.version();
        tell();
        boolean _ = changes.await(seen, LOOK);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** One at a time, so that an older look does not come after a newer one. */
  private synchronized void tell() {
    ServingStatus status = health().ready() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
    statuses.setStatus("", status);
    statuses.setStatus(SERVICE, status);
  }
}
