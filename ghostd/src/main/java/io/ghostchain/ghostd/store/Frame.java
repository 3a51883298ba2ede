package io.ghostchain.ghostd.store;

import io.ghostchain.protocol.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The header in front of each record of a segment, 24 bytes, big-endian:
 *
 * <pre>
 *  0  u32  length of the payload
 *  4  u8   kind, chosen by the log's owner
 *  5  u8   1 if the record is the last of its group, else 0
 *  6  u16  0
 *  8  u64  number of the group
 * 16  u32  CRC-32C of the payload
 * 20  u32  CRC-32C of segment number, offset in the file, and the 20 bytes above
 * </pre>
 *
 * <p>The second sum binds a record to its place, so that a misdirected write is found, and lets a
 * reader trust the length before it reads that far.
 */
record Frame(int length, int kind, boolean lastOfGroup, long group, int payloadSum) {
  static final int BYTES = 24;
  static final int PAYLOAD_BYTES_MAX = 64 << 20;

  /** Appends the header of a payload that is to follow. */
  static void write(
      ByteBuffer target,
      long segment,
      long offset,
      int kind,
      boolean lastOfGroup,
      long group,
      List<Bytes> payload) {
    int start = target.position();
    target.putInt(length(payload));
    target.put((byte) kind);
    target.put((byte) (lastOfGroup ? 1 : 0));
    target.putShort((short) 0);
    target.putLong(group);
    target.putInt(sum(payload));
    target.putInt(headerSum(target, start, segment, offset));
  }

  /** Bytes of a payload. */
  static int length(List<Bytes> payload) {
    int length = 0;
    for (Bytes part : payload) {
      length = Math.addExact(length, part.length());
    }
    return length;
  }

  /**
   * Reads a header.
   *
   * @return null unless the 24 bytes are a header that was written for this very place
   */
  static @Nullable Frame read(ByteBuffer source, int start, long segment, long offset) {
    if (source.getInt(start + 20) != headerSum(source, start, segment, offset)) {
      return null;
    }
    int length = source.getInt(start);
    int flags = source.get(start + 5);
    if (length < 0 || length > PAYLOAD_BYTES_MAX || (flags & ~1) != 0) {
      return null;
    }
    return new Frame(
        length,
        source.get(start + 4) & 0xff,
        flags == 1,
        source.getLong(start + 8),
        source.getInt(start + 16));
  }

  static int sum(List<Bytes> payload) {
    var crc = new CRC32C();
    for (Bytes part : payload) {
      part.addTo(crc);
    }
    return (int) crc.getValue();
  }

  private static int headerSum(ByteBuffer buffer, int start, long segment, long offset) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(16).putLong(segment).putLong(offset).flip());
    crc.update(buffer.slice(start, 20));
    return (int) crc.getValue();
  }
}
