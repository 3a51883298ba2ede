package io.ghostchain.zwallet;

import com.google.protobuf.ByteString;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Amounts as people write them and as the wire carries them: unsigned 128-bit numbers of the
 * smallest unit.
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
    BigDecimal whole = new BigDecimal(text);
    if (whole.stripTrailingZeros().scale() > decimals) {
      throw Failure.usage(symbol + " has " + decimals + " decimals, got " + text);
    }
    BigInteger units = whole.movePointRight(decimals).toBigIntegerExact();
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
    BigDecimal whole = new BigDecimal(units, decimals).stripTrailingZeros();
    return whole.scale() < 0 ? whole.setScale(0).toPlainString() : whole.toPlainString();
  }
}
