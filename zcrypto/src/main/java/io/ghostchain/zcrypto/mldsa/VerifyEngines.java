package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcrypto.jit.WarmUp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which engine verifies ML-DSA in this process, and how that came to be.
 *
 * <p>The first of this order that can be had and gives known answers:
 *
 * <ol>
 *   <li>{@code vector}: the Vector API on vectors of 512 bits, if zcrypto-vector is on the class
 *       path and Java was started with {@code --add-modules jdk.incubator.vector};
 *   <li>{@code java}: the same in plain Java;
 *   <li>{@code provider}: who verifies for the rest of zcrypto, see {@link
 *       io.ghostchain.zcrypto.Providers}. It comes first where the JVM runs without its optimising
 *       compiler, which the other two live by.
 * </ol>
 *
 * <p>The vector engine is slow until it is compiled, a hundred times slower than plain Java. So
 * plain Java does the work first, while a background thread tests and measures the vectors until
 * they are the faster ones, and then switches, see {@link WarmUp}.
 *
 * <p>{@code -Dzcrypto.verify.engine=NAME} names one, which then starts at once, and it is an error
 * if it cannot be had.
 */
public final class VerifyEngines {
  /** The system property that names the engine. */
  public static final String PROPERTY = "zcrypto.verify.engine";

  private static final String VECTOR = "vector";

  private static final System.Logger LOG = System.getLogger(VerifyEngines.class.getName());

  private VerifyEngines() {}

  /**
   * The engine chosen.
   *
   * @param reason how it came to be chosen
   * @param passedOver those before it in the order, each with what was wrong
   */
  public record Choice(String engine, String reason, Map<String, String> passedOver) {}

  /**
   * A choice made.
   *
   * @param next what will take over when it is compiled
   */
  private record Chosen(MlDsaVerifier verifier, Choice choice, @Nullable Kernels next) {}

  /** Decided when it is first asked for. */
  private static final class Holder {
    static final Chosen CHOSEN = choose();
  }

  /** Started when somebody is about to verify, not when somebody asks what was chosen. */
  private static final class Started {
    static final MlDsaVerifier VERIFIER = start(Holder.CHOSEN);
  }

  /** The choice of this process; decides it if it was open. */
  public static Choice choice() {
    return Holder.CHOSEN.choice();
  }

  static MlDsaVerifier chosen() {
    return Started.VERIFIER;
  }

  private static MlDsaVerifier start(Chosen chosen) {
    Choice choice = chosen.choice();
    LOG.log(
        System.Logger.Level.INFO,
        () ->
            "verification engine=%s reason=\"%s\"%s"
                .formatted(choice.engine(), choice.reason(), passedOver(choice)));
    if (chosen.next() != null && chosen.verifier() instanceof MatrixVerifier verifier) {
      WarmUp.start(new KernelContest(verifier, chosen.next()));
    }
    return chosen.verifier();
  }

  private static String passedOver(Choice choice) {
    return choice.passedOver().entrySet().stream()
        .map(entry -> " " + entry.getKey() + "=\"" + entry.getValue() + '"')
        .collect(Collectors.joining());
  }

  static MlDsaVerifier named(String engine) {
    Supplier<MlDsaVerifier> start = candidates().get(engine);
    if (start == null) {
      throw new IllegalArgumentException(
          "expected an engine of " + candidates().keySet() + ", got " + engine);
    }
    MlDsaVerifier verifier = start.get();
    String fault = SelfTest.fault(verifier);
    if (fault != null) {
      throw new IllegalStateException("engine " + engine + " failed its self-test: " + fault);
    }
    return verifier;
  }

  private static Chosen choose() {
    String set = System.getProperty(PROPERTY);
    if (set != null) {
      return new Chosen(named(set), new Choice(set, PROPERTY + "=" + set, Map.of()), null);
    }
    Map<String, String> passedOver = new LinkedHashMap<>();
    for (String engine : order()) {
      try {
        if (engine.equals(VECTOR)) {
          Kernels kernels = vector();
          String reason = "default order, java until it is compiled";
          return new Chosen(named(JavaKernels.NAME), new Choice(engine, reason, Map.of()), kernels);
        }
        return new Chosen(
            named(engine), new Choice(engine, "default order", Map.copyOf(passedOver)), null);
      } catch (IllegalStateException unfit) {
        passedOver.put(engine, String.valueOf(unfit.getMessage()));
      }
    }
    throw new IllegalStateException("no engine verifies ML-DSA: " + passedOver);
  }

  private static List<String> order() {
    return WarmUp.isWorthIt()
        ? List.copyOf(candidates().keySet())
        : List.of(ProviderVerifier.NAME, JavaKernels.NAME);
  }

  private static Map<String, Supplier<MlDsaVerifier>> candidates() {
    Map<String, Supplier<MlDsaVerifier>> candidates = new LinkedHashMap<>();
    candidates.put(VECTOR, () -> new MatrixVerifier(vector()));
    candidates.put(JavaKernels.NAME, () -> new MatrixVerifier(JavaKernels.INSTANCE));
    candidates.put(ProviderVerifier.NAME, ProviderVerifier::new);
    return candidates;
  }

  private static Kernels vector() {
    Kernels kernels = service();
    if (kernels == null) {
      throw new IllegalStateException("zcrypto-vector is not on the class path");
    }
    String obstacle = kernels.obstacle();
    if (obstacle != null) {
      throw new IllegalStateException(obstacle);
    }
    return kernels;
  }

  private static @Nullable Kernels service() {
    try {
      return ServiceLoader.load(Kernels.class, Kernels.class.getClassLoader())
          .findFirst()
          .orElse(null);
    } catch (ServiceConfigurationError | LinkageError broken) {
      throw new IllegalStateException("zcrypto-vector does not load: " + broken, broken);
    }
  }
}
