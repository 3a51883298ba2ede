package io.ghostchain.zquic;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.DefaultHttp3SettingsFrame;
import io.netty.handler.codec.http3.Http3ClientConnectionHandler;
import io.netty.handler.codec.http3.Http3GoAwayFrame;
import io.netty.handler.codec.http3.Http3ServerConnectionHandler;
import io.netty.handler.codec.http3.Http3Settings;
import io.netty.handler.codec.http3.Http3SettingsFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP/3 layer of a connection, with every limit said.
 *
 * <p>QPACK's dynamic table is off and no stream may wait for it (RFC 9204 section 5), so that a
 * peer cannot make us keep header fields for it.
 */
final class Http3Setup {
  // Frames of unknown type are skipped (RFC 9114 section 9); nobody needs long ones.
  private static final int UNKNOWN_FRAME_BYTES = 16 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(Http3Setup.class);

  private Http3Setup() {}

  static ChannelHandler server(QuicConfig.Http3 limits, ChannelHandler streams) {
    return new Http3ServerConnectionHandler(
        streams, null, null, settings(limits), true, null, null, UNKNOWN_FRAME_BYTES);
  }

  static ChannelHandler client(QuicConfig.Http3 limits, QuicConnection connection) {
    return new Http3ClientConnectionHandler(
        new ServerControl(connection),
        null,
        null,
        settings(limits),
        true,
        null,
        null,
        UNKNOWN_FRAME_BYTES);
  }

  private static Http3SettingsFrame settings(QuicConfig.Http3 limits) {
    return new DefaultHttp3SettingsFrame(
        new Http3Settings()
            .maxFieldSectionSize(limits.fieldSectionBytes())
            .qpackMaxTableCapacity(0)
            .qpackBlockedStreams(0));
  }

  /**
   * Goes behind the HTTP/3 layer: what a peer's unidirectional streams do wrong has ended the
   * connection by then, and is not worth more than a line for the curious.
   */
  static ChannelHandler behind() {
    return new Behind();
  }

  private static final class Behind extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof QuicStreamChannel stream
          && stream.type() == QuicStreamType.UNIDIRECTIONAL) {
        stream.pipeline().addLast(new Quiet());
      }
      ctx.fireChannelRead(message);
    }
  }

  private static final class Quiet extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      LOG.debug("unidirectional stream failed cause={}", cause.toString());
    }
  }

  /** What the server says on its control stream (RFC 9114 section 6.2.1). */
  private static final class ServerControl extends ChannelInboundHandlerAdapter {
    private final QuicConnection connection;

    private ServerControl(QuicConnection connection) {
      this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
      if (frame instanceof Http3SettingsFrame) {
        connection.onAuthenticated();
      } else if (frame instanceof Http3GoAwayFrame) {
        connection.onGoingAway();
      }
      ReferenceCountUtil.release(frame);
    }
  }
}
