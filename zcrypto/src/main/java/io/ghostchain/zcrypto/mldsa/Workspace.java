package io.ghostchain.zcrypto.mldsa;

/**
 * The memory that verifying takes, about 60 KiB, of which a worker has its own and makes no garbage
 * in it. One thread at a time uses it, with the {@link MlDsaVerifier} that made it.
 */
public final class Workspace {
  final MlDsaVerifier owner;
  final KeyExpansion expansion;
  final GroupVerification group;
  final int[] entries = new int[Kernels.LANES];

  /** For a signature that comes alone. */
  final SignatureBatch single = new SignatureBatch();

  Workspace(MlDsaVerifier owner) {
    this.owner = owner;
    Sponges sponges = new Sponges();
    this.expansion = new KeyExpansion(sponges);
    this.group = new GroupVerification(sponges);
  }
}
