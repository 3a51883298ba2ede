package io.ghostchain.benchmarks.transport;

import io.ghostchain.benchmarks.Benchmark;
import io.ghostchain.benchmarks.ChildJvm;
import io.ghostchain.benchmarks.Medians;
import io.ghostchain.benchmarks.Options;
import io.ghostchain.benchmarks.Report;
import io.ghostchain.zquic.QuicClient;
import io.ghostchain.zquic.QuicConnection;
import io.ghostchain.zquic.tls.IdentitySource;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One post-quantum connection, one stream, as many bytes as go through. */
public final class BulkBenchmark implements Benchmark {
  @Override
  public void run(Options options, Report report) throws Exception {
    options.allowOnly(Set.of("rounds", "millis"));
    double[] gigabits = new double[options.number("rounds", 5)];
    int millis = options.number("millis", 4_000);
    try (ChildJvm server =
            ChildJvm.start(
                List.of("taskset", "-c", "0"),
                List.of("-XX:+UseParallelGC"),
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
      QuicConnection connection =
          client.connect(address, TrustPolicy.pinned(NodeId.parse(ready[1]))).get();
      AtomicLong received = new AtomicLong();
      connection
          .openStream(new Sink(received))
          .get()
          .writeAndFlush(Unpooled.wrappedBuffer(new byte[] {1}));
      TimeUnit.MILLISECONDS.sleep(millis);
      for (int i = 0; i < gigabits.length; i++) {
        long before = received.get();
        long started = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(millis);
        gigabits[i] = (received.get() - before) * 8.0 / (System.nanoTime() - started);
      }
      report.add(
          "bulk.gbit_per_s",
          Medians.median(gigabits),
          "Gbit/s",
          "",
          "1 connection, 1 stream, server on its own core; " + Medians.spread(gigabits));
    }
  }

  private static final class Sink extends SimpleChannelInboundHandler<ByteBuf> {
    private final AtomicLong received;

    Sink(AtomicLong received) {
      this.received = received;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
      received.addAndGet(bytes.readableBytes());
    }
  }
}
