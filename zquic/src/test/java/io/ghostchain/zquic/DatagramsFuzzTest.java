package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/** What we read of a datagram ourselves, before and after the codec: no bytes throw. */
final class DatagramsFuzzTest {
  private static final InetSocketAddress STRANGER = new InetSocketAddress("192.0.2.7", 4433);

  /** The first datagram of a stranger begins a connection; the second may prove its address. */
  @FuzzTest
  void anyDatagramIsCountedAndNoMoreIsSentThanThreeTimesIt(byte[] bytes) {
    if (bytes.length == 0) {
      return; // The socket's guard drops these.
    }
    AmplificationGuard guard = new AmplificationGuard();
    guard.received(STRANGER, Unpooled.wrappedBuffer(bytes));
    guard.began(STRANGER);
    long sent = 0;
    for (int i = 0; i < 5; i++) {
      ByteBuf answer = Unpooled.copiedBuffer(bytes);
      answer.setByte(0, 0x40);
      DatagramPacket admitted = guard.admit(new DatagramPacket(answer, STRANGER));
      if (admitted != null) {
        sent += admitted.content().readableBytes();
        admitted.release();
      }
    }
    // With a token it counts as proven: the codec begins nothing for a bad one.
    assertTrue(sent == 3L * bytes.length || sent == 5L * bytes.length, "three times, or free");
    guard.received(STRANGER, Unpooled.wrappedBuffer(bytes));
    // The codec has read this id of a packet that began a connection: it is whole.
    if (bytes.length > 5 && bytes.length > 5 + (bytes[5] & 0xff)) {
      byte[] id = WakePacket.destination(Unpooled.wrappedBuffer(bytes));
      ByteBuf wake = WakePacket.of(UnpooledByteBufAllocator.DEFAULT, id);
      assertArrayEquals(id, WakePacket.destination(wake));
      wake.release();
    }
  }

  /** What goes out to an unproven address may be cut, never lengthened. */
  @FuzzTest
  void anyAnswerIsCutWithinItself(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    AmplificationGuard guard = new AmplificationGuard();
    guard.received(STRANGER, Unpooled.wrappedBuffer(new byte[1200]));
    guard.began(STRANGER);
    DatagramPacket admitted =
        guard.admit(new DatagramPacket(Unpooled.copiedBuffer(bytes), STRANGER));
    if (admitted != null) {
      assertTrue(admitted.content().readableBytes() <= bytes.length);
      admitted.release();
    }
  }
}
