package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.sdnotify.SdNotify;
import io.ghostchain.ghostd.Node;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells the service manager that the node is alive: as long as blocks become durable, which takes
 * every stage behind intake. A node that hangs is restarted by the manager.
 */
final class Watchdog implements AutoCloseable {
  private static final int MISSED_HEARTBEATS_MAX = 10;

  private final SdNotify notify;
  private final Node node;
  private final CountDownLatch closed = new CountDownLatch(1);

  Watchdog(SdNotify notify, Node node) {
    this.notify = notify;
    this.node = node;
  }

  /** Begins to tell, if the manager asked for it. */
  void start() {
    notify
        .watchdogInterval()
        .ifPresent(interval ->
            Thread.ofPlatform().daemon(true).name("watchdog").start(() -> run(interval)));
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void run(Duration interval) {
    long patienceNanos =
        Math.max(
            interval.toNanos(),
            TimeUnit.MILLISECONDS.toNanos(
                MISSED_HEARTBEATS_MAX * node.core().genesis().parameters().heartbeatMillis()));
    long height = -1;
    long since = System.nanoTime();
    try {
      while (!closed.await(interval.toMillis() / 3, TimeUnit.MILLISECONDS)) {
        long now = node.core().head().height();
        if (now != height) {
          height = now;
          since = System.nanoTime();
        }
        if (System.nanoTime() - since < patienceNanos) {
          notify.alive();
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
