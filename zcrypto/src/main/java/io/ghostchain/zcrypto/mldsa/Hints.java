package io.ghostchain.zcrypto.mldsa;

import java.util.Arrays;

/** The hint h of a signature (FIPS 204 algorithm 21). */
final class Hints {
  private Hints() {}

  /**
   * Unpacks hints, if they are well formed: the counts do not fall, the places of a polynomial
   * rise, and what is left is 0, so that there is one encoding of each hint.
   *
   * @param places where each coefficient belongs in the target
   * @param hints receives 1 or 0 for each coefficient
   * @return whether they are
   */
  static boolean unpack(
      ParameterSet set, byte[] signature, int from, int[] places, double[] hints) {
    Arrays.fill(hints, 0, set.rows * Kernels.N, 0);
    int omega = set.omega;
    int begin = 0;
    for (int row = 0; row < set.rows; row++) {
      int end = signature[from + omega + row] & 0xff;
      if (end < begin || end > omega) {
        return false;
      }
      int before = -1;
      for (int i = begin; i < end; i++) {
        int coefficient = signature[from + i] & 0xff;
        if (coefficient <= before) {
          return false;
        }
        hints[row * Kernels.N + places[coefficient]] = 1;
        before = coefficient;
      }
      begin = end;
    }
    for (int i = begin; i < omega; i++) {
      if (signature[from + i] != 0) {
        return false;
      }
    }
    return true;
  }
}
