package io.ghostchain.zcrypto;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Takes DER apart from front to back, strictly: definite lengths of the shortest form, nothing left
 * over. Every complaint names the byte and what was expected there.
 *
 * <p>Not thread-safe. Arrays it returns are copies; what it reads from is not copied.
 */
final class DerReader {
  private static final int OID_BYTES_MAX = 64;

  private final byte[] source;
  private final int end;
  private int position;

  /** Set by {@link #header}: where the contents of the value at hand end. */
  private int contentsEnd;

  DerReader(byte[] source) {
    this(source, 0, source.length);
  }

  private DerReader(byte[] source, int position, int end) {
    this.source = source;
    this.position = position;
    this.end = end;
  }

  /** Whether anything is left. */
  boolean hasMore() {
    return position < end;
  }

  /** Where this reader stands in the bytes it was made from. */
  int position() {
    return position;
  }

  /** Whether a value with that tag comes next. */
  boolean isNext(int tag) {
    return position < end && (source[position] & 0xff) == tag;
  }

  /**
   * Goes into a value of that tag; this reader goes behind it.
   *
   * @param what the value's name in the standard, for complaints
   */
  DerReader enter(int tag, String what) throws KeyFormatException {
    int start = header(tag, what);
    position = contentsEnd;
    return new DerReader(source, start, contentsEnd);
  }

  /** The contents of a value of that tag. */
  byte[] read(int tag, String what) throws KeyFormatException {
    int start = header(tag, what);
    position = contentsEnd;
    return Arrays.copyOfRange(source, start, contentsEnd);
  }

  /** The next value whole, with its tag and length. */
  byte[] whole(int tag, String what) throws KeyFormatException {
    int start = position;
    header(tag, what);
    position = contentsEnd;
    return Arrays.copyOfRange(source, start, contentsEnd);
  }

  /** An INTEGER from 0 to 127. */
  int smallInteger(String what) throws KeyFormatException {
    int start = position;
    byte[] contents = read(Der.INTEGER, what);
    if (contents.length != 1 || contents[0] < 0) {
      throw at(start, "expected " + what + ", an INTEGER from 0 to 127");
    }
    return contents[0];
  }

  /** A positive INTEGER or 0, as that many bytes, big-endian. */
  byte[] unsignedInteger(int bytes, String what) throws KeyFormatException {
    int start = position;
    byte[] contents = read(Der.INTEGER, what);
    if (contents.length == 0) {
      throw at(start, "expected " + what + ", an INTEGER, found it empty");
    }
    if (contents[0] < 0) {
      throw at(start, "expected " + what + ", an INTEGER not below 0");
    }
    if (contents.length > 1 && contents[0] == 0 && contents[1] >= 0) {
      throw at(start, "expected " + what + ", an INTEGER of the shortest form");
    }
    int sign = contents[0] == 0 ? 1 : 0;
    if (contents.length - sign > bytes) {
      throw at(start, "expected " + what + ", an INTEGER of at most " + bytes + " bytes");
    }
    byte[] padded = new byte[bytes];
    System.arraycopy(
        contents, sign, padded, bytes - contents.length + sign, contents.length - sign);
    return padded;
  }

  /** An OBJECT IDENTIFIER, dotted (X.690 section 8.19). */
  String oid(String what) throws KeyFormatException {
    int start = position;
    byte[] contents = read(Der.OID, what);
    if (contents.length == 0
        || contents.length > OID_BYTES_MAX
        || contents[contents.length - 1] < 0) {
      throw at(start, "expected " + what + ", a whole OBJECT IDENTIFIER");
    }
    StringBuilder dotted = new StringBuilder();
    BigInteger arc = BigInteger.ZERO;
    for (byte group : contents) {
      arc = arc.shiftLeft(7).or(BigInteger.valueOf(group & 0x7f));
      if (group >= 0) {
        if (dotted.isEmpty()) {
          int first = Math.min(arc.divide(BigInteger.valueOf(40)).intValue(), 2);
          arc = arc.subtract(BigInteger.valueOf(40L * first));
          dotted.append(first);
        }
        dotted.append('.').append(arc);
        arc = BigInteger.ZERO;
      }
    }
    return dotted.toString();
  }

  /** A BIT STRING of whole bytes. */
  byte[] bitString(String what) throws KeyFormatException {
    int start = position;
    byte[] contents = read(Der.BIT_STRING, what);
    if (contents.length == 0 || contents[0] != 0) {
      throw at(start, "expected " + what + ", a BIT STRING of whole bytes");
    }
    return Arrays.copyOfRange(contents, 1, contents.length);
  }

  /**
   * Requires that nothing is left.
   *
   * @param what that has ended
   */
  void end(String what) throws KeyFormatException {
    if (position != end) {
      throw at(position, "expected the end of " + what + ", found " + (end - position) + " bytes");
    }
  }

  /** A complaint about a place. */
  static KeyFormatException at(int position, String complaint) {
    return new KeyFormatException("at byte " + position + ": " + complaint);
  }

  /** Reads tag and length; returns where the contents begin. */
  private int header(int tag, String what) throws KeyFormatException {
    if (position >= end) {
      throw at(position, "expected " + what + " (tag " + hex(tag) + "), found the end");
    }
    int found = source[position] & 0xff;
    if (found != tag) {
      throw at(position, "expected " + what + " (tag " + hex(tag) + "), found tag " + hex(found));
    }
    int at = position + 1;
    if (at >= end) {
      throw at(at, "expected the length of " + what + ", found the end");
    }
    int first = source[at++] & 0xff;
    long length = first;
    if (first >= 0x80) {
      int count = first & 0x7f;
      if (count == 0 || count > 4) {
        throw at(at - 1, "expected a definite length of " + what + " in 1 to 4 bytes");
      }
      if (count > end - at) {
        throw at(at, "expected the length of " + what + ", found the end");
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = length << 8 | (source[at++] & 0xff);
      }
      if (length < 0x80 || length >>> (8 * (count - 1)) == 0) {
        throw at(at - count, "expected the length of " + what + " in its shortest form");
      }
    }
    if (length > end - at) {
      throw at(
          at, "expected " + length + " bytes of " + what + ", found the end after " + (end - at));
    }
    contentsEnd = at + (int) length;
    return at;
  }

  private static String hex(int tag) {
    return "%02x".formatted(tag);
  }
}
