package io.ghostchain.zwallet;

import com.google.protobuf.ByteString;
import java.math.BigInteger;

/**
 * Amounts as people write them and as the wire carries them: unsigned 128-bit numbers of the
 * smallest unit.
 *
 * <p>Without {@link java.math.BigDecimal}, whose first use takes a JVM that has just started 20 ms.
 */
public final class Amounts {
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(128);

  private Amounts() {}

  /**
   * Reads a decimal number of whole units.
   *
   * @throws Failure if it is no number, has more decimals than the asset or is too large
   */
  public static BigInteger parse(String text, int decimals, String symbol) {
    if (!text.matches("[0-9]{1,39}(\\.[0-9]{1,39})?")) {
      throw Failure.usage("expected an amount such as 1.5, got " + text);
    }
    int point = text.indexOf('.');
    String whole = point < 0 ? text : text.substring(0, point);
    String fraction = point < 0 ? "" : withoutZerosAtEnd(text.substring(point + 1));
    if (fraction.length() > decimals) {
      throw Failure.usage(symbol + " has " + decimals + " decimals, got " + text);
    }
    BigInteger units = new BigInteger(whole + fraction + "0".repeat(decimals - fraction.length()));
    if (units.compareTo(LIMIT) >= 0) {
      throw Failure.usage(text + " " + symbol + " is more than the ledger can count");
    }
    return units;
  }

  /** From the wire: big-endian bytes, none for zero. */
  public static BigInteger read(ByteString wire) {
    return new BigInteger(1, wire.toByteArray());
  }

  /** To the wire: big-endian bytes without leading zeros, none for zero. */
  public static ByteString write(BigInteger units) {
    byte[] bytes = units.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return ByteString.copyFrom(bytes, from, bytes.length - from);
  }

  /** Whole units, without zeros at the end. */
  public static String text(BigInteger units, int decimals) {
    String digits = units.toString();
    String padded = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
    int point = padded.length() - decimals;
    String fraction = withoutZerosAtEnd(padded.substring(point));
    return padded.substring(0, point) + (fraction.isEmpty() ? "" : "." + fraction);
  }

  private static String withoutZerosAtEnd(String digits) {
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }
}
