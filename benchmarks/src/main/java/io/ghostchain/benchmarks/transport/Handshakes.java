package io.ghostchain.benchmarks.transport;

import io.ghostchain.benchmarks.ChildJvm;
import io.ghostchain.benchmarks.Medians;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Connects, waits until the handshake is done, closes, and connects again, several at once. */
final class Handshakes {
  private static final int AT_ONCE = 8;
  private static final long RESIDENT_BYTES_MAX = 3L << 30;

  /** A way to connect; what it completes with closes the connection. */
  interface Connector extends AutoCloseable {
    CompletableFuture<Runnable> connect();

    @Override
    void close();
  }

  /** Makes a connector to a server that said its address and identity. */
  interface Client {
    Connector of(InetSocketAddress server, String identity) throws InterruptedException;
  }

  /**
   * @param perServerSecond handshakes for each second of the server's processor time
   * @param perSecond handshakes a second by the clock
   */
  record Result(double perServerSecond, double perSecond, String spread) {
    String note(String what) {
      return String.format(Locale.ROOT, "%s; %.0f/s by the clock; %s", what, perSecond, spread);
    }
  }

  private final Connector connector;
  private final long until;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CountDownLatch idle = new CountDownLatch(AT_ONCE);

  private Handshakes(Connector connector, int millis) {
    this.connector = connector;
    this.until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /**
   * @param flags of the server's JVM
   * @param warmUp handshakes before the first round, or as many as two minutes hold
   */
  static Result measure(
      String server, List<String> flags, Client client, int rounds, int millis, int warmUp)
      throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(List.of("-XX:+UseParallelGC", "-Xmx512m", "-XX:MaxDirectMemorySize=512m"));
    all.addAll(flags);
    try (ChildJvm process =
        ChildJvm.start(
            List.of("taskset", "-c", "0"), all, TransportServer.class, List.of(server))) {
      String[] ready = process.ready().split(" ", -1);
      var address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(ready[0]));
      try (Connector connector = client.of(address, ready[1])) {
        long warmUntil = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        do {
          new Handshakes(connector, millis).run();
        } while (Server.ask(process).finished < warmUp && System.nanoTime() < warmUntil);
        double[] perServerSecond = new double[rounds];
        double[] perSecond = new double[rounds];
        for (int i = 0; i < rounds; i++) {
          Server before = Server.ask(process);
          long started = System.nanoTime();
          new Handshakes(connector, millis).run();
          double seconds = (System.nanoTime() - started) / 1e9;
          Server after = Server.ask(process);
          long finished = after.finished - before.finished;
          perSecond[i] = finished / seconds;
          perServerSecond[i] = finished / (after.cpuSeconds - before.cpuSeconds);
        }
        return new Result(
            Medians.median(perServerSecond),
            Medians.median(perSecond),
            Medians.spread(perServerSecond));
      }
    }
  }

  /** What the server says of itself. Only handshakes that it finished too count. */
  private record Server(double cpuSeconds, long finished) {
    private static Server ask(ChildJvm server) throws IOException {
      server.writeLine("");
      String[] answer = server.readLine().split(" ", -1);
      requireSane("server", Long.parseLong(answer[0]));
      requireSane("client", ChildJvm.residentBytes(ProcessHandle.current().pid()));
      return new Server(Double.parseDouble(answer[1]), Long.parseLong(answer[3]));
    }

    private static void requireSane(String who, long residentBytes) {
      if (residentBytes > RESIDENT_BYTES_MAX) {
        throw new IllegalStateException(
            "the " + who + " grew to " + (residentBytes >> 20) + " MiB: it leaks handshakes");
      }
    }
  }

  private void run() throws InterruptedException {
    for (int i = 0; i < AT_ONCE; i++) {
      next();
    }
    idle.await();
    if (failure.get() != null) {
      throw new IllegalStateException("a handshake failed", failure.get());
    }
  }

  private void next() {
    if (System.nanoTime() >= until || failure.get() != null) {
      idle.countDown();
      return;
    }
    connector
        .connect()
        .whenComplete((close, problem) -> {
          if (problem == null) {
            close.run();
          } else {
            failure.compareAndSet(null, problem);
          }
          next();
        });
  }
}
