package io.ghostchain.zquic.http3;

import io.ghostchain.zquic.QuicConnection;
import io.ghostchain.zquic.RequestStreams;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;

/**
 * Serves two things on one listener: requests whose content type begins with a prefix, for instance
 * {@code application/grpc}, and all others.
 */
public final class ByContentType implements RequestStreams {
  private final String prefix;
  private final RequestStreams those;
  private final RequestStreams others;

  /** Requests with that content type go to {@code those}, all others to {@code others}. */
  public ByContentType(String prefix, RequestStreams those, RequestStreams others) {
    this.prefix = prefix;
    this.those = those;
    this.others = others;
  }

  @Override
  public void open(QuicConnection connection, QuicStreamChannel stream) {
    stream.pipeline().addLast(new Switch(connection, stream));
  }

  private final class Switch extends ChannelInboundHandlerAdapter {
    private final QuicConnection connection;
    private final QuicStreamChannel stream;

    private Switch(QuicConnection connection, QuicStreamChannel stream) {
      this.connection = connection;
      this.stream = stream;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof Http3HeadersFrame head) {
        CharSequence type = head.headers().get("content-type");
        boolean matches = type != null && type.toString().startsWith(prefix);
        (matches ? those : others).open(connection, stream);
        ctx.fireChannelRead(message);
        ctx.pipeline().remove(this);
      } else {
        ctx.fireChannelRead(message);
      }
    }
  }
}
