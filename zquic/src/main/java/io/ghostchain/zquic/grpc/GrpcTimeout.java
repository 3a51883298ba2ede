package io.ghostchain.zquic.grpc;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The value of {@code grpc-timeout}: up to eight digits and a unit ("Timeout", PROTOCOL-HTTP2.md).
 */
final class GrpcTimeout {
  private static final int MAX_DIGITS = 8;
  private static final long MAX_VALUE = 99_999_999;
  private static final String UNITS = "numSMH";
  private static final TimeUnit[] UNIT_OF = {
    TimeUnit.NANOSECONDS,
    TimeUnit.MICROSECONDS,
    TimeUnit.MILLISECONDS,
    TimeUnit.SECONDS,
    TimeUnit.MINUTES,
    TimeUnit.HOURS
  };

  private GrpcTimeout() {}

  /** The header value, in the finest unit that fits; a time already over is one nanosecond. */
  static String format(long nanos) {
    long positive = Math.max(1, nanos);
    for (int i = 0; i < UNIT_OF.length; i++) {
      long value = UNIT_OF[i].convert(positive, TimeUnit.NANOSECONDS);
      if (value <= MAX_VALUE) {
        return Long.toString(value) + UNITS.charAt(i);
      }
    }
    throw new AssertionError("2^63 nanoseconds are less than 99,999,999 hours");
  }

  /** The time in nanoseconds (at most {@code Long.MAX_VALUE}), or empty if malformed. */
  static OptionalLong parse(String text) {
    int digits = text.length() - 1;
    if (digits < 1 || digits > MAX_DIGITS) {
      return OptionalLong.empty();
    }
    int unit = UNITS.indexOf(text.charAt(digits));
    if (unit < 0) {
      return OptionalLong.empty();
    }
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      value = value * 10 + digit;
    }
    return OptionalLong.of(UNIT_OF[unit].toNanos(value));
  }
}
