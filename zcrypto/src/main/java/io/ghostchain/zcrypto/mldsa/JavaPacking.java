package io.ghostchain.zcrypto.mldsa;

/** Coefficients from packed bytes, and high bits into packed words, in plain Java. */
final class JavaPacking {
  private static final int N = Kernels.N;
  private static final int Q = Kernels.Q;
  private static final int LANES = Kernels.LANES;
  private static final int GAMMA2_44 = (Q - 1) / 88;
  private static final int GAMMA2_32 = (Q - 1) / 32;

  private JavaPacking() {}

  /** See {@link Kernels#unpack}. */
  static double unpack(
      byte[] packed, int from, int bits, double base, double[] polynomials, int count) {
    long mask = (1L << bits) - 1;
    // Four coefficients take bits / 2 bytes; the third begins a whole number of bytes into them.
    int second = bits / 4;
    int at = from;
    for (int i = 0; i < count * N; i += 4) {
      long low = Words.get(packed, at);
      long high = Words.get(packed, at + second) >>> (2 * bits - 8 * second);
      polynomials[i] = base - (low & mask);
      polynomials[i + 1] = base - (low >>> bits & mask);
      polynomials[i + 2] = base - (high & mask);
      polynomials[i + 3] = base - (high >>> bits & mask);
      at += bits / 2;
    }
    double greatest = 0;
    for (int i = 0; i < count * N; i++) {
      greatest = Math.max(greatest, Math.abs(polynomials[i]));
    }
    return greatest;
  }

  /** See {@link Kernels#packHighBits}, for gamma2 = (q-1)/88: 44 values of 6 bits. */
  static void pack44(double[] polynomial, double[] hints, int offset, long[] words, int at) {
    int word = at;
    for (int i = 0; i < N; i += 32) {
      long low = 0;
      long middle = 0;
      long high = 0;
      for (int j = 0; j < 10; j++) {
        low |= high44(polynomial[i + j], hints[offset + i + j]) << (6 * j);
        middle |= high44(polynomial[i + 11 + j], hints[offset + i + 11 + j]) << (6 * j + 2);
        high |= high44(polynomial[i + 22 + j], hints[offset + i + 22 + j]) << (6 * j + 4);
      }
      long tenth = high44(polynomial[i + 10], hints[offset + i + 10]);
      long twentyFirst = high44(polynomial[i + 21], hints[offset + i + 21]);
      words[word] = low | tenth << 60;
      words[word + LANES] = tenth >>> 4 | middle | twentyFirst << 62;
      words[word + 2 * LANES] = twentyFirst >>> 2 | high;
      word += 3 * LANES;
    }
  }

  /** See {@link Kernels#packHighBits}, for gamma2 = (q-1)/32: 16 values of 4 bits. */
  static void pack32(double[] polynomial, double[] hints, int offset, long[] words, int at) {
    int word = at;
    for (int i = 0; i < N; i += 16) {
      long packed = 0;
      for (int j = 0; j < 16; j++) {
        packed |= high32(polynomial[i + j], hints[offset + i + j]) << (4 * j);
      }
      words[word] = packed;
      word += LANES;
    }
  }

  /**
   * The high bits of a number, mended by its hint (FIPS 204 algorithms 36 and 40). Of the special
   * case r1 = 44 only the remainder modulo 44 is left: r0 is below 1 there, as it should be.
   */
  private static long high44(double coefficient, double hint) {
    int r = (int) coefficient;
    r += r >> 31 & Q;
    int high = (r + GAMMA2_44 - 1) / (2 * GAMMA2_44);
    if (hint != 0) {
      high += r - high * 2 * GAMMA2_44 > 0 ? 1 : -1;
    }
    high += high >> 31 & 44;
    return high >= 44 ? high - 44 : high;
  }

  private static long high32(double coefficient, double hint) {
    int r = (int) coefficient;
    r += r >> 31 & Q;
    int high = (r + GAMMA2_32 - 1) / (2 * GAMMA2_32);
    if (hint != 0) {
      high += r - high * 2 * GAMMA2_32 > 0 ? 1 : -1;
    }
    return high & 15;
  }
}
