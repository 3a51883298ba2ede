package io.ghostchain.zcrypto.mldsa;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A million signatures, whole and spoilt, by each engine of our own, Bouncy Castle and the JDK:
 * minutes, so it runs when asked for with {@code -Dghost.long=verify-differential}.
 */
@EnabledIfSystemProperty(named = "ghost.long", matches = "verify-differential")
class VerifyDifferentialIT {
  private static final int CASES = 1_000_000;
  private static final long FIRST_SEED = 1_000_000;

  @ParameterizedTest
  @ValueSource(strings = {"vector", "java"})
  void aMillionCasesAgree(String engine) {
    Differential differential = new Differential(MlDsaVerifier.of(engine));
    differential.run(FIRST_SEED, CASES);
    System.out.println(differential.summary());
  }
}
