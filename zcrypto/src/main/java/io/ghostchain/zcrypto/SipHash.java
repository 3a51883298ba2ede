package io.ghostchain.zcrypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * SipHash-1-3 (Aumasson and Bernstein, 2012, with one round a word and three at the end): 64 bits
 * of a short message under a key of 128 bits, for hash tables. Whoever does not know the key cannot
 * choose messages that meet in a table. Not a signature, nor a checksum that outlives the process.
 *
 * <p>Immutable.
 */
public final class SipHash {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long k0;
  private final long k1;

  /**
   * Under a key.
   *
   * @param k0 its first eight bytes, little-endian
   * @param k1 its other eight
   */
  public SipHash(long k0, long k1) {
    this.k0 = k0;
    this.k1 = k1;
  }

  /** Under a key from the system's secure random, which no other run of this program has. */
  public static SipHash withRandomKey() {
    byte[] key = Entropy.bytes(2 * Long.BYTES);
    return new SipHash((long) WORD.get(key, 0), (long) WORD.get(key, Long.BYTES));
  }

  /**
   * The hash of {@code length} bytes from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if they are not within the array
   */
  public long hash(byte[] message, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, message.length);
    long v0 = k0 ^ 0x736f6d6570736575L;
    long v1 = k1 ^ 0x646f72616e646f6dL;
    long v2 = k0 ^ 0x6c7967656e657261L;
    long v3 = k1 ^ 0x7465646279746573L;
    int whole = length & ~7;
    // Each pass is one round; three more words of nothing but a round follow the last.
    int passes = whole / Long.BYTES + 4;
    for (int i = 0; i < passes; i++) {
      long word = 0;
      int at = offset + i * Long.BYTES;
      if (i * Long.BYTES < whole) {
        word = (long) WORD.get(message, at);
      } else if (i * Long.BYTES == whole) {
        word = lastWord(message, at, length);
      }
      if (i == passes - 3) {
        v2 ^= 0xff;
      }
      v3 ^= word;
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
      v0 ^= word;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  /** The bytes after the last whole word, and the length in the highest byte. */
  private static long lastWord(byte[] message, int at, int length) {
    long word = (long) length << 56;
    for (int i = 0; i < (length & 7); i++) {
      word |= (message[at + i] & 0xffL) << (8 * i);
    }
    return word;
  }
}
