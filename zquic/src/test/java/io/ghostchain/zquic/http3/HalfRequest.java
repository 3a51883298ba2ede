package io.ghostchain.zquic.http3;

import io.ghostchain.zquic.Await;
import io.ghostchain.zquic.QuicConnection;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import java.util.concurrent.TimeUnit;

/** A request stream on which only the first bytes of a HEADERS frame are sent. */
final class HalfRequest {
  // HEADERS (RFC 9114 section 7.2.2) of 40 bytes, of which three follow.
  private static final byte[] BEGINNING = {0x01, 40, 0, 0, 0x51};

  private HalfRequest() {}

  static QuicStreamChannel open(QuicConnection connection) throws Exception {
    Await.result(connection.authenticated());
    QuicChannel channel = connection.channel();
    ChannelHandler closing =
        new ChannelInboundHandlerAdapter() {
          @Override
          public void exceptionCaught(ChannelHandlerContext ctx, Throwable reset) {
            ctx.close();
          }
        };
    QuicStreamChannel stream =
        channel.createStream(QuicStreamType.BIDIRECTIONAL, closing).get(10, TimeUnit.SECONDS);
    stream.writeAndFlush(Unpooled.wrappedBuffer(BEGINNING)).sync();
    return stream;
  }
}
