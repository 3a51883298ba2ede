package io.ghostchain.zquic.grpc;

import io.netty.buffer.ByteBuf;

/** Frame types and frame headers of HTTP/3: RFC 9114 section 7. */
final class H3Frames {
  static final int DATA = 0x0;
  static final int HEADERS = 0x1;

  /** Bytes of the headers that {@link #beginHeaders} and {@link #beginData} write. */
  static final int HEADERS_HEADER_BYTES = 3;

  static final int DATA_HEADER_BYTES = 5;

  private H3Frames() {}

  /**
   * Starts a HEADERS frame whose length is not known yet, and returns its place for {@link
   * #endHeaders}.
   */
  static int beginHeaders(ByteBuf out) {
    int start = out.writerIndex();
    out.writeByte(HEADERS).writeShort(0);
    return start;
  }

  /**
   * Fills in the length of the HEADERS frame begun at {@code start}: a variable-length integer of
   * two bytes, RFC 9000 section 16.
   *
   * @throws IllegalArgumentException if the fields take 16 KiB or more
   */
  static void endHeaders(ByteBuf out, int start) {
    int length = out.writerIndex() - start - HEADERS_HEADER_BYTES;
    if (length > 0x3fff) {
      throw new IllegalArgumentException(
          "header fields must take less than 16384 bytes, got " + length);
    }
    out.setShort(start + 1, 0x4000 | length);
  }

  /** Starts a DATA frame whose length is not known yet. */
  static int beginData(ByteBuf out) {
    int start = out.writerIndex();
    out.writeByte(DATA).writeInt(0);
    return start;
  }

  /** Fills in the length of the DATA frame begun at {@code start}: up to 2^30 - 1. */
  static void endData(ByteBuf out, int start) {
    int length = out.writerIndex() - start - DATA_HEADER_BYTES;
    out.setInt(start + 1, 0x80000000 | length);
  }

  /**
   * Whether a frame of this type may never come on a request stream: RFC 9114 section 7.2 and, for
   * the types HTTP/2 had, section 7.2.8.
   */
  static boolean isForbiddenOnRequestStream(long type) {
    return type == 0x2
        || type == 0x3
        || type == 0x4
        || type == 0x5
        || type == 0x6
        || type == 0x7
        || type == 0x8
        || type == 0x9
        || type == 0xd;
  }
}
