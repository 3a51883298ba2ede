package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcrypto.jit.WarmUp;
import org.jspecify.annotations.Nullable;

/** Kernels that are to take over from those in plain Java, once they are compiled. */
final class KernelContest implements WarmUp.Contest {
  private final MatrixVerifier verifier;
  private final Kernels kernels;
  private final MatrixVerifier candidate;
  private final SelfTest.Work ours = SelfTest.work(new MatrixVerifier(JavaKernels.INSTANCE));
  private final SelfTest.Work theirs;

  KernelContest(MatrixVerifier verifier, Kernels kernels) {
    this.verifier = verifier;
    this.kernels = kernels;
    this.candidate = new MatrixVerifier(kernels);
    this.theirs = SelfTest.work(candidate);
  }

  @Override
  public String name() {
    return "ml-dsa-" + kernels.name();
  }

  @Override
  public long incumbentNanos() {
    return ours.nanos();
  }

  @Override
  public long candidateNanos() {
    return theirs.nanos();
  }

  @Override
  public @Nullable String fault() {
    return SelfTest.faultInAny(candidate);
  }

  @Override
  public void handOver(double share) {
    verifier.use(kernels);
  }
}
