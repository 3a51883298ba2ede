package io.ghostchain.zquic;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.BoringSSLContextOption;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A peer made of bare Netty, that does what ours never would: offers other groups, signs with the
 * wrong key, breaks HTTP/3.
 */
public final class ForeignEndpoint implements AutoCloseable {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  /** How it went for a foreign client: the channel, and how the server closed it. */
  public record Attempt(
      CompletableFuture<QuicChannel> connected,
      CompletableFuture<QuicConnectionCloseEvent> closed) {}

  /** Connects with these groups, and with a client certificate if one is given. */
  public Attempt connect(
      InetSocketAddress server, String group0, @Nullable KeyManagerFactory keys) {
    QuicSslContextBuilder tls =
        QuicSslContextBuilder.forClient()
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .endpointIdentificationAlgorithm("")
            .option(BoringSSLContextOption.GROUPS, new String[] {group0})
            .option(
                BoringSSLContextOption.SIGNATURE_ALGORITHMS,
                new String[] {"mldsa65", "ecdsa_secp256r1_sha256"})
            .applicationProtocols(QuicServer.H3);
    if (keys != null) {
      tls.keyManager(keys, null).option(BoringSSLContextOption.CLIENT_KEY_TYPES, Set.of("ML-DSA"));
    }
    CompletableFuture<QuicChannel> connected = new CompletableFuture<>();
    CompletableFuture<QuicConnectionCloseEvent> closed = new CompletableFuture<>();
    Channel socket =
        bind(
            new QuicClientCodecBuilder()
                .sslContext(tls.build())
                .maxIdleTimeout(5, TimeUnit.SECONDS)
                .initialMaxData(1 << 20)
                .initialMaxStreamDataBidirectionalLocal(1 << 20)
                .initialMaxStreamDataUnidirectional(1 << 16)
                .initialMaxStreamsUnidirectional(8)
                .build());
    QuicChannel.newBootstrap(socket)
        .remoteAddress(server)
        .handler(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                if (event instanceof QuicConnectionCloseEvent close) {
                  closed.complete(close);
                }
              }

              @Override
              public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                // The futures tell.
              }
            })
        .streamHandler(new ChannelInboundHandlerAdapter())
        .connect()
        .addListener((io.netty.util.concurrent.Future<QuicChannel> done) -> {
          if (done.isSuccess()) {
            connected.complete(done.getNow());
          } else {
            connected.completeExceptionally(done.cause());
          }
        });
    return new Attempt(connected, closed);
  }

  /** Listens with these groups and this certificate. */
  public InetSocketAddress listen(String group0, KeyManagerFactory keys) {
    QuicSslContextBuilder tls =
        QuicSslContextBuilder.forServer(keys, null)
            .option(BoringSSLContextOption.GROUPS, new String[] {group0})
            .option(BoringSSLContextOption.SIGNATURE_ALGORITHMS, new String[] {"mldsa65"})
            .option(
                BoringSSLContextOption.SERVER_KEY_TYPES, java.util.Map.of("ECDHE_ECDSA", "ML-DSA"))
            .applicationProtocols(QuicServer.H3);
    Channel socket =
        bind(
            new QuicServerCodecBuilder()
                .sslContext(tls.build())
                .maxIdleTimeout(5, TimeUnit.SECONDS)
                .initialMaxData(1 << 20)
                .initialMaxStreamDataUnidirectional(1 << 16)
                .initialMaxStreamsUnidirectional(8)
                .tokenHandler(null)
                .handler(
                    new ChannelInboundHandlerAdapter() {
                      @Override
                      public boolean isSharable() {
                        return true;
                      }

                      @Override
                      public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                        // The client tells.
                      }
                    })
                .streamHandler(new ChannelInboundHandlerAdapter())
                .build());
    return (InetSocketAddress) socket.localAddress();
  }

  /** Sends raw bytes on a new stream. */
  public static QuicStreamChannel send(QuicChannel connection, QuicStreamType type, byte[] bytes)
      throws Exception {
    QuicStreamChannel stream =
        connection
            .createStream(
                type,
                new ChannelInitializer<QuicStreamChannel>() {
                  @Override
                  protected void initChannel(QuicStreamChannel ch) {}
                })
            .get(10, TimeUnit.SECONDS);
    stream.writeAndFlush(io.netty.buffer.Unpooled.wrappedBuffer(bytes)).sync();
    return stream;
  }

  @Override
  public void close() {
    sockets.close().awaitUninterruptibly();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private Channel bind(io.netty.channel.ChannelHandler codec) {
    Channel socket =
        new Bootstrap()
            .group(group)
            .channel(NioDatagramChannel.class)
            .handler(codec)
            .bind(Await.ANY_PORT)
            .syncUninterruptibly()
            .channel();
    sockets.add(socket);
    return socket;
  }
}
