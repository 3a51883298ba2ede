package io.ghostchain.benchmarks.engine;

import io.ghostchain.ghostd.GhostdConfig;
import io.ghostchain.ghostd.verify.LedgerVerifier;
import io.ghostchain.zcrypto.mldsa.VerifyEngines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Verification as a node has it some seconds after its start. */
final class WarmEngine {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(100);

  private WarmEngine() {}

  /**
   * A verifier with ghostd's defaults, once this process verifies by the engine that it chose:
   * while that is compiled another is in use.
   *
   * @throws IllegalStateException if that takes longer than two minutes
   */
  static LedgerVerifier verifier(Path dumps, Consumer<Throwable> difference) {
    var verifier = new LedgerVerifier(GhostdConfig.loader().defaults().verify(), dumps, difference);
    verifier.check();
    String chosen = VerifyEngines.choice().engine();
    long started = System.nanoTime();
    while (!verifier.engineName().equals(chosen)) {
      if (System.nanoTime() - started > PATIENCE.toNanos()) {
        throw new IllegalStateException(
            "expected to verify by engine " + chosen + ", got " + verifier.engineName());
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return verifier;
  }
}
