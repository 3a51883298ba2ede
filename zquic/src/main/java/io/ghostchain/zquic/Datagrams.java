package io.ghostchain.zquic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.quic.QuicChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Unreliable messages of one connection (RFC 9221): encrypted and congestion-controlled, but
 * neither repeated nor ordered. Any thread may send; what arrives is handed out on the connection's
 * event loop, and dropped while nobody listens.
 */
public final class Datagrams {
  private final QuicChannel channel;
  private final Meters meters;
  private volatile int bytesMax;
  private volatile @Nullable Consumer<byte[]> receiver;

  Datagrams(QuicChannel channel, Meters meters) {
    this.channel = channel;
    this.meters = meters;
  }

  /** The longest message that fits at this moment; 0 when the peer takes none. */
  public int bytesMax() {
    return bytesMax;
  }

  /**
   * Sends a message, or drops it when the queue is full.
   *
   * @throws IllegalArgumentException if the message is longer than {@link #bytesMax}
   */
  public void send(byte[] message) {
    if (message.length > bytesMax) {
      throw new IllegalArgumentException(
          "a datagram to this peer has at most " + bytesMax + " bytes, got " + message.length);
    }
    meters.count(QuicMeter.DATAGRAMS_SENT);
    channel.writeAndFlush(Unpooled.wrappedBuffer(message), channel.voidPromise());
  }

  /** Hands every message that arrives from now on to {@code receiver}, which must not block. */
  public void onReceive(Consumer<byte[]> receiver) {
    this.receiver = receiver;
  }

  void allow(int bytes) {
    bytesMax = bytes;
  }

  /** Takes ownership of the buffer. */
  void received(ByteBuf message) {
    try {
      Consumer<byte[]> to = receiver;
      if (to == null) {
        meters.count(QuicMeter.DATAGRAMS_DROPPED);
      } else {
        meters.count(QuicMeter.DATAGRAMS_RECEIVED);
        to.accept(ByteBufUtil.getBytes(message));
      }
    } finally {
      message.release();
    }
  }
}
