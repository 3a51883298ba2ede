package io.ghostchain.zquic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;
import org.junit.jupiter.api.Test;

/** When a connection is taken to send without end. */
final class RunawayGuardTest {
  private static final int BATCH = 10;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final SegmentedDatagramPacketAllocator plain =
      (buffer, segmentSize, to) -> new DatagramPacket(buffer, to);
  private final RunawayGuard guard = new RunawayGuard(plain, channel.eventLoop());

  private void send(int segmentBytes) {
    ByteBuf batch = Unpooled.buffer(BATCH * segmentBytes).writeZero(BATCH * segmentBytes);
    try {
      guard.newPacket(batch, segmentBytes, Await.ANY_PORT).release();
    } finally {
      assertEquals(0, batch.refCnt(), "the batch is released in any case");
    }
  }

  @Test
  void tinyDatagramsWithoutEndAreStopped() {
    for (int i = 0; i < RunawayGuard.DATAGRAMS_MAX / BATCH; i++) {
      send(76);
    }
    assertThrows(RunawayGuard.RunawayException.class, () -> send(76));
  }

  @Test
  void tinyDatagramsOverManyTurnsOfTheLoopPass() {
    for (int i = 0; i < 3 * RunawayGuard.DATAGRAMS_MAX / BATCH; i++) {
      send(76);
      channel.runPendingTasks();
    }
  }

  @Test
  void fullDatagramsPassInAnyNumber() {
    for (int i = 0; i < 3 * RunawayGuard.DATAGRAMS_MAX / BATCH; i++) {
      send(1350);
    }
  }
}
