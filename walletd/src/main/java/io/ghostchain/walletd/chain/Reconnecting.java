package io.ghostchain.walletd.chain;

import io.ghostchain.walletd.Refusal;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that keeps a stream from the node open: when it ends it begins another, with growing
 * pauses while the node is away. {@link #restart} ends the present one; {@link #close} joins the
 * thread.
 */
public final class Reconnecting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reconnecting.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** One stream from beginning to end. */
  public interface Session {
    /** Runs until the stream ends; {@code working} is called at each sign of life. */
    void run(Runnable working) throws InterruptedException;
  }

  private final String name;
  private final Session session;
  private final Thread thread;
  private volatile boolean closed;
  // Of the thread.
  private String reported = "";
  // Guarded by this.
  private Context.CancellableContext context = Context.ROOT.withCancellation();
  private boolean paused;

  /** Starts a thread of this name. */
  public Reconnecting(String name, Session session) {
    this.name = name;
    this.session = session;
    this.thread = Thread.ofVirtual().name(name).start(this::loop);
  }

  /** Ends the present stream, so that the next begins at once. */
  public synchronized void restart() {
    context.cancel(null);
    paused = false;
    notifyAll();
  }

  @Override
  public void close() {
    closed = true;
    restart();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    long[] pause = {FIRST_PAUSE.toMillis()};
    while (!closed) {
      Context.CancellableContext current = Context.ROOT.withCancellation();
      synchronized (this) {
        context = current;
        paused = true;
      }
      Context before = current.attach();
      try {
        session.run(() -> pause[0] = FIRST_PAUSE.toMillis());
      } catch (StatusRuntimeException | Refusal outage) {
        if (!closed && !current.isCancelled()) {
          report(outage);
        }
      } catch (InterruptedException stop) {
        return;
      } catch (RuntimeException defect) {
        LOG.error("stream failed name={}", name, defect);
      } finally {
        current.detach(before);
        current.cancel(null);
      }
      if (!rest(pause[0])) {
        return;
      }
      pause[0] = Math.min(2 * pause[0], LONGEST_PAUSE.toMillis());
    }
  }

  /** That a node is away is told elsewhere; that it refuses us is for the operator, once. */
  private void report(RuntimeException failure) {
    String cause = String.valueOf(failure.getMessage());
    boolean away =
        switch (failure) {
          case StatusRuntimeException byNode -> NodeLink.isOutage(byNode.getStatus());
          case Refusal refusal -> refusal.kind() == Refusal.Kind.UNREACHABLE;
          default -> false;
        };
    if (away || cause.equals(reported)) {
      LOG.debug("stream broke name={} cause={}", name, cause);
    } else {
      LOG.warn("stream refused name={} cause=\"{}\"", name, cause);
      reported = cause;
    }
  }

  /** Waits unless a restart was asked for; false when interrupted. */
  private synchronized boolean rest(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    try {
      while (paused && !closed) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          break;
        }
        wait(left);
      }
      return true;
    } catch (InterruptedException stop) {
      return false;
    }
  }
}
