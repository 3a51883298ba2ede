package io.ghostchain.zcrypto.mldsa;

import org.jspecify.annotations.Nullable;

/**
 * The inner loops of verification, on arrays that the caller owns. Stateless: any thread may use
 * them. For implementers in zcrypto-vector alone: this is no API.
 *
 * <p>A polynomial is 256 doubles that hold whole numbers: a double holds them exactly up to 2^53,
 * the processor multiplies eight of them at a time, and q is below 2^23. Three orders occur. The
 * <em>plain</em> order is that of FIPS 204. The <em>transformed</em> order, of keys and of what
 * {@link #transform} gives, is one for all implementations, so that keys serve each: see {@link
 * #transformedPlace}. The <em>recovered</em> order, of what {@link #recover} gives, is an
 * implementation's own.
 */
public interface Kernels {
  /** Coefficients of a polynomial (FIPS 204 section 4). */
  int N = 256;

  /** The modulus q (FIPS 204 section 4). */
  int Q = 8_380_417;

  /** States that {@link #permute} takes side by side. */
  int LANES = 8;

  /** What the implementation is called in settings and tables. */
  String name();

  /** Why this machine, or this way of starting Java, cannot use it; null if it can. */
  @Nullable String obstacle();

  /**
   * Keccak-f[1600] (FIPS 202 section 3.3) on up to eight states, word i of state j at 8 i + j.
   *
   * @param lanes how many of the states matter, from 1 to 8
   */
  void permute(long[] states, int lanes);

  /**
   * Unpacks whole polynomials of {@code bits} bits a coefficient (FIPS 204 algorithm 17), each
   * value v becoming {@code base - v}. At least 64 bytes must stand in the array from where the
   * last eight coefficients begin.
   *
   * @param bits 10, 18 or 20
   * @return the greatest magnitude among the results
   */
  double unpack(byte[] packed, int from, int bits, double base, double[] polynomials, int count);

  /**
   * The number-theoretic transform (FIPS 204 algorithm 41) in place, from plain to transformed
   * order. Input up to 2^20 in magnitude; output below 2^26, not reduced.
   *
   * @param scratch as long as a polynomial
   */
  void transform(double[] polynomials, int offset, double[] scratch);

  /**
   * One row of the product of matrix and vector: the sum over {@code columns} of {@code key} times
   * {@code polynomials}, reduced to at most q / 2 in magnitude.
   *
   * @param key columns one after the other from {@code offset} on, in transformed order
   * @param polynomials as {@link #transform} left them
   */
  void multiply(int[] key, int offset, double[] polynomials, int columns, double[] sum);

  /**
   * The inverse transform (FIPS 204 algorithm 42) in place, from transformed to recovered order,
   * reduced to at most q / 2 in magnitude.
   *
   * @param scratch as long as a polynomial
   */
  void recover(double[] polynomial, double[] scratch);

  /** The place in recovered order of each coefficient of the plain order; not to be changed. */
  int[] recoveredPlaces();

  /**
   * The high bits of a polynomial, mended by hints and packed (FIPS 204 algorithms 40 and 28).
   *
   * @param polynomial as {@link #recover} left it
   * @param hints 1 or 0 for each coefficient, in recovered order, from {@code offset} on
   * @param gamma2 (q-1)/88, which packs 24 words, or (q-1)/32, which packs 16
   * @param words where to put word i: at {@code at + 8 i}
   */
  void packHighBits(
      double[] polynomial, double[] hints, int offset, int gamma2, long[] words, int at);

  /**
   * Rejection sampling (FIPS 204 algorithms 14 and 30) from one block of SHAKE128.
   *
   * @param block 168 bytes, of which the array has 64 more
   * @param filled how many coefficients there are already
   * @return how many there are now, at most 256; up to 16 ints behind may have been overwritten
   */
  int sample(byte[] block, int[] polynomial, int filled);

  /** Brings a polynomial of a key from plain into transformed order. */
  void arrange(int[] plain, int[] key, int offset);

  /** Multiplies a transformed polynomial by a factor up to 2^13, reduces it, makes it a key's. */
  void store(double[] polynomials, int from, double factor, int[] key, int offset);

  /**
   * The powers of the root of unity 1753 in the order of FIPS 204 appendix B, between -q/2 and q/2.
   */
  static double[] roots() {
    long[] powers = new long[N];
    powers[0] = 1;
    for (int i = 1; i < N; i++) {
      powers[i] = powers[i - 1] * 1753 % Q;
    }
    double[] roots = new double[N];
    for (int i = 0; i < N; i++) {
      roots[i] = centred(powers[Integer.reverse(i) >>> 24]);
    }
    return roots;
  }

  /**
   * The place in transformed order of a number of FIPS 204's transform: coefficients that stand 32
   * apart come to stand side by side, since the last layers of the transform do not pair them.
   */
  static int transformedPlace(int n) {
    return 32 * (n & 7) + 8 * (n >> 3 & 3) + (n >> 5);
  }

  /** The residue of a number modulo q that lies between -q/2 and q/2. */
  static double centred(long number) {
    long residue = Math.floorMod(number, (long) Q);
    return residue > Q / 2 ? residue - Q : residue;
  }
}
