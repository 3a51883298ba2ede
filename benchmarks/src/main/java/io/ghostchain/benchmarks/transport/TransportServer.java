package io.ghostchain.benchmarks.transport;

import io.ghostchain.zquic.ClientAccess;
import io.ghostchain.zquic.QuicConfig;
import io.ghostchain.zquic.QuicServer;
import io.ghostchain.zquic.tls.BrowserCertificate;
import io.ghostchain.zquic.tls.IdentitySource;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A QUIC listener in a process of its own. On a stream it sends without end once something arrived;
 * what arrives is dropped. {@code authenticated}, {@code anonymous} or {@code classical} says what
 * it asks of clients. Each line of its standard input is answered by its resident bytes, its
 * processor seconds, its connections and how many handshakes it finished; the line {@code collect}
 * first collects garbage, so that resident memory is what connections need and not what making them
 * cost.
 */
final class TransportServer {
  static final String ALPN = "ghost-benchmark";

  private TransportServer() {}

  /** Limits out of the way: one address is the whole world here. */
  static QuicConfig config() {
    return QuicConfig.defaults()
        .with(new QuicConfig.Limits(200_000, 200_000, 1_000_000, 100_000, 100_000))
        .with(QuicConfig.defaults().timeouts().withIdle(Duration.ofMinutes(10)))
        .with(new QuicConfig.Flow(64L << 20, 16L << 20, 1000, 0));
  }

  public static void main(String[] arguments) throws Exception {
    NodeIdentity identity = NodeIdentity.generate();
    AtomicLong finished = new AtomicLong();
    QuicServer.Builder builder =
        QuicServer.builder()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .config(config())
            .onConnection(connection -> finished.incrementAndGet())
            .protocol(ALPN, (connection, stream) -> stream.pipeline().addLast(new Source()));
    switch (arguments[0]) {
      case "authenticated" ->
          builder
              .identity(IdentitySource.fixed(identity))
              .clients(ClientAccess.authenticated(TrustPolicy.anyNode()));
      case "anonymous" ->
          builder
              .identity(IdentitySource.fixed(identity))
              .clients(ClientAccess.anonymousOnLoopback());
      case "classical" ->
          builder
              .browserCertificate(
                  BrowserCertificate.selfSigned(
                      List.of("localhost"), Clock.systemUTC(), Duration.ofDays(1)))
              .clients(ClientAccess.anonymousOnLoopback())
              .alsoClassicalKeyExchange();
      default -> throw new IllegalArgumentException("unknown kind of listener: " + arguments[0]);
    }
    QuicServer server = builder.start();
    System.out.println("READY " + server.address().getPort() + " " + identity.id());
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = input.readLine()) != null; ) {
      if (line.equals("collect")) {
        System.gc();
      }
      long resident =
          io.ghostchain.benchmarks.ChildJvm.residentBytes(ProcessHandle.current().pid());
      double cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
      System.out.println(resident + " " + cpu + " " + server.connections() + " " + finished.get());
    }
    server.close();
    System.exit(0);
  }

  /** Writes as long as the stream takes it. */
  private static final class Source extends ChannelInboundHandlerAdapter {
    private static final int CHUNK_BYTES = 256 << 10;
    private boolean started;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ReferenceCountUtil.release(message);
      if (!started) {
        started = true;
        fill(ctx);
      }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
      if (started && ctx.channel().isWritable()) {
        fill(ctx);
      }
    }

    private static void fill(ChannelHandlerContext ctx) {
      while (ctx.channel().isWritable() && ctx.channel().isActive()) {
        ByteBuf chunk = ctx.alloc().directBuffer(CHUNK_BYTES, CHUNK_BYTES);
        chunk.writerIndex(CHUNK_BYTES);
        ctx.write(chunk);
      }
      ctx.flush();
    }
  }
}
