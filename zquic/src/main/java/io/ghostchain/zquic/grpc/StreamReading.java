package io.ghostchain.zquic.grpc;

import io.netty.channel.ChannelHandlerContext;

/**
 * When a stream is read: at first after each packet, so that a small message is heard at once; when
 * much has come, once for all packets that the socket had, so that a large one costs few buffers
 * and calls into QUIC's library.
 *
 * <p>Owned by the stream's event loop.
 */
final class StreamReading implements Runnable {
  /** From here on a stream is taken for one that brings much. */
  static final int BULK_BYTES = 32 * 1024;

  private final ChannelHandlerContext context;
  private int bytes;
  private boolean bulk;
  private boolean wanted = true;
  private boolean scheduled;

  StreamReading(ChannelHandlerContext context) {
    this.context = context;
  }

  /** Bytes came. */
  void received(int count) {
    if (!bulk) {
      bytes += count;
      if (bytes > BULK_BYTES && wanted) {
        bulk = true;
        context.channel().config().setAutoRead(false);
      }
    }
  }

  /** What was asked for has been read, and the next reading must be asked for. */
  void complete() {
    if (bulk && wanted && !scheduled) {
      scheduled = true;
      // Tasks run when the loop has read its sockets.
      context.channel().eventLoop().execute(this);
    }
  }

  /** Stops or goes on. */
  void set(boolean reading) {
    wanted = reading;
    if (!bulk) {
      context.channel().config().setAutoRead(reading);
    } else if (reading) {
      context.read();
    }
  }

  @Override
  public void run() {
    scheduled = false;
    if (wanted) {
      context.read();
    }
  }
}
