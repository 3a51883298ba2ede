package io.ghostchain.zquic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A packet that no key decrypts, handed to a connection by ourselves.
 *
 * <p>The connection drops it (RFC 9001 section 5.5), but takes a turn as after every packet: it
 * looks whether its handshake can go on, and sends what it has to send. The codec has no other way
 * to be told that one connection has something to do.
 */
final class WakePacket {
  // Long header, Handshake (RFC 9000 section 17.2.4); version 1.
  private static final int HANDSHAKE = 0xe0;
  private static final int VERSION = 1;
  private static final int PAYLOAD_BYTES = 32;
  private static final int ID_LENGTH_AT = 5;

  private WakePacket() {}

  static ByteBuf of(ByteBufAllocator allocator, byte[] connectionId) {
    ByteBuf packet = allocator.directBuffer(ID_LENGTH_AT + connectionId.length + 3 + PAYLOAD_BYTES);
    packet.writeByte(HANDSHAKE).writeInt(VERSION);
    packet.writeByte(connectionId.length).writeBytes(connectionId);
    packet.writeByte(0);
    packet.writeByte(PAYLOAD_BYTES).writeZero(PAYLOAD_BYTES);
    return packet;
  }

  /** The destination connection id of a packet with a long header. */
  static byte[] destination(ByteBuf packet) {
    int at = packet.readerIndex() + ID_LENGTH_AT;
    byte[] id = new byte[packet.getUnsignedByte(at)];
    packet.getBytes(at + 1, id);
    return id;
  }
}
