package io.ghostchain.zcrypto.mldsa;

import java.time.Duration;

/**
 * Brings kernels into service: a daemon thread runs them until the JIT compiler has made them
 * faster than those that work meanwhile, puts every known answer to what was compiled, and hands
 * over. If they do not become faster, all stays as it was.
 */
final class WarmUp implements Runnable {
  private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

  /** Compiling takes seconds of a processor, and a busy machine may not give them at once. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  /** How often in a row the new ones must be faster: compiled code may be thrown away again. */
  private static final int WINS = 5;

  private final MatrixVerifier verifier;
  private final Kernels kernels;
  private final Duration patience;

  WarmUp(MatrixVerifier verifier, Kernels kernels, Duration patience) {
    this.verifier = verifier;
    this.kernels = kernels;
    this.patience = patience;
  }

  static void start(MatrixVerifier verifier, Kernels kernels) {
    Thread thread = new Thread(new WarmUp(verifier, kernels, PATIENCE), "zcrypto-verify-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    MatrixVerifier candidate = new MatrixVerifier(kernels);
    SelfTest.Work theirs = SelfTest.work(candidate);
    SelfTest.Work ours = SelfTest.work(new MatrixVerifier(JavaKernels.INSTANCE));
    long start = System.nanoTime();
    int wins = 0;
    while (System.nanoTime() - start < patience.toNanos()) {
      long slow = ours.nanos();
      long fast = theirs.nanos();
      wins = fast < slow ? wins + 1 : 0;
      if (wins == WINS) {
        handOver(candidate, fast, slow, System.nanoTime() - start);
        return;
      }
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "verification engine={0} candidate={1} reason=\"not faster within {2}\"",
        verifier.engine(),
        kernels.name(),
        patience);
  }

  private void handOver(MatrixVerifier candidate, long fast, long slow, long took) {
    String fault = SelfTest.faultInAny(candidate);
    if (fault == null) {
      verifier.use(kernels);
    }
    LOG.log(
        fault == null ? System.Logger.Level.INFO : System.Logger.Level.ERROR,
        "verification engine=%s after_ms=%d speedup=%.1f%s"
            .formatted(
                verifier.engine(),
                took / 1_000_000,
                (double) slow / fast,
                fault == null ? "" : " fault=\"" + kernels.name() + ' ' + fault + '"'));
  }
}
