package io.ghostchain.zquic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a socket from sending an unproven address more than three times what came from it (RFC 9000
 * section 8.1). One socket's event loop owns it.
 *
 * <p>The codec has a limit of its own, but it (quiche 0.29) does not count the zeros with which it
 * fills up a datagram: 3.4 times was measured. So short Initial packets, which only acknowledge, go
 * out without that filling (section 14.1 asks for it on others), and what still goes beyond the
 * limit is dropped here, as if lost. A Handshake packet from the address lifts our limit: its
 * sender read our answer; if it is forged, the codec's own limit holds.
 */
final class AmplificationGuard {
  private static final int FACTOR = 3;
  private static final int TYPE_MASK = 0xb0;
  private static final int INITIAL = 0x80;
  private static final int HANDSHAKE = 0xa0;
  // First byte, version, length of the destination connection id (section 17.2).
  private static final int CONNECTION_ID_AT = 6;
  private static final int ACKNOWLEDGING_BYTES_MAX = 100;

  private static final class Budget {
    private long left;
  }

  private final Map<InetSocketAddress, Budget> unproven = new HashMap<>();
  private int arriving;
  private boolean arrivingWithToken;

  /** A datagram arrives, and is about to be handled. */
  void received(InetSocketAddress from, ByteBuf datagram) {
    arriving = datagram.readableBytes();
    int type = datagram.getByte(datagram.readerIndex()) & TYPE_MASK;
    arrivingWithToken = type == INITIAL && hasToken(datagram);
    Budget budget = unproven.isEmpty() ? null : unproven.get(from);
    if (budget == null) {
      return;
    }
    if (type == HANDSHAKE || (type == INITIAL && isFollowedByHandshake(datagram))) {
      unproven.remove(from);
    } else {
      budget.left += (long) FACTOR * arriving;
    }
  }

  /** The datagram being handled began a connection. */
  void began(InetSocketAddress from) {
    // With a token the codec begins a connection only if the token is good.
    if (!arrivingWithToken) {
      unproven.computeIfAbsent(from, address -> new Budget()).left += (long) FACTOR * arriving;
    }
  }

  /** The address is proven, or nothing will be sent to it any more. */
  void done(InetSocketAddress address) {
    unproven.remove(address);
  }

  /** What of a datagram may go out: itself, a part of it, or null. Takes ownership of it. */
  @Nullable DatagramPacket admit(DatagramPacket packet) {
    Budget budget = unproven.isEmpty() ? null : unproven.get(packet.recipient());
    if (budget == null) {
      return packet;
    }
    ByteBuf bytes = packet.content();
    if (packet instanceof SegmentedDatagramPacket segments) {
      int segment = segments.segmentSize();
      long most = budget.left / segment * segment;
      if (bytes.readableBytes() <= budget.left) {
        budget.left -= bytes.readableBytes();
        return packet;
      }
      if (most == 0) {
        packet.release();
        return null;
      }
      budget.left -= most;
      bytes.writerIndex(bytes.readerIndex() + (int) most);
      return packet;
    }
    trim(bytes);
    if (bytes.readableBytes() > budget.left) {
      packet.release();
      return null;
    }
    budget.left -= bytes.readableBytes();
    return packet;
  }

  private static boolean hasToken(ByteBuf datagram) {
    int at = tokenAt(datagram);
    return at >= 0 && datagram.getByte(at) != 0;
  }

  /** Whether a Handshake packet follows the Initial one in its datagram (section 12.2). */
  private static boolean isFollowedByHandshake(ByteBuf datagram) {
    int at = tokenAt(datagram);
    if (at < 0 || datagram.getByte(at) != 0 || at + 3 > datagram.writerIndex()) {
      return false;
    }
    int next = endOfInitial(datagram, at);
    return next < datagram.writerIndex() && (datagram.getByte(next) & TYPE_MASK) == HANDSHAKE;
  }

  /** Where an Initial packet without token ends; its length is in one byte or two (section 16). */
  private static int endOfInitial(ByteBuf datagram, int tokenAt) {
    int at = tokenAt + 1;
    int first = datagram.getUnsignedByte(at);
    return switch (first >>> 6) {
      case 0 -> at + 1 + first;
      case 1 -> at + 2 + ((first & 0x3f) << 8 | datagram.getUnsignedByte(at + 1));
      default -> Integer.MAX_VALUE;
    };
  }

  /** Where the token's length stands, or -1 if the datagram is too short. */
  private static int tokenAt(ByteBuf datagram) {
    int end = datagram.writerIndex();
    int at = datagram.readerIndex() + CONNECTION_ID_AT - 1;
    for (int id = 0; id < 2; id++) {
      if (at >= end) {
        return -1;
      }
      at += 1 + datagram.getUnsignedByte(at);
    }
    return at < end ? at : -1;
  }

  /** Cuts the filling off an Initial packet that is short itself. */
  private static void trim(ByteBuf datagram) {
    int start = datagram.readerIndex();
    if ((datagram.getByte(start) & TYPE_MASK) != INITIAL) {
      return;
    }
    int at = tokenAt(datagram);
    if (at < 0 || datagram.getByte(at) != 0 || at + 3 > datagram.writerIndex()) {
      return;
    }
    int end = endOfInitial(datagram, at);
    if (end - start <= ACKNOWLEDGING_BYTES_MAX
        && end < datagram.writerIndex()
        && datagram.getByte(end) == 0) {
      datagram.writerIndex(end);
    }
  }
}
