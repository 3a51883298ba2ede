package io.ghostchain.protocol;

import java.util.List;

/** The checks that records make of their components, with one form of message. */
final class Require {
  private Require() {}

  /** A value that a record refuses: what it expected and what it got. */
  static final class Invalid extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    final Reason reason;
    final String expected;
    final String got;

    Invalid(String expected, String got) {
      this(Reason.MALFORMED, expected, got);
    }

    Invalid(Reason reason, String expected, String got) {
      super("expected " + expected + ", got " + got);
      this.reason = reason;
      this.expected = expected;
      this.got = got;
    }
  }

  static void that(boolean holds, String expected, Object got) {
    if (!holds) {
      throw new Invalid(expected, String.valueOf(got));
    }
  }

  /** A rule whose breach has a code of its own. */
  static void that(boolean holds, Reason reason, String expected, Object got) {
    if (!holds) {
      throw new Invalid(reason, expected, String.valueOf(got));
    }
  }

  /** A number from {@code min} to {@code max}. */
  static void range(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new Invalid(
          max == Long.MAX_VALUE || max == Integer.MAX_VALUE
              ? what + " of at least " + min
              : what + " from " + min + " to " + max,
          Long.toString(value));
    }
  }

  /** No number of the wire uses its sign bit, so that every language can read it as signed. */
  static void natural(String what, long value) {
    range(what, value, 0, Long.MAX_VALUE);
  }

  static void length(String what, Bytes bytes, int min, int max) {
    count(what, "bytes", bytes.length(), min, max);
  }

  static void size(String what, List<?> list, int min, int max) {
    count(what, "items", list.size(), min, max);
  }

  static void count(String what, String unit, int count, int min, int max) {
    if (count < min || count > max) {
      throw new Invalid(
          what + " of " + (min == max ? "" : min + " to ") + max + " " + unit, count + " " + unit);
    }
  }

  /** Each greater than the one before. */
  static <T extends Comparable<? super T>> void ascending(String what, List<T> list) {
    for (int i = 1; i < list.size(); i++) {
      if (list.get(i - 1).compareTo(list.get(i)) >= 0) {
        throw new Invalid(
            what + " ascending and distinct", list.get(i) + " after " + list.get(i - 1));
      }
    }
  }

  /** Numbers without a sign bit, ascending and distinct. */
  static void ascendingNaturals(String what, List<Integer> list) {
    if (!list.isEmpty()) {
      natural(what, list.getFirst());
    }
    ascending(what, list);
  }
}
