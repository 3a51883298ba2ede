package io.ghostchain.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** The median of several runs, with the spread that says how noisy the machine was. */
public final class Medians {
  private Medians() {}

  /** The middle value; of an even number the mean of the two in the middle. */
  public static double median(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no value to take a median of");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** "min-max of n", for a note. */
  public static String spread(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT, "%.4g-%.4g of %d runs", sorted[0], sorted[sorted.length - 1], sorted.length);
  }
}
