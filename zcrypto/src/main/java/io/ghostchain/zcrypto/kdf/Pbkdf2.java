package io.ghostchain.zcrypto.kdf;

import io.ghostchain.zcrypto.Hmac;
import io.ghostchain.zcrypto.SecretBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * PBKDF2 (RFC 8018 section 5.2). For formats that prescribe it; where we choose, {@link Argon2id}
 * costs an attacker far more.
 *
 * <p>The JDK's own takes characters only and keeps the password in objects that cannot be wiped.
 */
public enum Pbkdf2 {
  /** PBKDF2 with HMAC-SHA-256. */
  HMAC_SHA_256(Hmac.SHA_256),
  /** PBKDF2 with HMAC-SHA-512. */
  HMAC_SHA_512(Hmac.SHA_512);

  /** The most iterations; a file that asks for more is hostile. */
  public static final int ITERATIONS_MAX = 10_000_000;

  /** The longest result in bytes. */
  public static final int LENGTH_MAX = 1024;

  private final Hmac hmac;

  Pbkdf2(Hmac hmac) {
    this.hmac = hmac;
  }

  /**
   * Derives a key.
   *
   * @param iterations from 1 to {@link #ITERATIONS_MAX}
   * @param length of the result in bytes, from 1 to {@link #LENGTH_MAX}
   */
  public SecretBytes derive(byte[] password, byte[] salt, int iterations, int length) {
    if (iterations < 1 || iterations > ITERATIONS_MAX) {
      throw new IllegalArgumentException(
          "PBKDF2 takes 1 to " + ITERATIONS_MAX + " iterations, got " + iterations);
    }
    if (length < 1 || length > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "PBKDF2 gives 1 to " + LENGTH_MAX + " bytes here, asked for " + length);
    }
    Hmac.Tagger tagger = hmac.tagger(password);
    byte[] key = new byte[length];
    for (int at = 0, block = 1; at < length; at += hmac.bytes(), block++) {
      byte[] sum = block(tagger, salt, iterations, block);
      System.arraycopy(sum, 0, key, at, Math.min(sum.length, length - at));
      Arrays.fill(sum, (byte) 0);
    }
    return SecretBytes.taking(key);
  }

  private static byte[] block(Hmac.Tagger tagger, byte[] salt, int iterations, int index) {
    byte[] last = tagger.update(salt, ByteBuffer.allocate(4).putInt(index).array()).tag();
    byte[] sum = last.clone();
    for (int i = 1; i < iterations; i++) {
      last = tagger.update(last).tag();
      for (int j = 0; j < sum.length; j++) {
        sum[j] ^= last[j];
      }
    }
    return sum;
  }
}
