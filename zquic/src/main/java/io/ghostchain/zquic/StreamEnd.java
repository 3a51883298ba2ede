package io.ghostchain.zquic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;

/**
 * Ends one direction of an HTTP/3 request stream, behind everything written before.
 *
 * <p>Every handler of this module must end its messages so, and not by {@code shutdownOutput}, for
 * two reasons. That one overtakes data which still wait for flow control. And it sends the end of
 * the stream alone; when the last data are acknowledged before that could go out, quiche (0.29.3)
 * takes the stream for complete and drops it, so that the peer waits for the end for ever. Here the
 * end rides on an empty frame of a reserved type, which peers must ignore wherever it stands (RFC
 * 9114 sections 4.1 and 7.2.8).
 */
public final class StreamEnd {
  // Frame type 0x21, length 0.
  private static final int RESERVED_FRAME = 0x2100;

  private StreamEnd() {}

  /** Ends our direction of the stream. From any thread; ordered with writes of the same thread. */
  public static ChannelFuture finish(QuicStreamChannel stream) {
    ChannelPromise promise = stream.newPromise();
    if (stream.eventLoop().inEventLoop()) {
      write(stream, promise);
    } else {
      stream.eventLoop().execute(() -> write(stream, promise));
    }
    return promise;
  }

  /**
   * What to send as the last bytes of a stream, with FIN: the bytes, or the reserved frame if there
   * are none. Takes ownership of the bytes.
   */
  public static ByteBuf lastBytes(ByteBufAllocator allocator, ByteBuf bytes) {
    if (bytes.isReadable()) {
      return bytes;
    }
    bytes.release();
    return allocator.directBuffer(Short.BYTES).writeShort(RESERVED_FRAME);
  }

  private static void write(QuicStreamChannel stream, ChannelPromise promise) {
    var end = new DefaultQuicStreamFrame(lastBytes(stream.alloc(), Unpooled.EMPTY_BUFFER), true);
    // Before the first handler: the HTTP/3 codec knows no such frame.
    ChannelHandlerContext first = stream.pipeline().firstContext();
    if (first == null) {
      stream.writeAndFlush(end, promise);
    } else {
      first.writeAndFlush(end, promise);
    }
  }
}
