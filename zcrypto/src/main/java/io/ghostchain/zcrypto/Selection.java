package io.ghostchain.zcrypto;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The provider of one algorithm, chosen when the algorithm is first used and kept from then on.
 *
 * <p>A candidate must be present, load, and pass its self-test. Among those, the first of the order
 * given wins, unless a setting names one or asks to measure, see {@link Providers}.
 *
 * @param <E> the kind of engine
 */
final class Selection<E> {
  private final String algorithm;
  private final String family;
  private final List<Candidate<E>> candidates;
  private final Trial<E> trial;

  /** The engines that passed the self-test, so that each takes it once. Guarded by this. */
  private final Map<CryptoProvider, E> started = new EnumMap<>(CryptoProvider.class);

  private volatile @Nullable Chosen<E> chosen;

  /** A provider that may have the algorithm; starting it fails if it has not. */
  record Candidate<E>(CryptoProvider provider, Supplier<E> start) {}

  /** How engines of a kind are put to the test. */
  interface Trial<E> {
    /**
     * Runs known answers.
     *
     * @return what was wrong, or nothing if all was right
     */
    @Nullable String fault(E engine);

    /** Does one unit of typical work, for measuring. */
    void work(E engine);
  }

  private record Chosen<E>(E engine, Providers.Choice choice) {}

  /**
   * A choice to make.
   *
   * @param algorithm its name in settings, such as {@code ml-dsa-44}
   * @param family a name that sets several algorithms at once, such as {@code ml-dsa}
   * @param candidates in the order to try them, Bouncy Castle among them
   */
  Selection(String algorithm, String family, List<Candidate<E>> candidates, Trial<E> trial) {
    this.algorithm = algorithm;
    this.family = family;
    this.candidates = List.copyOf(candidates);
    this.trial = trial;
  }

  /** The chosen engine. */
  E engine() {
    return chosen().engine();
  }

  /** What was chosen, and why. */
  Providers.Choice choice() {
    return chosen().choice();
  }

  /** Every engine that is present, loads and passes the self-test, in order. */
  synchronized Map<CryptoProvider, E> sound() {
    Map<CryptoProvider, E> sound = new LinkedHashMap<>();
    Map<CryptoProvider, String> passedOver = new LinkedHashMap<>();
    for (Candidate<E> candidate : admitted()) {
      E engine = start(candidate, passedOver);
      if (engine != null) {
        sound.put(candidate.provider(), engine);
      }
    }
    return sound;
  }

  /**
   * The first engine, in order, that is sound and passes a further test; none if there is none.
   * Those after it are not started: that takes a good part of a second for all of them.
   */
  Optional<E> firstSound(Predicate<E> test) {
    for (Candidate<E> candidate : admitted()) {
      E engine;
      synchronized (this) {
        engine = start(candidate, new LinkedHashMap<>());
      }
      if (engine != null && test.test(engine)) {
        return Optional.of(engine);
      }
    }
    return Optional.empty();
  }

  /** How long one unit of work takes with each sound engine. */
  List<Providers.Measurement> measure(long budgetNanos) {
    List<Providers.Measurement> results = new ArrayList<>();
    sound()
        .forEach((provider, engine) ->
            results.add(
                new Providers.Measurement(algorithm, provider, nanosPerWork(engine, budgetNanos))));
    return results;
  }

  private Chosen<E> chosen() {
    Chosen<E> known = chosen;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      known = chosen;
      if (known == null) {
        known = choose();
        chosen = known;
      }
      return known;
    }
  }

  private Chosen<E> choose() {
    Map<CryptoProvider, String> passedOver = new LinkedHashMap<>();
    String set = setting();
    if (set == null && Providers.measuring()) {
      return fastest(passedOver);
    }
    for (Candidate<E> candidate : admitted()) {
      E engine = start(candidate, passedOver);
      if (engine != null) {
        String reason =
            set != null ? set : candidates.size() == 1 ? "the only one" : "default order";
        return chosen(engine, candidate.provider(), reason, passedOver);
      }
    }
    throw new IllegalStateException(
        "no provider for " + algorithm + (set == null ? "" : " (" + set + ")") + ": " + passedOver);
  }

  private Chosen<E> fastest(Map<CryptoProvider, String> passedOver) {
    @Nullable Chosen<E> best = null;
    double bestNanos = Double.POSITIVE_INFINITY;
    for (Candidate<E> candidate : candidates) {
      E engine = start(candidate, passedOver);
      if (engine == null) {
        continue;
      }
      double nanos = nanosPerWork(engine, Providers.MEASURING_BUDGET.toNanos());
      if (nanos < bestNanos) {
        bestNanos = nanos;
        best =
            chosen(
                engine,
                candidate.provider(),
                "measured at %.0f us".formatted(nanos / 1e3),
                passedOver);
      }
    }
    if (best == null) {
      throw new IllegalStateException("no provider for " + algorithm + ": " + passedOver);
    }
    return best;
  }

  private Chosen<E> chosen(
      E engine, CryptoProvider provider, String reason, Map<CryptoProvider, String> passedOver) {
    return new Chosen<>(
        engine, new Providers.Choice(algorithm, provider, reason, Map.copyOf(passedOver)));
  }

  /** The candidates that the settings leave. */
  private List<Candidate<E>> admitted() {
    String set = setting();
    if (set == null) {
      return candidates;
    }
    String name = set.substring(set.indexOf('=') + 1);
    List<Candidate<E>> left =
        candidates.stream().filter(candidate -> candidate.provider().label().equals(name)).toList();
    if (left.isEmpty()) {
      throw new IllegalStateException(
          set
              + ": "
              + algorithm
              + " is had from "
              + candidates.stream()
                  .map(candidate -> candidate.provider().label())
                  .collect(Collectors.joining(", ")));
    }
    return left;
  }

  /** The setting that names this algorithm's provider, as {@code property=value}. */
  private @Nullable String setting() {
    for (String name : List.of(algorithm, family)) {
      String property = Providers.PROPERTY_PREFIX + name;
      String value = System.getProperty(property);
      if (value != null) {
        return property + "=" + value;
      }
    }
    return null;
  }

  private @Nullable E start(Candidate<E> candidate, Map<CryptoProvider, String> passedOver) {
    E known = started.get(candidate.provider());
    if (known != null) {
      return known;
    }
    try {
      E engine = candidate.start().get();
      String fault = trial.fault(engine);
      if (fault == null) {
        started.put(candidate.provider(), engine);
        return engine;
      }
      passedOver.put(candidate.provider(), "failed its self-test: " + fault);
    } catch (NoClassDefFoundError absent) {
      String which = String.valueOf(absent.getMessage());
      passedOver.put(
          candidate.provider(),
          which.startsWith("Could not initialize") ? which : "not on the class path");
    } catch (LinkageError | RuntimeException unusable) {
      // A native provider that is absent, or of another platform, is a link error; one that is
      // present but broken may throw anything. Either way the next candidate is asked.
      passedOver.put(candidate.provider(), unusable.toString());
    }
    return null;
  }

  private double nanosPerWork(E engine, long budgetNanos) {
    long rounds = 0;
    long start = System.nanoTime();
    long half = start + budgetNanos / 2;
    while (System.nanoTime() < half) {
      trial.work(engine);
    }
    long measured = System.nanoTime();
    while (rounds == 0 || System.nanoTime() - start < budgetNanos) {
      trial.work(engine);
      rounds++;
    }
    return (double) (System.nanoTime() - measured) / rounds;
  }
}
