package io.ghostchain.zcrypto;

import io.ghostchain.zcrypto.mldsa.VerifyEngines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which provider does each algorithm, how that was decided, and how fast they are here.
 *
 * <p>A provider is chosen when its algorithm is first used: the first of a default order, taken
 * from measurements, that is present and gives known answers. Two system properties change that:
 *
 * <ul>
 *   <li>{@code zcrypto.provider.ALGORITHM=bc|jdk|conscrypt|native} names the provider of one
 *       algorithm ({@code ml-dsa-44}) or of a family ({@code ml-dsa}); it is an error if that one
 *       cannot be had;
 *   <li>{@code zcrypto.measure=true} takes the fastest, which costs a tenth of a second for each
 *       candidate of each algorithm used.
 * </ul>
 */
public final class Providers {
  static final String PROPERTY_PREFIX = "zcrypto.provider.";
  static final Duration MEASURING_BUDGET = Duration.ofMillis(100);

  private static final String MEASURE_PROPERTY = "zcrypto.measure";

  private Providers() {}

  /**
   * The provider chosen for an algorithm.
   *
   * @param reason how it came to be chosen
   * @param passedOver those asked before it that could not be used, each with what was wrong
   */
  public record Choice(
      String algorithm,
      CryptoProvider provider,
      String reason,
      Map<CryptoProvider, String> passedOver) {}

  /** The time of one typical operation: a verification, or an encapsulation. */
  public record Measurement(String algorithm, CryptoProvider provider, double nanos) {}

  /** The choice for a signature scheme; decides it if it was open. */
  public static Choice choice(SignatureScheme scheme) {
    return scheme.selection().choice();
  }

  /** The choice for a KEM; decides it if it was open. */
  public static Choice choice(KemScheme scheme) {
    return scheme.selection().choice();
  }

  /** The choices for every algorithm; decides those that were open. */
  public static List<Choice> choices() {
    return selections().stream().map(Selection::choice).toList();
  }

  /**
   * Measures every provider of every algorithm. This changes no choice.
   *
   * @param budget how long to try each
   */
  public static List<Measurement> measure(Duration budget) {
    return selections().stream()
        .flatMap(selection -> selection.measure(budget.toNanos()).stream())
        .toList();
  }

  /**
   * The choices as a table for people, with who verifies ML-DSA by expanded keys in the last row.
   */
  public static String table() {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"algorithm", "provider", "why", "passed over"});
    for (Choice choice : choices()) {
      rows.add(
          new String[] {
            choice.algorithm(),
            choice.provider().label(),
            choice.reason(),
            choice.passedOver().entrySet().stream()
                .map(entry -> entry.getKey().label() + " (" + entry.getValue() + ")")
                .sorted()
                .collect(Collectors.joining(", "))
          });
    }
    VerifyEngines.Choice verification = VerifyEngines.choice();
    rows.add(
        new String[] {
          "ml-dsa expanded",
          verification.engine(),
          verification.reason(),
          verification.passedOver().entrySet().stream()
              .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
              .sorted()
              .collect(Collectors.joining(", "))
        });
    int[] widths = new int[3];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    String format = "%-" + widths[0] + "s  %-" + widths[1] + "s  %-" + widths[2] + "s  %s";
    return rows.stream()
        .map(row -> format.formatted((Object[]) row).stripTrailing())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  static boolean measuring() {
    return Boolean.getBoolean(MEASURE_PROPERTY);
  }

  private static List<Selection<?>> selections() {
    List<Selection<?>> selections = new ArrayList<>();
    for (SignatureScheme scheme : SignatureScheme.values()) {
      selections.add(scheme.selection());
    }
    for (KemScheme scheme : KemScheme.values()) {
      selections.add(scheme.selection());
    }
    return selections;
  }
}
