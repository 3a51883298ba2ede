package io.ghostchain.zquic.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;

/** No bytes but a token of our own prove an address, and none of them throw. */
final class RetryTokensFuzzTest {
  private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 4433);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @FuzzTest
  void anyBytesAreNoToken(byte[] bytes) {
    var tokens = new RetryTokens(InstantSource.fixed(NOW));
    assertEquals(-1, tokens.check(Unpooled.wrappedBuffer(bytes), CLIENT));
  }

  /** A token in which these bytes replace the same number of its own. */
  @FuzzTest
  void anyChangeOfATokenIsNoToken(byte[] bytes) {
    var tokens = new RetryTokens(InstantSource.fixed(NOW));
    ByteBuf token = Unpooled.buffer();
    tokens.write(token, Unpooled.wrappedBuffer(new byte[8]), CLIENT);
    ByteBuf changed = token.copy();
    for (int i = 0; i < bytes.length && i < changed.readableBytes(); i++) {
      changed.setByte(i, changed.getByte(i) ^ bytes[i]);
    }
    boolean same = changed.equals(token);
    assertEquals(same, tokens.check(changed, CLIENT) >= 0);
  }
}
