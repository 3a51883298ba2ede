package io.ghostchain.zquic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import io.netty.handler.codec.quic.QuicStreamChannel;

/** Answers every request with 200 and its own body. */
final class EchoStreams implements RequestStreams {
  @Override
  public void open(QuicConnection connection, QuicStreamChannel stream) {
    stream.pipeline().addLast(new Echo());
  }

  private static final class Echo extends Http3RequestStreamInboundHandler {
    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3HeadersFrame frame) {
      var answer = new DefaultHttp3HeadersFrame();
      answer.headers().status("200");
      ctx.write(answer);
    }

    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3DataFrame frame) {
      ByteBuf body = frame.content();
      ctx.writeAndFlush(new DefaultHttp3DataFrame(body));
    }

    @Override
    protected void channelInputClosed(ChannelHandlerContext ctx) {
      StreamEnd.finish((QuicStreamChannel) ctx.channel());
    }
  }
}
