package io.ghostchain.benchmarks.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.handler.codec.quic.BoringSSLContextOption;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client that knows X25519 alone and takes any certificate: what the post-quantum handshake is
 * compared with. zquic itself has no such client.
 */
final class ClassicalClient implements Handshakes.Connector {
  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final Channel socket;
  private final InetSocketAddress server;

  ClassicalClient(InetSocketAddress server) throws InterruptedException {
    this.server = server;
    QuicSslContext tls =
        QuicSslContextBuilder.forClient()
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .applicationProtocols(TransportServer.ALPN)
            .option(BoringSSLContextOption.GROUPS, new String[] {"X25519"})
            .build();
    socket =
        new Bootstrap()
            .group(loop)
            .channel(EpollDatagramChannel.class)
            .handler(
                new QuicClientCodecBuilder()
                    .sslContext(tls)
                    // The codec tells a server that has just finished its handshake of the end in a
                    // packet that the server cannot read any more; it then waits this long.
                    .maxIdleTimeout(1, TimeUnit.SECONDS)
                    .initialMaxData(1 << 20)
                    .build())
            .bind(new InetSocketAddress(server.getAddress(), 0))
            .sync()
            .channel();
  }

  @Override
  public CompletableFuture<Runnable> connect() {
    CompletableFuture<Runnable> connected = new CompletableFuture<>();
    QuicChannel.newBootstrap(socket)
        .handler(new ChannelInboundHandlerAdapter())
        .streamHandler(new ChannelInboundHandlerAdapter())
        .remoteAddress(server)
        .connect()
        .addListener((io.netty.util.concurrent.Future<QuicChannel> future) -> {
          if (future.isSuccess()) {
            QuicChannel connection = future.getNow();
            connected.complete(connection::close);
          } else {
            connected.completeExceptionally(future.cause());
          }
        });
    return connected;
  }

  @Override
  public void close() {
    socket.close().awaitUninterruptibly();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
