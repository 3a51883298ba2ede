package io.ghostchain.zcrypto.shamir;

import io.ghostchain.zcrypto.HashAlgorithm;
import io.ghostchain.zcrypto.SecretBytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * One share of a secret. {@link #close} wipes it.
 *
 * <p>Encoded, big-endian: the magic {@code "GS"}, version 1, the id of the set (4 bytes), threshold
 * and index (1 byte each), the number of values (2 bytes), the values, and the first 4 bytes of
 * SHA-256 over all that, which catches a mistyped share before it spoils the set.
 */
public final class Share implements AutoCloseable {
  /** The longest encoding in bytes. */
  public static final int ENCODED_BYTES_MAX =
      Share.HEADER_BYTES + Shamir.SECRET_BYTES_MAX + Shamir.DIGEST_BYTES + Share.CHECKSUM_BYTES;

  private static final short MAGIC = 'G' << 8 | 'S';
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 11;
  private static final int CHECKSUM_BYTES = 4;

  private final int setId;
  private final int threshold;
  private final int index;
  private final SecretBytes values;

  Share(int setId, int threshold, int index, SecretBytes values) {
    this.setId = setId;
    this.threshold = threshold;
    this.index = index;
    this.values = values;
  }

  /**
   * The share of an encoding.
   *
   * @throws ShamirException if the bytes are not exactly one undamaged share
   */
  public static Share decode(byte[] encoded) throws ShamirException {
    int overhead = HEADER_BYTES + CHECKSUM_BYTES;
    if (encoded.length <= overhead + Shamir.DIGEST_BYTES || encoded.length > ENCODED_BYTES_MAX) {
      throw new ShamirException(
          "a share has "
              + (overhead + Shamir.DIGEST_BYTES + 1)
              + " to "
              + ENCODED_BYTES_MAX
              + " bytes, got "
              + encoded.length);
    }
    ByteBuffer in = ByteBuffer.wrap(encoded);
    if (in.getShort() != MAGIC) {
      throw new ShamirException("not a share: it does not start with \"GS\"");
    }
    int version = in.get();
    if (version != VERSION) {
      throw new ShamirException("a share of version 1 was expected, got version " + version);
    }
    int setId = in.getInt();
    int threshold = Byte.toUnsignedInt(in.get());
    int index = Byte.toUnsignedInt(in.get());
    int count = Short.toUnsignedInt(in.getShort());
    if (count != encoded.length - overhead) {
      throw new ShamirException(
          "the share says " + count + " values and has " + (encoded.length - overhead));
    }
    byte[] checksum = Arrays.copyOfRange(encoded, HEADER_BYTES + count, encoded.length);
    if (!MessageDigest.isEqual(checksum, checksum(encoded, HEADER_BYTES + count))) {
      throw new ShamirException("the share is damaged or mistyped: its checksum is wrong");
    }
    if (threshold < Shamir.THRESHOLD_MIN || index == 0) {
      throw new ShamirException(
          "a share has a threshold of at least 2 and an index of at least 1, got "
              + threshold
              + " and "
              + index);
    }
    byte[] values = Arrays.copyOfRange(encoded, HEADER_BYTES, HEADER_BYTES + count);
    return new Share(setId, threshold, index, SecretBytes.taking(values));
  }

  /** The bytes that {@link #decode} reads; the caller wipes them. */
  public byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + values.length() + CHECKSUM_BYTES);
    out.putShort(MAGIC).put(VERSION).putInt(setId).put((byte) threshold).put((byte) index);
    out.putShort((short) values.length());
    values.lend(out::put);
    out.put(checksum(out.array(), out.position()));
    return out.array();
  }

  /** Drawn at random for each split: shares of different splits do not mix. */
  public int setId() {
    return setId;
  }

  /** How many shares give the secret back, from 2 to 255. */
  public int threshold() {
    return threshold;
  }

  /** Which share of the set this is, from 1 to 255. */
  public int index() {
    return index;
  }

  /** Wipes the values. Closing twice is harmless. */
  @Override
  public void close() {
    values.close();
  }

  /** The header only. */
  @Override
  public String toString() {
    return "Share[" + Integer.toHexString(setId) + ", " + index + ", " + threshold + " needed]";
  }

  SecretBytes values() {
    return values;
  }

  private static byte[] checksum(byte[] encoded, int length) {
    byte[] digest = HashAlgorithm.SHA_256.hasher().update(encoded, 0, length).digest();
    return Arrays.copyOf(digest, CHECKSUM_BYTES);
  }
}
