package io.ghostchain.zquic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;
import java.net.InetSocketAddress;

/**
 * Ends a connection that sends tiny datagrams without end. One connection's event loop owns it.
 *
 * <p>The codec sends until its native part says that it is done. {@link Confirmation} keeps an
 * honest server from making that never happen; a server that sends packets with short headers but
 * never confirms the handshake may still do so. The codec asks here for each batch it sends, in the
 * midst of that loop, and closes the connection if it gets an exception.
 */
final class RunawayGuard implements SegmentedDatagramPacketAllocator {
  /** Thrown into the codec's loop. */
  static final class RunawayException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private RunawayException(InetSocketAddress to) {
      super("more than " + DATAGRAMS_MAX + " tiny datagrams at once to " + to);
    }
  }

  // Datagrams that carry data are as long as the path allows, all but the last.
  private static final int TINY_BYTES = 200;
  static final int DATAGRAMS_MAX = 10_000;

  private final SegmentedDatagramPacketAllocator segments;
  private final EventLoop loop;
  private int tiny;

  RunawayGuard(SegmentedDatagramPacketAllocator segments, EventLoop loop) {
    this.segments = segments;
    this.loop = loop;
  }

  @Override
  public int maxNumSegments() {
    return segments.maxNumSegments();
  }

  @Override
  public DatagramPacket newPacket(ByteBuf buffer, int segmentSize, InetSocketAddress to) {
    if (segmentSize > TINY_BYTES) {
      return segments.newPacket(buffer, segmentSize, to);
    }
    if (tiny == 0) {
      loop.execute(() -> tiny = 0);
    }
    tiny += buffer.readableBytes() / segmentSize;
    if (tiny > DATAGRAMS_MAX) {
      buffer.release();
      throw new RunawayException(to);
    }
    return segments.newPacket(buffer, segmentSize, to);
  }
}
