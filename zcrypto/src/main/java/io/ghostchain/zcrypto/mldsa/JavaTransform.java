package io.ghostchain.zcrypto.mldsa;

/**
 * The number-theoretic transform of FIPS 204 section 7.5 and its inverse in plain Java, on doubles.
 *
 * <p>A layer pairs numbers that stand some places apart. So that every loop is long enough for
 * vectors, the polynomial is transposed, as 32 by 8, before the last three layers and stays so in
 * transformed order; the inverse transposes it back.
 */
final class JavaTransform {
  private static final int N = Kernels.N;
  private static final double Q = Kernels.Q;
  private static final double INVERSE_Q = 1.0 / Kernels.Q;

  /** Adding 1.5 * 2^52 leaves no bits behind the point, so it rounds to the nearest. */
  private static final double ROUNDER = 0x1.8p52;

  private static final double[] ROOTS = Kernels.roots();

  /** 1 / 256 modulo q, the last step of FIPS 204 algorithm 42; and the last root times it. */
  private static final double SCALE = Kernels.centred(8_347_681);

  private static final double SCALED_ROOT = Kernels.centred((long) (ROOTS[1] * SCALE));

  /** The roots of layers 6, 7 and 8 for each pair of the transposed polynomial. */
  private static final double[][] FORWARD = {pairs(6, false), pairs(7, false), pairs(8, false)};

  private static final double[][] BACKWARD = {pairs(6, true), pairs(7, true), pairs(8, true)};

  /** Where the eights of the plain order stand in transformed order. */
  private static final int[] COLUMNS = new int[N / 8];

  static {
    for (int i = 0; i < COLUMNS.length; i++) {
      COLUMNS[i] = Kernels.transformedPlace(8 * i);
    }
  }

  private JavaTransform() {}

  /** A number below 2^53 less the multiple of q next to it. */
  static double reduce(double number) {
    return number - ((number * INVERSE_Q + ROUNDER) - ROUNDER) * Q;
  }

  static void forward(double[] p, int offset, double[] scratch) {
    layer128(p, offset, ROOTS[1]);
    for (int i = 0; i < 2; i++) {
      layer64(p, offset + 128 * i, ROOTS[2 + i]);
    }
    for (int i = 0; i < 4; i++) {
      layer32(p, offset + 64 * i, ROOTS[4 + i]);
    }
    for (int i = 0; i < 8; i++) {
      layer16(p, offset + 32 * i, ROOTS[8 + i]);
    }
    for (int i = 0; i < 16; i++) {
      layer8(p, offset + 16 * i, ROOTS[16 + i]);
    }
    for (int i = 0; i < 32; i++) {
      for (int j = 0; j < 8; j++) {
        scratch[32 * j + COLUMNS[i]] = p[offset + 8 * i + j];
      }
    }
    pairs128(scratch, FORWARD[0]);
    for (int i = 0; i < 2; i++) {
      pairs64(scratch, 128 * i, FORWARD[1], 64 * i);
    }
    for (int i = 0; i < 4; i++) {
      pairs32(scratch, 64 * i, FORWARD[2], 32 * i);
    }
    System.arraycopy(scratch, 0, p, offset, N);
  }

  static void backward(double[] p, double[] scratch) {
    for (int i = 0; i < 4; i++) {
      pairsBack32(p, 64 * i, BACKWARD[2], 32 * i);
    }
    for (int i = 0; i < 2; i++) {
      pairsBack64(p, 128 * i, BACKWARD[1], 64 * i);
    }
    pairsBack128(p, BACKWARD[0]);
    for (int i = 0; i < 32; i++) {
      for (int j = 0; j < 8; j++) {
        scratch[8 * i + j] = p[32 * j + COLUMNS[i]];
      }
    }
    System.arraycopy(scratch, 0, p, 0, N);
    for (int i = 0; i < 16; i++) {
      layerBack8(p, 16 * i, ROOTS[31 - i]);
    }
    for (int i = 0; i < 8; i++) {
      layerBack16(p, 32 * i, ROOTS[15 - i]);
    }
    for (int i = 0; i < 4; i++) {
      layerBack32(p, 64 * i, ROOTS[7 - i]);
    }
    for (int i = 0; i < 2; i++) {
      layerBack64(p, 128 * i, ROOTS[3 - i]);
    }
    layerBack128(p);
  }

  private static void layer128(double[] p, int from, double root) {
    for (int j = from; j < from + 128; j++) {
      double t = reduce(root * p[j + 128]);
      p[j + 128] = p[j] - t;
      p[j] += t;
    }
  }

