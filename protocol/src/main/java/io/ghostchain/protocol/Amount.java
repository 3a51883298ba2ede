package io.ghostchain.protocol;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * An amount of an asset in its smallest unit: an unsigned 128-bit number.
 *
 * <p>Arithmetic is exact: what does not fit throws {@link ArithmeticException}.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits, without sign
 */
public record Amount(long high, long low) implements Comparable<Amount> {
  /** The longest encoding in bytes. */
  public static final int BYTES = 16;

  /** Nothing. */
  public static final Amount ZERO = new Amount(0, 0);

  /** 2^128 - 1. */
  public static final Amount MAX = new Amount(-1, -1);

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,40}(\\.[0-9]{1,40})?");

  /**
   * An amount below 2^63.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static Amount of(long value) {
    Require.natural("amount", value);
    return new Amount(0, value);
  }

  /**
   * An amount below 2^128.
   *
   * @throws IllegalArgumentException if it is negative or larger
   */
  public static Amount of(BigInteger value) {
    Require.that(
        value.signum() >= 0 && value.bitLength() <= 128, "an amount from 0 to 2^128 - 1", value);
    return new Amount(value.shiftRight(64).longValue(), value.longValue());
  }

  /**
   * An amount as a person writes it, such as {@code 12.5}: digits, and after a point at most as
   * many as the asset has decimals.
   *
   * @param decimals of the asset: 18 makes {@code 1} into 10^18
   * @throws IllegalArgumentException for any other text, or an amount of 2^128 or more
   */
  public static Amount parse(String decimal, int decimals) {
    Require.that(
        DECIMAL.matcher(decimal).matches(), "an amount such as 12 or 12.5", "\"" + decimal + "\"");
    var value = new BigDecimal(decimal);
    Require.that(
        value.scale() <= decimals, "at most " + decimals + " digits after the point", decimal);
    return of(value.movePointRight(decimals).toBigIntegerExact());
  }

  /** The amount as {@link #parse} reads it, without zeros at the end of its fraction. */
  public String format(int decimals) {
    var value = new BigDecimal(toBigInteger(), decimals);
    return isZero() ? "0" : plain(value.stripTrailingZeros());
  }

  private static String plain(BigDecimal value) {
    return value.scale() < 0 ? value.setScale(0).toPlainString() : value.toPlainString();
  }

  /** Whether this is nothing. */
  public boolean isZero() {
    return (high | low) == 0;
  }

  /**
   * The sum.
   *
   * @throws ArithmeticException if it is 2^128 or more
   */
  public Amount plus(Amount other) {
    long sumLow = low + other.low;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    long sumHigh = high + other.high + carry;
    int order = Long.compareUnsigned(sumHigh, high);
    if (order < 0 || (order == 0 && carry == 1 && other.high == -1)) {
      throw new ArithmeticException(this + " + " + other + " is more than 2^128 - 1");
    }
    return new Amount(sumHigh, sumLow);
  }

  /**
   * The difference.
   *
   * @throws ArithmeticException if the other is more
   */
  public Amount minus(Amount other) {
    if (compareTo(other) < 0) {
      throw new ArithmeticException(this + " - " + other + " is less than 0");
    }
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    return new Amount(high - other.high - borrow, low - other.low);
  }

  /**
   * The product.
   *
   * @throws IllegalArgumentException if the factor is negative
   * @throws ArithmeticException if the product is 2^128 or more
   */
  public Amount times(long factor) {
    Require.natural("factor", factor);
    long carry = Math.unsignedMultiplyHigh(low, factor);
    long productHigh = high * factor + carry;
    if (Math.unsignedMultiplyHigh(high, factor) != 0
        || Long.compareUnsigned(productHigh, carry) < 0) {
      throw new ArithmeticException(this + " * " + factor + " is more than 2^128 - 1");
    }
    return new Amount(productHigh, low * factor);
  }

  /**
   * The quotient without remainder.
   *
   * @throws ArithmeticException unless the divisor is above 0
   */
  public Amount dividedBy(long divisor) {
    if (divisor <= 0) {
      throw new ArithmeticException("expected a divisor above 0, got " + divisor);
    }
    return high == 0
        ? new Amount(0, Long.divideUnsigned(low, divisor))
        : of(toBigInteger().divide(BigInteger.valueOf(divisor)));
  }

  /** The same number. */
  public BigInteger toBigInteger() {
    return new BigInteger(1, bytes().copy());
  }

  /** Big-endian without leading zeros: no bytes for zero, at most {@value #BYTES}. */
  public Bytes bytes() {
    byte[] bytes = new byte[minimalBytes()];
    writeMinimal(bytes, 0);
    return Bytes.wrap(bytes);
  }

  int minimalBytes() {
    int bits =
        high != 0 ? 128 - Long.numberOfLeadingZeros(high) : 64 - Long.numberOfLeadingZeros(low);
    return (bits + 7) / 8;
  }

  void writeMinimal(byte[] target, int offset) {
    int length = minimalBytes();
    for (int i = 0; i < length; i++) {
      int shift = 8 * (length - 1 - i);
      target[offset + i] = (byte) (shift >= 64 ? high >>> (shift - 64) : low >>> shift);
    }
  }

  static Amount readMinimal(Bytes bytes) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < bytes.length(); i++) {
      high = (high << 8) | (low >>> 56);
      low = (low << 8) | (bytes.at(i) & 0xFF);
    }
    return new Amount(high, low);
  }

  @Override
  public int compareTo(Amount other) {
    int order = Long.compareUnsigned(high, other.high);
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  /** The number of smallest units in decimal. */
  @Override
  public String toString() {
    return high == 0 ? Long.toUnsignedString(low) : toBigInteger().toString();
  }
}
