package io.ghostchain.zquic.admission;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks the tokens of Retry packets (RFC 9000 section 8.1.2): what a client can only
 * give back if it receives packets at the address it claims.
 *
 * <p>A token is the number of its key (1 byte), its expiry in milliseconds of the Unix epoch (8
 * bytes), HMAC-SHA256 over those, the address, the port and the original destination connection id
 * (32 bytes), and that connection id (0 to 20 bytes). Nothing is kept for a token, so within its
 * lifetime it may be shown again, from the same address and port only. The key is replaced every
 * few minutes; the one before stays good for as long as its tokens do.
 */
public final class RetryTokens {
  /** How long a token is good for: several round trips, since a Retry is answered at once. */
  public static final Duration LIFETIME = Duration.ofSeconds(10);

  /** How long a key makes tokens. */
  public static final Duration KEY_LIFETIME = Duration.ofMinutes(5);

  /** The longest connection id (RFC 9000 section 17.2). */
  static final int CONNECTION_ID_BYTES_MAX = 20;

  private static final int MAC_BYTES = 32;
  private static final int MAC_AT = 1 + Long.BYTES;
  private static final int CONNECTION_ID_AT = MAC_AT + MAC_BYTES;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The longest token in bytes. */
  public static final int BYTES_MAX = CONNECTION_ID_AT + CONNECTION_ID_BYTES_MAX;

  private record Key(byte number, SecretKeySpec secret, long madeAtMillis) {}

  private record Keys(Key current, @Nullable Key previous) {}

  private final InstantSource clock;
  private volatile Keys keys;

  /** Starts with a fresh key. */
  public RetryTokens(InstantSource clock) {
    this.clock = clock;
    this.keys = new Keys(newKey((byte) RANDOM.nextInt(), clock.millis()), null);
  }

  /** Appends a token for a client at {@code address} that chose {@code connectionId}. */
  public void write(ByteBuf out, ByteBuf connectionId, InetSocketAddress address) {
    long now = clock.millis();
    Key key = keyAt(now);
    byte[] id = bytes(connectionId);
    long expiry = now + LIFETIME.toMillis();
    out.writeByte(key.number);
    out.writeLong(expiry);
    out.writeBytes(mac(key, expiry, address, id));
    out.writeBytes(id);
  }

  /**
   * Where in the token the original destination connection id begins, or -1 if the token is not
   * ours, has expired, or was made for another address.
   */
  public int check(ByteBuf token, InetSocketAddress address) {
    int length = token.readableBytes();
    if (length < CONNECTION_ID_AT || length > BYTES_MAX) {
      return -1;
    }
    byte[] bytes = bytes(token);
    Key key = keyNumbered(bytes[0]);
    long expiry = ByteBuffer.wrap(bytes).getLong(1);
    long now = clock.millis();
    if (key == null || expiry < now || expiry > now + LIFETIME.toMillis()) {
      return -1;
    }
    byte[] id = Arrays.copyOfRange(bytes, CONNECTION_ID_AT, length);
    byte[] given = Arrays.copyOfRange(bytes, MAC_AT, CONNECTION_ID_AT);
    return MessageDigest.isEqual(given, mac(key, expiry, address, id)) ? CONNECTION_ID_AT : -1;
  }

  private Key keyAt(long nowMillis) {
    Keys now = keys;
    return nowMillis - now.current.madeAtMillis < KEY_LIFETIME.toMillis()
        ? now.current
        : rotate(nowMillis);
  }

  private synchronized Key rotate(long nowMillis) {
    Key current = keys.current;
    if (nowMillis - current.madeAtMillis >= KEY_LIFETIME.toMillis()) {
      Key next = newKey((byte) (current.number + 1), nowMillis);
      keys = new Keys(next, current);
      return next;
    }
    return current;
  }

  private @Nullable Key keyNumbered(byte number) {
    Keys now = keys;
    if (now.current.number == number) {
      return now.current;
    }
    Key previous = now.previous;
    return previous != null && previous.number == number ? previous : null;
  }

  private static Key newKey(byte number, long nowMillis) {
    byte[] secret = new byte[MAC_BYTES];
    RANDOM.nextBytes(secret);
    return new Key(number, new SecretKeySpec(secret, "HmacSHA256"), nowMillis);
  }

  private static byte[] mac(Key key, long expiry, InetSocketAddress address, byte[] id) {
    byte[] ip = address.getAddress().getAddress();
    ByteBuffer input =
        ByteBuffer.allocate(1 + Long.BYTES + 1 + ip.length + Short.BYTES + id.length);
    input.put(key.number).putLong(expiry).put((byte) ip.length).put(ip);
    input.putShort((short) address.getPort()).put(id).flip();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key.secret);
      mac.update(input);
      return mac.doFinal();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }

  private static byte[] bytes(ByteBuf buffer) {
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.getBytes(buffer.readerIndex(), bytes);
    return bytes;
  }
}
