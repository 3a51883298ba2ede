package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcrypto.SignatureScheme;

/** The parameter sets of FIPS 204 section 4, as far as verification needs them. */
enum ParameterSet {
  ML_DSA_44(SignatureScheme.ML_DSA_44, 4, 4, 39, 18, (Kernels.Q - 1) / 88, 78, 80, 32, 24),
  ML_DSA_65(SignatureScheme.ML_DSA_65, 6, 5, 49, 20, (Kernels.Q - 1) / 32, 196, 55, 48, 16),
  ML_DSA_87(SignatureScheme.ML_DSA_87, 8, 7, 60, 20, (Kernels.Q - 1) / 32, 120, 75, 64, 16);

  /** The greatest k and l. */
  static final int ROWS_MAX = 8;

  static final int COLUMNS_MAX = 7;

  /** Bytes of rho and bits of a coefficient of t1 in a public key (FIPS 204 algorithm 22). */
  static final int RHO_BYTES = 32;

  static final int T1_BITS = 10;

  final SignatureScheme scheme;

  /** k: rows of the matrix. */
  final int rows;

  /** l: columns of the matrix. */
  final int columns;

  /** How many coefficients of the challenge are not 0. */
  final int tau;

  /** Bits of a packed coefficient of z: gamma1 is 2^(responseBits-1). */
  final int responseBits;

  final int gamma2;

  /** tau times eta. */
  final int beta;

  /** The most hints a signature may have. */
  final int omega;

  /** Bytes of the commitment hash c~, lambda / 4. */
  final int hashBytes;

  /** Words of 64 bits that a polynomial's packed high bits take. */
  final int highWords;

  ParameterSet(
      SignatureScheme scheme,
      int rows,
      int columns,
      int tau,
      int responseBits,
      int gamma2,
      int beta,
      int omega,
      int hashBytes,
      int highWords) {
    this.scheme = scheme;
    this.rows = rows;
    this.columns = columns;
    this.tau = tau;
    this.responseBits = responseBits;
    this.gamma2 = gamma2;
    this.beta = beta;
    this.omega = omega;
    this.hashBytes = hashBytes;
    this.highWords = highWords;
  }

  /**
   * The set of a scheme.
   *
   * @throws IllegalArgumentException if it is not ML-DSA
   */
  static ParameterSet of(SignatureScheme scheme) {
    return switch (scheme) {
      case ML_DSA_44 -> ML_DSA_44;
      case ML_DSA_65 -> ML_DSA_65;
      case ML_DSA_87 -> ML_DSA_87;
      default -> throw new IllegalArgumentException("expected a scheme of ML-DSA, got " + scheme);
    };
  }

  int gamma1() {
    return 1 << (responseBits - 1);
  }

  int polynomialBytes() {
    return responseBits * Kernels.N / 8;
  }

  /** Ints of one row of an expanded key: the matrix's, and t1's. */
  int rowInts() {
    return (columns + 1) * Kernels.N;
  }

  /** Where the hints begin in a signature (FIPS 204 algorithm 26). */
  int hintsAt() {
    return hashBytes + columns * polynomialBytes();
  }
}
