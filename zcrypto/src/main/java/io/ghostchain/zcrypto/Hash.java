package io.ghostchain.zcrypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A 32-byte digest: the id of a transaction, block, account or node of a tree.
 *
 * <p>Held as four big-endian words, so that a table of millions costs one small object each.
 * Ordered as unsigned bytes. Not for secrets: {@link #equals} is not constant-time.
 */
public final class Hash implements Comparable<Hash> {
  /** Length in bytes. */
  public static final int BYTES = 32;

  /** Thirty-two zero bytes: the root of an empty tree, the parent of a genesis block. */
  public static final Hash ZERO = new Hash(0, 0, 0, 0);

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(Hash::newSha256);

  private final long w0;
  private final long w1;
  private final long w2;
  private final long w3;

  private Hash(long w0, long w1, long w2, long w3) {
    this.w0 = w0;
    this.w1 = w1;
    this.w2 = w2;
    this.w3 = w3;
  }

  /**
   * A digest given as bytes.
   *
   * @throws IllegalArgumentException unless there are exactly 32
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes, got " + bytes.length);
    }
    return read(bytes, 0);
  }

  /** The digest that stands in {@code source} from {@code offset} on. */
  public static Hash read(byte[] source, int offset) {
    return new Hash(
        (long) WORDS.get(source, offset),
        (long) WORDS.get(source, offset + 8),
        (long) WORDS.get(source, offset + 16),
        (long) WORDS.get(source, offset + 24));
  }

  /**
   * A digest given as 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Hash parse(String hex) {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException("a hash has 64 hexadecimal digits, got " + hex.length());
    }
    return of(HexFormat.of().parseHex(hex));
  }

  /** SHA-256 (FIPS 180-4) of the parts, one after the other. */
  public static Hash sha256(byte[]... parts) {
    MessageDigest digest = SHA_256.get();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return read(digest.digest(), 0);
  }

  /** SHA-256 (FIPS 180-4) of {@code length} bytes from {@code offset} on. */
  public static Hash sha256(byte[] source, int offset, int length) {
    MessageDigest digest = SHA_256.get();
    digest.update(source, offset, length);
    return read(digest.digest(), 0);
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    write(bytes, 0);
    return bytes;
  }

  /** Puts the 32 bytes into {@code target} from {@code offset} on. */
  public void write(byte[] target, int offset) {
    WORDS.set(target, offset, w0);
    WORDS.set(target, offset + 8, w1);
    WORDS.set(target, offset + 16, w2);
    WORDS.set(target, offset + 24, w3);
  }

  /**
   * Bit {@code index}, 0 being the most significant: the way a binary trie walks.
   *
   * @param index from 0 to 255
   */
  public boolean bit(int index) {
    long word =
        switch (index >>> 6) {
          case 0 -> w0;
          case 1 -> w1;
          case 2 -> w2;
          default -> w3;
        };
    return (word >>> (63 - (index & 63)) & 1) != 0;
  }

  @Override
  public int compareTo(Hash other) {
    int order = Long.compareUnsigned(w0, other.w0);
    if (order == 0) {
      order = Long.compareUnsigned(w1, other.w1);
    }
    if (order == 0) {
      order = Long.compareUnsigned(w2, other.w2);
    }
    return order != 0 ? order : Long.compareUnsigned(w3, other.w3);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that
        && w0 == that.w0
        && w1 == that.w1
        && w2 == that.w2
        && w3 == that.w3;
  }

  /** The last word folded: the first bits of a hash are often equal in one table. */
  @Override
  public int hashCode() {
    return Long.hashCode(w3);
  }

  /** Sixty-four lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
