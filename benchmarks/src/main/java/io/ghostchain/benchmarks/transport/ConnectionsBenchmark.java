package io.ghostchain.benchmarks.transport;

import io.ghostchain.benchmarks.Benchmark;
import io.ghostchain.benchmarks.ChildJvm;
import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.Report;
import io.ghostchain.zquic.QuicClient;
import io.ghostchain.zquic.QuicConnection;
import io.ghostchain.zquic.tls.IdentitySource;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens many mutually authenticated connections, leaves them idle, and divides what the server's
 * resident memory grew by. {@code --count} says how many.
 */
public final class ConnectionsBenchmark implements Benchmark {
  private static final int AT_ONCE = 64;
  private static final int SETTLE_SECONDS = 10;

  @Override
  public void run(Options options, Report report) throws Exception {
    options.allowOnly(Set.of("count"));
    int count = options.number("count", 10_000);
    try (ChildJvm server =
            ChildJvm.start(
                List.of(),
                List.of("-XX:+UseG1GC", "-XX:MaxDirectMemorySize=8g"),
                TransportServer.class,
                List.of("authenticated"));
        QuicClient client =
            QuicClient.builder()
                .identity(IdentitySource.fixed(NodeIdentity.generate()))
                .protocols(TransportServer.ALPN)
                .config(TransportServer.config())
                .build()) {
      String[] ready = server.ready().split(" ", -1);
      var address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(ready[0]));
      TrustPolicy trust = TrustPolicy.pinned(NodeId.parse(ready[1]));
      Queue<QuicConnection> open = new ConcurrentLinkedQueue<>();
      // The first hundred pay for classes, pools and compiled code.
      open(client, address, trust, 100, open);
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      long before = residentBytes(server);
      long started = System.nanoTime();
      int failed = open(client, address, trust, count, open);
      double seconds = (System.nanoTime() - started) / 1e9;
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      long alive = open.stream().filter(QuicConnection::isUsable).count() - 100;
      report.add(
          "connections.server_bytes",
          (residentBytes(server) - before) / (double) (count - failed),
          "bytes",
          "",
          String.format(
              Locale.ROOT,
              "%d opened in %.1f s, %d failed, %d alive %d s later",
              count - failed,
              seconds,
              failed,
              alive,
              SETTLE_SECONDS));
      report.add("connections.alive", (double) alive, "", "", "of " + count);
    }
  }

  private static int open(
      QuicClient client,
      InetSocketAddress address,
      TrustPolicy trust,
      int count,
      Queue<QuicConnection> open)
      throws InterruptedException {
    Semaphore slots = new Semaphore(AT_ONCE);
    AtomicInteger failed = new AtomicInteger();
    for (int i = 0; i < count; i++) {
      slots.acquire();
      client
          .connect(address, trust)
          .whenComplete((connection, problem) -> {
            if (problem == null) {
              open.add(connection);
            } else {
              failed.incrementAndGet();
            }
            slots.release();
          });
    }
    slots.acquire(AT_ONCE);
    return failed.get();
  }

  private static long residentBytes(ChildJvm server) throws java.io.IOException {
    server.writeLine("collect");
    return Long.parseLong(server.readLine().split(" ", -1)[0]);
  }
}
