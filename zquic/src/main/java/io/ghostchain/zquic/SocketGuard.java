package io.ghostchain.zquic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first handler of every UDP socket: counts the bytes that pass it, and drops what cannot be a
 * QUIC packet. Its event loop owns it.
 *
 * <p>A packet with a short header (RFC 9000 section 17.3) is at least its first byte and the
 * connection id we gave. Netty's dispatcher (4.2.18) throws at a shorter one without releasing it,
 * which would let anyone leak our memory by sending us single bytes.
 */
final class SocketGuard extends ChannelDuplexHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SocketGuard.class);
  private static final int LONG_HEADER = 0x80;

  private final AmplificationGuard amplification = new AmplificationGuard();
  private final Meters meters;
  private final int shortHeaderBytesMin;
  private @Nullable ChannelHandlerContext context;
  private @Nullable DatagramPacket arriving;
  private @Nullable Confirmation confirmation;

  SocketGuard(Meters meters, int connectionIdBytes) {
    this.meters = meters;
    this.shortHeaderBytesMin = 1 + connectionIdBytes;
  }

  AmplificationGuard amplification() {
    return amplification;
  }

  /** A client's socket tells of the first packet that confirms its handshake. */
  void confirms(Confirmation confirmation) {
    this.confirmation = confirmation;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  /**
   * Has the connection that the datagram now being handled begins take another turn, whenever it is
   * run. On the event loop.
   */
  Runnable wakeArriving() {
    DatagramPacket packet = Objects.requireNonNull(arriving, "the datagram being handled");
    byte[] id = WakePacket.destination(packet.content());
    InetSocketAddress peer = packet.sender();
    InetSocketAddress local = packet.recipient();
    return () -> wake(id, peer, local);
  }

  /** Has a connection take another turn. On the event loop. */
  void wake(byte[] connectionId, InetSocketAddress peer, InetSocketAddress local) {
    ChannelHandlerContext ctx = Objects.requireNonNull(context, "the handler's context");
    ByteBuf bytes = WakePacket.of(ctx.alloc(), connectionId);
    ctx.fireChannelRead(new DatagramPacket(bytes, local, peer));
    ctx.fireChannelReadComplete();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Nothing that one packet does may end the socket.
    LOG.debug("packet dropped cause={}", cause.toString());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof DatagramPacket packet) {
      ByteBuf bytes = packet.content();
      int length = bytes.readableBytes();
      meters.received(length);
      boolean shortHeader = length > 0 && (bytes.getByte(bytes.readerIndex()) & LONG_HEADER) == 0;
      if (length == 0 || (shortHeader && length < shortHeaderBytesMin)) {
        packet.release();
        return;
      }
      amplification.received(packet.sender(), bytes);
      arriving = packet;
      ctx.fireChannelRead(packet);
      arriving = null;
      if (shortHeader && confirmation != null) {
        confirmation.packetHandled();
      }
    } else {
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (!(message instanceof DatagramPacket packet)) {
      ctx.write(message, promise);
      return;
    }
    DatagramPacket admitted = amplification.admit(packet);
    if (admitted == null) {
      promise.setSuccess();
    } else {
      meters.sent(admitted.content().readableBytes());
      ctx.write(admitted, promise);
    }
  }
}
