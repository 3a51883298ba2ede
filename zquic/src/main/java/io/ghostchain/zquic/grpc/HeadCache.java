package io.ghostchain.zquic.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * The last field sections of a connection that were read, so that the same bytes need not be read
 * again: the calls of one method mostly begin alike, and nearly all responses do.
 *
 * <p>Keeps {@link #ENTRIES} sections of at most {@link #SECTION_BYTES_MAX} bytes, for which the
 * limit on sections was checked. Owned by the connection's event loop.
 */
final class HeadCache {
  static final int SECTION_BYTES_MAX = 512;

  private static final int ENTRIES = 2;

  private record Entry(ByteBuf section, Head head) {}

  private final int maxBytes;
  private final @Nullable Entry[] entries = new @Nullable Entry[ENTRIES];
  private int next;

  /**
   * @param maxBytes the largest size of a section, as RFC 9114 section 4.2.2 counts it
   */
  HeadCache(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Reads all of {@code section}.
   *
   * @return null if it is larger than allowed
   * @throws H3Exception if it is malformed
   */
  @Nullable Head read(ByteBuf section) throws H3Exception {
    int length = section.readableBytes();
    int start = section.readerIndex();
    for (Entry entry : entries) {
      if (entry != null
          && entry.section.readableBytes() == length
          && ByteBufUtil.equals(section, start, entry.section, 0, length)) {
        section.skipBytes(length);
        return entry.head.copy();
      }
    }
    ByteBuf kept =
        length > SECTION_BYTES_MAX
            ? null
            : Unpooled.wrappedBuffer(ByteBufUtil.getBytes(section, start, length));
    Head head = new Head();
    if (!FieldReader.read(section, maxBytes, head)) {
      return null;
    }
    if (kept != null) {
      entries[next] = new Entry(kept, head.copy());
      next = (next + 1) % ENTRIES;
    }
    return head;
  }
}
