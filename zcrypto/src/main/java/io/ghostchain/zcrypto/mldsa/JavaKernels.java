package io.ghostchain.zcrypto.mldsa;

import org.jspecify.annotations.Nullable;

/**
 * The inner loops in plain Java, for every machine: loops over arrays with fixed bounds, which the
 * JIT compiler turns into what vectors the processor has.
 */
final class JavaKernels implements Kernels {
  static final JavaKernels INSTANCE = new JavaKernels();

  static final String NAME = "java";

  private static final int[] PLACES = new int[N];

  static {
    for (int i = 0; i < N; i++) {
      PLACES[i] = i;
    }
  }

  private JavaKernels() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public @Nullable String obstacle() {
    return null;
  }

  @Override
  public void permute(long[] states, int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      JavaKeccak.permute(states, lane);
    }
  }

  @Override
  public double unpack(
      byte[] packed, int from, int bits, double base, double[] polynomials, int count) {
    return JavaPacking.unpack(packed, from, bits, base, polynomials, count);
  }

  @Override
  public void transform(double[] polynomials, int offset, double[] scratch) {
    JavaTransform.forward(polynomials, offset, scratch);
  }

  @Override
  public void multiply(int[] key, int offset, double[] polynomials, int columns, double[] sum) {
    for (int i = 0; i < N; i++) {
      sum[i] = key[offset + i] * polynomials[i];
    }
    for (int column = 1; column < columns; column++) {
      int from = column * N;
      for (int i = 0; i < N; i++) {
        sum[i] += key[offset + from + i] * polynomials[from + i];
      }
    }
    for (int i = 0; i < N; i++) {
      sum[i] = JavaTransform.reduce(sum[i]);
    }
  }

  @Override
  public void recover(double[] polynomial, double[] scratch) {
    JavaTransform.backward(polynomial, scratch);
  }

  @Override
  public int[] recoveredPlaces() {
    return PLACES;
  }

  @Override
  public void packHighBits(
      double[] polynomial, double[] hints, int offset, int gamma2, long[] words, int at) {
    if (gamma2 == (Q - 1) / 88) {
      JavaPacking.pack44(polynomial, hints, offset, words, at);
    } else {
      JavaPacking.pack32(polynomial, hints, offset, words, at);
    }
  }

  @Override
  public int sample(byte[] block, int[] polynomial, int filled) {
    int at = filled;
    for (int i = 0; i < 168 && at < N; i += 3) {
      int value = (block[i] & 0xff) | (block[i + 1] & 0xff) << 8 | (block[i + 2] & 0x7f) << 16;
      if (value < Q) {
        polynomial[at++] = value;
      }
    }
    return at;
  }

  @Override
  public void arrange(int[] plain, int[] key, int offset) {
    for (int i = 0; i < N; i++) {
      key[offset + Kernels.transformedPlace(i)] = plain[i];
    }
  }

  @Override
  public void store(double[] polynomials, int from, double factor, int[] key, int offset) {
    for (int i = 0; i < N; i++) {
      key[offset + i] = (int) JavaTransform.reduce(polynomials[from + i] * factor);
    }
  }
}
