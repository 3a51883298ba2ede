package io.ghostchain.benchmarks.rpc;

import com.google.protobuf.ByteString;
import io.ghostchain.benchmarks.echo.EchoGrpc;
import io.ghostchain.benchmarks.echo.Payload;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A closed loop of unary calls with a fixed number in flight: each answer starts the next call,
 * until the time is up.
 */
final class UnaryLoad {
  /**
   * @param perSecond answered calls a second
   * @param latency of each call, in nanoseconds
   */
  record Result(double perSecond, Histogram latency) {
    double p50Micros() {
      return latency.getValueAtPercentile(50) / 1e3;
    }

    double p99Micros() {
      return latency.getValueAtPercentile(99) / 1e3;
    }
  }

  private final EchoGrpc.EchoStub stub;
  private final Payload payload;
  private final Histogram latency = new ConcurrentHistogram(60_000_000_000L, 3);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CountDownLatch idle;
  private final long until;

  private UnaryLoad(Channel channel, int bytes, int inFlight, long until) {
    this.stub = EchoGrpc.newStub(channel);
    this.payload = Payload.newBuilder().setData(ByteString.copyFrom(new byte[bytes])).build();
    this.idle = new CountDownLatch(inFlight);
    this.until = until;
  }

  static Result run(Channel channel, int bytes, int inFlight, Duration time)
      throws InterruptedException {
    long started = System.nanoTime();
    var load = new UnaryLoad(channel, bytes, inFlight, started + time.toNanos());
    for (int i = 0; i < inFlight; i++) {
      load.next();
    }
    load.idle.await();
    double seconds = (System.nanoTime() - started) / 1e9;
    if (load.failure.get() != null) {
      throw new IllegalStateException("a call failed", load.failure.get());
    }
    return new Result(load.latency.getTotalCount() / seconds, load.latency);
  }

  private void next() {
    long started = System.nanoTime();
    if (started >= until || failure.get() != null) {
      idle.countDown();
      return;
    }
    stub.unary(
        payload,
        new StreamObserver<>() {
          @Override
          public void onNext(Payload answer) {}

          @Override
          public void onError(Throwable problem) {
            failure.compareAndSet(null, problem);
            idle.countDown();
          }

          @Override
          public void onCompleted() {
            latency.recordValue(System.nanoTime() - started);
            next();
          }
        });
  }
}
