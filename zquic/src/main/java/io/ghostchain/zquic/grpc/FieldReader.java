package io.ghostchain.zquic.grpc;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Reads a QPACK field section that refers to the static table only: RFC 9204 section 4.5.
 *
 * <p>We announce a dynamic table of capacity 0, so a section that needs one is an error, sections
 * are independent of each other, and no peer can make us remember anything.
 */
final class FieldReader {
  /** What a field costs beside its name and value: RFC 9114 section 4.2.2. */
  static final int FIELD_OVERHEAD_BYTES = 32;

  /** Receives the fields in order. */
  interface Sink {
    void field(String name, String value) throws H3Exception;
  }

  private FieldReader() {}

  /**
   * Reads all of {@code in} and hands each field to {@code sink}.
   *
   * @param maxBytes the largest size of a section, as RFC 9114 section 4.2.2 counts it
   * @return false if the section was larger; the sink then has only the fields that fitted
   * @throws H3Exception if the section is malformed
   */
  static boolean read(ByteBuf in, int maxBytes, Sink sink) throws H3Exception {
    long requiredInsertCount = readInteger(in, 8);
    readInteger(in, 7);
    if (requiredInsertCount != 0) {
      throw failed("a reference to the dynamic table, whose capacity is 0");
    }
    long size = 0;
    while (in.isReadable()) {
      int first = in.getUnsignedByte(in.readerIndex());
      String name;
      String value;
      if ((first & 0x80) != 0) {
        requireStatic((first & 0x40) != 0);
        int index = readIndex(in, 6);
        name = QpackTable.name(index);
        value = QpackTable.value(index);
      } else if ((first & 0x40) != 0) {
        requireStatic((first & 0x10) != 0);
        name = QpackTable.name(readIndex(in, 4));
        value = readString(in, 7);
      } else if ((first & 0x20) != 0) {
        name = readString(in, 3);
        value = readString(in, 7);
      } else {
        throw failed("a post-base reference to the dynamic table, whose capacity is 0");
      }
      size += name.length() + value.length() + FIELD_OVERHEAD_BYTES;
      if (size > maxBytes) {
        return false;
      }
      sink.field(name, value);
    }
    return true;
  }

  private static void requireStatic(boolean isStatic) throws H3Exception {
    if (!isStatic) {
      throw failed("a reference to the dynamic table, whose capacity is 0");
    }
  }

  private static int readIndex(ByteBuf in, int prefixBits) throws H3Exception {
    long index = readInteger(in, prefixBits);
    if (index >= QpackTable.SIZE) {
      throw failed("index " + index + " of a static table of " + QpackTable.SIZE);
    }
    return (int) index;
  }

  private static String readString(ByteBuf in, int prefixBits) throws H3Exception {
    requireMore(in);
    boolean huffman = (in.getUnsignedByte(in.readerIndex()) & 1 << prefixBits) != 0;
    long length = readInteger(in, prefixBits);
    if (length > in.readableBytes()) {
      throw failed("a string of " + length + " bytes where " + in.readableBytes() + " are left");
    }
    if (huffman) {
      return Huffman.read(in, (int) length);
    }
    return in.readCharSequence((int) length, StandardCharsets.ISO_8859_1).toString();
  }

  /** A prefixed integer: RFC 9204 section 4.1.1. */
  private static long readInteger(ByteBuf in, int prefixBits) throws H3Exception {
    requireMore(in);
    int max = (1 << prefixBits) - 1;
    long value = in.readUnsignedByte() & max;
    if (value < max) {
      return value;
    }
    for (int shift = 0; shift <= 28; shift += 7) {
      requireMore(in);
      int next = in.readUnsignedByte();
      value += (long) (next & 0x7f) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
    }
    throw failed("an integer of more than 35 bits");
  }

  private static void requireMore(ByteBuf in) throws H3Exception {
    if (!in.isReadable()) {
      throw failed("the section ends in the middle of a field");
    }
  }

  private static H3Exception failed(String what) {
    return H3Exception.connection(H3Exception.QPACK_DECOMPRESSION_FAILED, "QPACK: " + what);
  }
}
