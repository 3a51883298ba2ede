package io.ghostchain.zcrypto;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Values in DER, as much of it as keys need: tag, definite length of the shortest form, contents
 * (ITU-T X.690 sections 8 and 10). {@link DerReader} takes them apart.
 */
final class Der {
  /** Universal tag of INTEGER. */
  static final int INTEGER = 0x02;

  /** Universal tag of BIT STRING. */
  static final int BIT_STRING = 0x03;

  /** Universal tag of OCTET STRING. */
  static final int OCTET_STRING = 0x04;

  /** Universal tag of OBJECT IDENTIFIER. */
  static final int OID = 0x06;

  /** Universal tag of SEQUENCE, constructed. */
  static final int SEQUENCE = 0x30;

  private Der() {}

  /** A value of any tag, its contents the parts one after the other. */
  static byte[] value(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length = Math.addExact(length, part.length);
    }
    byte[] header = header(tag, length);
    byte[] whole = Arrays.copyOf(header, Math.addExact(header.length, length));
    int position = header.length;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, position, part.length);
      position += part.length;
    }
    return whole;
  }

  /** A SEQUENCE of values. */
  static byte[] sequence(byte[]... values) {
    return value(SEQUENCE, values);
  }

  /** An INTEGER from 0 to 127. */
  static byte[] integer(int small) {
    if (small < 0 || small > 127) {
      throw new IllegalArgumentException("an INTEGER from 0 to 127, not " + small);
    }
    return value(INTEGER, new byte[] {(byte) small});
  }

  /** An OCTET STRING. */
  static byte[] octetString(byte[] bytes) {
    return value(OCTET_STRING, bytes);
  }

  /** A BIT STRING of whole bytes. */
  static byte[] bitString(byte[] bytes) {
    return value(BIT_STRING, new byte[1], bytes);
  }

  /** An OBJECT IDENTIFIER from its dotted form (X.690 section 8.19). */
  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    var contents = new ByteArrayOutputStream();
    base128(contents, 40 * Long.parseLong(arcs[0]) + Long.parseLong(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      base128(contents, Long.parseLong(arcs[i]));
    }
    return value(OID, contents.toByteArray());
  }

  private static void base128(ByteArrayOutputStream out, long number) {
    int groups = Math.max(1, (70 - Long.numberOfLeadingZeros(number)) / 7);
    for (int i = groups - 1; i >= 0; i--) {
      out.write((int) ((number >>> (7 * i)) & 0x7f) | (i == 0 ? 0 : 0x80));
    }
  }

  private static byte[] header(int tag, int length) {
    if (length < 0x80) {
      return new byte[] {(byte) tag, (byte) length};
    }
    int bytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
    byte[] header = new byte[2 + bytes];
    header[0] = (byte) tag;
    header[1] = (byte) (0x80 | bytes);
    for (int i = 0; i < bytes; i++) {
      header[2 + i] = (byte) (length >>> (8 * (bytes - 1 - i)));
    }
    return header;
  }
}