  private static void layer64(double[] p, int from, double root) {
    for (int j = from; j < from + 64; j++) {
      double t = reduce(root * p[j + 64]);
      p[j + 64] = p[j] - t;
      p[j] += t;
    }
  }

  private static void layer32(double[] p, int from, double root) {
    for (int j = from; j < from + 32; j++) {
      double t = reduce(root * p[j + 32]);
      p[j + 32] = p[j] - t;
      p[j] += t;
    }
  }

  private static void layer16(double[] p, int from, double root) {
    for (int j = from; j < from + 16; j++) {
      double t = reduce(root * p[j + 16]);
      p[j + 16] = p[j] - t;
      p[j] += t;
    }
  }

  private static void layer8(double[] p, int from, double root) {
    for (int j = from; j < from + 8; j++) {
      double t = reduce(root * p[j + 8]);
      p[j + 8] = p[j] - t;
      p[j] += t;
    }
  }

  private static void pairs128(double[] p, double[] roots) {
    for (int j = 0; j < 128; j++) {
      double t = reduce(roots[j] * p[j + 128]);
      p[j + 128] = p[j] - t;
      p[j] += t;
    }
  }

  private static void pairs64(double[] p, int from, double[] roots, int at) {
    for (int j = 0; j < 64; j++) {
      double t = reduce(roots[at + j] * p[from + j + 64]);
      p[from + j + 64] = p[from + j] - t;
      p[from + j] += t;
    }
  }

  private static void pairs32(double[] p, int from, double[] roots, int at) {
    for (int j = 0; j < 32; j++) {
      double t = reduce(roots[at + j] * p[from + j + 32]);
      p[from + j + 32] = p[from + j] - t;
      p[from + j] += t;
    }
  }

  private static void pairsBack32(double[] p, int from, double[] roots, int at) {
    for (int j = 0; j < 32; j++) {
      double t = roots[at + j] * (p[from + j + 32] - p[from + j]);
      p[from + j] += p[from + j + 32];
      p[from + j + 32] = reduce(t);
    }
  }

  private static void pairsBack64(double[] p, int from, double[] roots, int at) {
    for (int j = 0; j < 64; j++) {
      double t = roots[at + j] * (p[from + j + 64] - p[from + j]);
      p[from + j] += p[from + j + 64];
      p[from + j + 64] = reduce(t);
    }
  }

  private static void pairsBack128(double[] p, double[] roots) {
    for (int j = 0; j < 128; j++) {
      double t = roots[j] * (p[j + 128] - p[j]);
      p[j] += p[j + 128];
      p[j + 128] = reduce(t);
    }
  }

  private static void layerBack8(double[] p, int from, double root) {
    for (int j = from; j < from + 8; j++) {
      double t = root * (p[j + 8] - p[j]);
      p[j] += p[j + 8];
      p[j + 8] = reduce(t);
    }
  }

  private static void layerBack16(double[] p, int from, double root) {
    for (int j = from; j < from + 16; j++) {
      double t = root * (p[j + 16] - p[j]);
      p[j] += p[j + 16];
      p[j + 16] = reduce(t);
    }
  }

  private static void layerBack32(double[] p, int from, double root) {
    for (int j = from; j < from + 32; j++) {
      double t = root * (p[j + 32] - p[j]);
      p[j] += p[j + 32];
      p[j + 32] = reduce(t);
    }
  }

  private static void layerBack64(double[] p, int from, double root) {
    for (int j = from; j < from + 64; j++) {
      double t = root * (p[j + 64] - p[j]);
      p[j] += p[j + 64];
      p[j + 64] = reduce(t);
    }
  }

  /** The last layer, and 1 / 256. */
  private static void layerBack128(double[] p) {
    for (int j = 0; j < 128; j++) {
      double t = SCALED_ROOT * (p[j + 128] - p[j]);
      p[j] = reduce(SCALE * (p[j] + p[j + 128]));
      p[j + 128] = reduce(t);
    }
  }

  /**
   * The roots of a layer, one for each pair in the order of the loops above: first by the places
   * that an earlier layer told apart within eight, then by the eight.
   */
  private static double[] pairs(int layer, boolean backward) {
    int blocks = 1 << (layer - 1);
    int parts = 1 << (layer - 6);
    int pairsOfPart = N / 2 / parts;
    int[] eights = new int[N / 8];
    for (int i = 0; i < eights.length; i++) {
      eights[Kernels.transformedPlace(8 * i)] = i;
    }
    double[] roots = new double[N / 2];
    for (int i = 0; i < roots.length; i++) {
      int block = eights[i % 32] * parts + i / pairsOfPart;
      roots[i] = ROOTS[backward ? 2 * blocks - 1 - block : blocks + block];
    }
    return roots;
  }
}
