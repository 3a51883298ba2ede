package io.ghostchain.benchmarks.engine;

import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.SubmitSummary;
import io.ghostchain.benchmarks.load.SubmitCall;
import io.grpc.Channel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * One peer that sends what a node must refuse, at a rate, until it is told to stop. It sends no
 * faster than the stream takes: what a node holds up at its edge costs it nothing.
 */
final class Flooder {
  private static final long ANSWER_SECONDS = 60;

  private final String kind;
  private final SubmitCall call;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Thread thread;
  private int sent;

  /**
   * Starts to send.
   *
   * @param most sent in all
   */
  Flooder(
      String kind,
      Channel channel,
      double perSecond,
      int most,
      IntFunction<SubmitRequest> requests) {
    this.kind = kind;
    this.call = new SubmitCall(channel);
    this.thread =
        Thread.ofPlatform().name("flood-" + kind).start(() -> flood(perSecond, most, requests));
  }

  String kind() {
    return kind;
  }

  /** Stops, and answers what the node said to all that was sent. */
  SubmitSummary stop() throws InterruptedException, ExecutionException, TimeoutException {
    stopped.set(true);
    thread.interrupt();
    thread.join();
    return call.summary().get(ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  /** How many were sent; after {@link #stop}. */
  int sent() {
    return sent;
  }

  private void flood(double perSecond, int most, IntFunction<SubmitRequest> requests) {
    long started = System.nanoTime();
    try {
      while (sent < most && !stopped.get() && !call.summary().isDone()) {
        long wait = started + (long) (sent * 1e9 / perSecond) - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
          continue;
        }
        call.awaitReady();
        call.send(requests.apply(sent));
        sent++;
      }
    } catch (InterruptedException told) {
      // The summary is of what was sent until then.
    }
    if (!call.summary().isDone()) {
      call.complete();
    }
  }
}
