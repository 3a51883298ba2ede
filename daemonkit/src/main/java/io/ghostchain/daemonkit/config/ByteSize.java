package io.ghostchain.daemonkit.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written as {@code 512}, {@code 64 KiB}, {@code 8 MiB} or {@code 1 GiB}. */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*(B|KiB|MiB|GiB)?");

  /** Refuses a negative size. */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is not negative, got " + bytes);
    }
  }

  /**
   * Reads a size.
   *
   * @throws IllegalArgumentException for any other text, or one beyond 2^63 - 1 bytes
   */
  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected a size such as 512, 64 KiB, 8 MiB or 1 GiB, got \"" + text + "\"");
    }
    String unit = matcher.group(2);
    long factor =
        switch (unit == null ? "B" : unit) {
          case "KiB" -> 1L << 10;
          case "MiB" -> 1L << 20;
          case "GiB" -> 1L << 30;
          default -> 1L;
        };
    try {
      return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor));
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException(
          "the size " + text + " is beyond 2^63 - 1 bytes", tooLarge);
    }
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** With the largest unit that leaves no remainder. */
  @Override
  public String toString() {
    String[] units = {"GiB", "MiB", "KiB"};
    for (int i = 0; i < units.length; i++) {
      long factor = 1L << (30 - 10 * i);
      if (bytes != 0 && bytes % factor == 0) {
        return bytes / factor + " " + units[i];
      }
    }
    return Long.toString(bytes);
  }
}
