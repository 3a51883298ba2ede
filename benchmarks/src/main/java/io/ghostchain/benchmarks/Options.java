package io.ghostchain.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code --name value} pairs of a command line. */
public final class Options {
  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads pairs.
   *
   * @throws IllegalArgumentException for a word that is no option, or an option without a value
   */
  public static Options parse(List<String> words) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      String word = words.get(i);
      if (!word.startsWith("--") || i + 1 == words.size()) {
        throw new IllegalArgumentException("expected --option VALUE, got " + word);
      }
      values.put(word.substring(2), words.get(i + 1));
    }
    return new Options(values);
  }

  /** A whole number, or {@code otherwise} where the option was not given. */
  public int number(String name, int otherwise) {
    String value = values.get(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " takes a whole number, got " + value, e);
    }
  }

  /** A decimal number, or {@code otherwise} where the option was not given. */
  public double decimal(String name, double otherwise) {
    String value = values.get(name);
    try {
      return value == null ? otherwise : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " takes a number, got " + value, e);
    }
  }

  /** A text, or {@code otherwise} where the option was not given. */
  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /** Refuses what no benchmark reads, so that a typing error does not pass for a measurement. */
  public void allowOnly(Set<String> names) {
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException("unknown option --" + name + ", there are: " + names);
      }
    }
  }
}
