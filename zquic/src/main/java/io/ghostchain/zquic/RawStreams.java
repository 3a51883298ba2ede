package io.ghostchain.zquic;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;

/** Gives each bidirectional stream that the peer opens its handlers; refuses any other. */
final class RawStreams extends ChannelInboundHandlerAdapter {
  private final ChannelHandler opening;

  RawStreams(ChannelHandler opening) {
    this.opening = opening;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof QuicStreamChannel stream) {
      if (stream.type() == QuicStreamType.BIDIRECTIONAL) {
        stream.pipeline().addLast(opening);
      } else {
        stream.pipeline().addLast(new Refusing());
      }
    }
    ctx.fireChannelRead(message);
  }

  private static final class Refusing extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      ((QuicStreamChannel) ctx.channel()).shutdownInput(0);
      ctx.close();
    }
  }
}
