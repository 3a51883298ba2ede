package io.ghostchain.zquic.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.Property;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.quic.QuicResetTokenGenerator;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RetryTokensTest {
  private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 4433);
  private static final byte[] CONNECTION_ID = {1, 2, 3, 4, 5, 6, 7, 8};

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final RetryTokens tokens = new RetryTokens((InstantSource) () -> now);

  private ByteBuf token() {
    ByteBuf out = Unpooled.buffer();
    tokens.write(out, Unpooled.wrappedBuffer(CONNECTION_ID), CLIENT);
    return out;
  }

  @Test
  void tokenGivesTheConnectionIdBack() {
    ByteBuf token = token();
    int at = tokens.check(token, CLIENT);
    assertEquals(
        ByteBufUtil.hexDump(CONNECTION_ID),
        ByteBufUtil.hexDump(token, at, token.readableBytes() - at));
    assertTrue(token.readableBytes() <= RetryTokens.BYTES_MAX);
  }

  @Test
  void tokenMayBeShownAgainWithinItsLifetime() {
    ByteBuf token = token();
    assertNotEquals(-1, tokens.check(token, CLIENT));
    now = now.plus(RetryTokens.LIFETIME);
    assertNotEquals(-1, tokens.check(token, CLIENT));
  }

  @Test
  void expiredTokenIsRefused() {
    ByteBuf token = token();
    now = now.plus(RetryTokens.LIFETIME).plusMillis(1);
    assertEquals(-1, tokens.check(token, CLIENT));
  }

  @Test
  void tokenFromTheFutureIsRefused() {
    ByteBuf token = token();
    now = now.minus(Duration.ofHours(1));
    assertEquals(-1, tokens.check(token, CLIENT));
  }

  @Test
  void tokenIsGoodForItsAddressAndPortAlone() {
    ByteBuf token = token();
    assertEquals(-1, tokens.check(token, new InetSocketAddress("192.0.2.8", 4433)));
    assertEquals(-1, tokens.check(token, new InetSocketAddress("192.0.2.7", 4434)));
    assertEquals(-1, tokens.check(token, new InetSocketAddress("::ffff:c000:0207", 4434)));
  }

  @Test
  void tokenOfAnotherListenerIsRefused() {
    assertEquals(-1, new RetryTokens(() -> now).check(token(), CLIENT));
  }

  @Test
  void tokenOutlivesOneChangeOfKeyButNotTwo() {
    now = now.plus(RetryTokens.KEY_LIFETIME).minusSeconds(1);
    ByteBuf token = token();
    now = now.plusSeconds(2);
    token();
    assertNotEquals(-1, tokens.check(token, CLIENT));
    now = now.plus(RetryTokens.KEY_LIFETIME);
    token();
    assertEquals(-1, tokens.check(token, CLIENT));
  }

  @Property(cases = 500)
  void changedBitIsRefused(RandomGenerator random) {
    ByteBuf token = token();
    int at = random.nextInt(token.readableBytes());
    token.setByte(at, token.getByte(at) ^ (1 << random.nextInt(8)));
    assertEquals(-1, tokens.check(token, CLIENT));
  }

  @Property(cases = 500)
  void garbageIsRefused(RandomGenerator random) {
    byte[] garbage = new byte[random.nextInt(200)];
    random.nextBytes(garbage);
    assertEquals(-1, tokens.check(Unpooled.wrappedBuffer(garbage), CLIENT));
  }

  @Test
  void handlerRefusesATokenWithAConnectionIdOfAnotherLength() {
    var limits = new Admission.Limits(10, 10, 10, 10, 0);
    var handler =
        new TokenHandler(new Admission(limits, System::nanoTime), tokens, 20, verdict -> {});
    ByteBuf token = token();
    assertTrue(
        handler.validateToken(token, CLIENT, Unpooled.wrappedBuffer(new byte[20])).isValid());
    assertFalse(
        handler.validateToken(token, CLIENT, Unpooled.wrappedBuffer(new byte[8])).isValid());
  }

  /** CVE-2026-50009: a reset token must not follow from what other keys give away. */
  @Test
  void resetTokensHaveAKeyOfTheirOwn() {
    ByteBuffer id = ByteBuffer.wrap(new byte[20]);
    ByteBuffer ours = new ResetTokens().newResetToken(id.duplicate());
    assertEquals(16, ours.remaining());
    assertNotEquals(ours, new ResetTokens().newResetToken(id.duplicate()));
    assertNotEquals(ours, QuicResetTokenGenerator.signGenerator().newResetToken(id.duplicate()));
    var one = new ResetTokens();
    assertEquals(one.newResetToken(id.duplicate()), one.newResetToken(id.duplicate()));
  }
}
