package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.SipHash;
import io.ghostchain.zcrypto.sha256.HashBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.Checksum;

/**
 * An immutable run of bytes, compared by content and ordered as unsigned bytes.
 *
 * <p>May be a view of a larger message it was decoded from, which it then keeps in memory: see
 * {@link #compact}.
 */
public final class Bytes implements Comparable<Bytes> {
  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private final byte[] array;
  private final int offset;
  private final int length;

  private Bytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** A copy of the given bytes. */
  public static Bytes of(byte... bytes) {
    return wrap(bytes.clone());
  }

  /** A copy of {@code length} bytes from {@code offset} on. */
  public static Bytes of(byte[] source, int offset, int length) {
    return wrap(Arrays.copyOfRange(source, offset, offset + length));
  }

  /** The text in UTF-8. */
  public static Bytes utf8(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Bytes given as pairs of hexadecimal digits.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Bytes parseHex(String hex) {
    return wrap(HexFormat.of().parseHex(hex));
  }

  /** The array itself: whoever calls this never writes to it again. */
  static Bytes wrap(byte[] array) {
    return view(array, 0, array.length);
  }

  /** A view of an array that nobody writes to again. */
  static Bytes view(byte[] array, int offset, int length) {
    return length == 0 ? EMPTY : new Bytes(array, offset, length);
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return length == 0;
  }

  /**
   * The byte at an index.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= index < length()}
   */
  public byte at(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException(index);
    }
    return array[offset + index];
  }

  /** A copy as an array. */
  public byte[] copy() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** Puts the bytes into {@code target} from {@code at} on. */
  public void write(byte[] target, int at) {
    System.arraycopy(array, offset, target, at, length);
  }

  /**
   * Puts the bytes into {@code target} at its position.
   *
   * @throws java.nio.BufferOverflowException if it has not so much room
   */
  public void write(ByteBuffer target) {
    target.put(array, offset, length);
  }

  /**
   * The {@code count} bytes from {@code from} on, which are not copied.
   *
   * @throws IndexOutOfBoundsException if they are not within these
   */
  public Bytes slice(int from, int count) {
    Objects.checkFromIndexSize(from, count, length);
    return count == length ? this : view(array, offset + from, count);
  }

  /** Adds the bytes to a checksum. */
  public void addTo(Checksum sum) {
    sum.update(array, offset, length);
  }

  /** The same bytes in an array of their own, so that a message they came in can be freed. */
  public Bytes compact() {
    return length == array.length ? this : wrap(copy());
  }

  /**
   * Whether {@code other} has the same bytes from {@code at} on.
   *
   * @throws IndexOutOfBoundsException if it ends before so many
   */
  public boolean standsIn(byte[] other, int at) {
    return Arrays.equals(array, offset, offset + length, other, at, at + length);
  }

  /** The 64 bits of {@link SipHash} of the bytes, for hash tables. */
  public long hash(SipHash keyed) {
    return keyed.hash(array, offset, length);
  }

  /**
   * Has the batch write the 32 bytes of SHA-256 of the bytes into {@code target} from {@code at}
   * on, when it runs.
   *
   * @throws IndexOutOfBoundsException if they are not within the array
   */
  public void sha256(HashBatch batch, byte[] target, int at) {
    batch.add(array, offset, length, target, at);
  }

  /** SHA-256 of the bytes. */
  public Hash sha256() {
    return Hash.sha256(array, offset, length);
  }

  /** Two lower-case hexadecimal digits a byte. */
  public String hex() {
    return HexFormat.of().formatHex(array, offset, offset + length);
  }

  /** A hash of the first bytes and the last, equal for equal bytes. */
  int edgeHash() {
    long front = 0;
    long back = 0;
    int edge = Math.min(length, 9);
    for (int i = 0; i < edge; i++) {
      front = front << 8 ^ front >>> 56 ^ (array[offset + i] & 0xff);
      back = back << 8 ^ back >>> 56 ^ (array[offset + length - 1 - i] & 0xff);
    }
    long mixed = (front * 0x9E3779B97F4A7C15L ^ back) * 0xC2B2AE3D27D4EB4FL + length;
    return (int) (mixed >>> 32);
  }

  byte[] array() {
    return array;
  }

  int offset() {
    return offset;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(
        array, offset, offset + length, other.array, other.offset, other.offset + other.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** The bytes in hexadecimal; of more than 32 the first 32 and how many there are. */
  @Override
  public String toString() {
    return length <= 32
        ? hex()
        : HexFormat.of().formatHex(array, offset, offset + 32) + "... (" + length + " bytes)";
  }
}
