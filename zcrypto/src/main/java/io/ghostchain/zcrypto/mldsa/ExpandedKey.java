package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcrypto.SignatureScheme;

/**
 * A public key of ML-DSA in the form that verifies fastest: with the matrix A that its seed stands
 * for (FIPS 204 algorithm 32), its t1 transformed, and its hash tr.
 *
 * <p>Immutable, and shared by any number of threads. A pure function of the key's bytes: it may be
 * dropped and made again at any time. It serves the {@link MlDsaVerifier} that made it.
 */
public sealed interface ExpandedKey permits MatrixKey, ProviderKey {
  /** The scheme of the key. */
  SignatureScheme scheme();

  /** What it takes in memory, in bytes: about 20 KiB for ML-DSA-44, 36 for -65, 64 for -87. */
  int byteSize();
}
