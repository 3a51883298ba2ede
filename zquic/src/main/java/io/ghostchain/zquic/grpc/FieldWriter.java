package io.ghostchain.zquic.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/**
 * Writes QPACK field sections with the static table and plain literals: RFC 9204 section 4.5.
 *
 * <p>Without a dynamic table the encoder has no state, so any thread may write any section and
 * parts of sections can be encoded once and kept.
 */
final class FieldWriter {
  private FieldWriter() {}

  /** The two bytes before every section that refers to no dynamic entry. */
  static void writePrefix(ByteBuf out) {
    out.writeShort(0);
  }

  /** A field whose name and value are the static entry {@code index}. */
  static void writeIndexed(ByteBuf out, int index) {
    writeInteger(out, 0xc0, 6, index);
  }

  /** A field with the name of the static entry {@code index}. */
  static void writeNamed(ByteBuf out, int index, String value) {
    writeInteger(out, 0x50, 4, index);
    writeString(out, 0, 7, value);
  }

  /** A field with a name of its own, in lower case. */
  static void writeLiteral(ByteBuf out, String name, String value) {
    writeString(out, 0x20, 3, name);
    writeString(out, 0, 7, value);
  }

  private static void writeString(ByteBuf out, int flags, int prefixBits, String value) {
    writeInteger(out, flags, prefixBits, value.length());
    // One byte a character: what does not fit was percent-encoded or base64-encoded before.
    ByteBufUtil.writeAscii(out, value);
  }

  private static void writeInteger(ByteBuf out, int flags, int prefixBits, int value) {
    int max = (1 << prefixBits) - 1;
    if (value < max) {
      out.writeByte(flags | value);
      return;
    }
    out.writeByte(flags | max);
    int rest = value - max;
    while (rest >= 0x80) {
      out.writeByte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  /** The size of a field by RFC 9114 section 4.2.2. */
  static int size(String name, String value) {
    return name.length() + value.length() + FieldReader.FIELD_OVERHEAD_BYTES;
  }

  /** The bytes of an ASCII string, for parts of sections that are kept. */
  static byte[] ascii(String value) {
    return value.getBytes(StandardCharsets.ISO_8859_1);
  }
}
