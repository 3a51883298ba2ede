package io.ghostchain.zquic;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one request: its first message must come in time, and giving it up is counted. The
 * stream's event loop owns it.
 */
final class StreamGuard extends ChannelInboundHandlerAdapter {
  private final ServerConnectionHandler connection;
  private final Duration firstMessage;
  private @Nullable Future<?> timer;
  private boolean begun;
  private boolean abandoned;

  StreamGuard(ServerConnectionHandler connection, Duration firstMessage) {
    this.connection = connection;
    this.firstMessage = firstMessage;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    begun = true;
    stopTimer();
    ctx.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    // Nearly always the first packet brings the whole header section, and no timer is needed.
    if (!begun && timer == null && ctx.channel().isActive()) {
      timer =
          ctx.executor()
              .schedule(() -> tooSlow(ctx), firstMessage.toMillis(), TimeUnit.MILLISECONDS);
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof QuicStreamResetException) {
      abandon(ctx);
    }
    ctx.fireExceptionCaught(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stopTimer();
    ctx.fireChannelInactive();
  }

  private void tooSlow(ChannelHandlerContext ctx) {
    QuicStreamChannel stream = (QuicStreamChannel) ctx.channel();
    stream.shutdown(Http3ErrorCode.H3_REQUEST_REJECTED.code());
    stream.close();
    if (!abandoned) {
      abandoned = true;
      connection.streamAbandoned();
    }
  }

  private void abandon(ChannelHandlerContext ctx) {
    if (!abandoned && !((QuicStreamChannel) ctx.channel()).isOutputShutdown()) {
      abandoned = true;
      connection.streamAbandoned();
    }
  }

  private void stopTimer() {
    Future<?> running = timer;
    if (running != null) {
      running.cancel(false);
      timer = null;
    }
  }
}
