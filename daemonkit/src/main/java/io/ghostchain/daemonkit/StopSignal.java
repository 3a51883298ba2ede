package io.ghostchain.daemonkit;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the daemon should stop: on SIGTERM or SIGINT, or because a part of it failed.
 *
 * <p>Open it before the daemon's parts, so that it closes after them: a signal's shutdown waits
 * until this is closed, and the process then returns {@link #exitCode} instead of 143. Safe for use
 * by several threads.
 */
public final class StopSignal implements AutoCloseable {
  private static final long CLOSE_MILLIS_MAX = 30_000;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicReference<@Nullable DaemonException> failure = new AtomicReference<>();
  private final Thread hook = new Thread(this::onSignal, "stop-signal");

  /** Starts to listen for signals. */
  public StopSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Returns when the daemon should stop. */
  public void await() throws InterruptedException {
    asked.await();
  }

  /** Asks the daemon to stop. */
  public void request() {
    asked.countDown();
  }

  /** Asks the daemon to stop because of a fault. The first fault counts. */
  public void fail(DaemonException fault) {
    failure.compareAndSet(null, fault);
    asked.countDown();
  }

  /** Why the daemon stops, if it is a fault. */
  public Optional<DaemonException> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** What the process should return. */
  public ExitCode exitCode() {
    DaemonException fault = failure.get();
    return fault == null ? ExitCode.OK : fault.exitCode();
  }

  /** Says that all parts are closed; idempotent. */
  @Override
  public void close() {
    asked.countDown();
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyStopping) {
      // The hook itself is what waits for us.
    }
  }

  private void onSignal() {
    asked.countDown();
    boolean clean = false;
    try {
      clean = closed.await(CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopWaiting) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(clean ? exitCode().number() : ExitCode.SOFTWARE.number());
  }
}
