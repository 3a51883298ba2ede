package io.ghostchain.zcryptovector;

import io.ghostchain.zcrypto.mldsa.Kernels;
import org.jspecify.annotations.Nullable;

/** The inner loops of ML-DSA verification in vectors of 512 bits. */
public final class VectorKernels implements Kernels {
  /** For ServiceLoader. */
  public VectorKernels() {}

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public @Nullable String obstacle() {
    return VectorModule.obstacle();
  }

  @Override
  public void permute(long[] states, int lanes) {
    VectorKeccak.permute(states);
  }

  @Override
  public boolean unpack(
      byte[] packed,
      int from,
      int bits,
      double base,
      double limit,
      double[] polynomials,
      int count) {
    return VectorPacking.unpack(packed, from, bits, base, limit, polynomials, count);
  }

  @Override
  public void transform(double[] polynomials, int offset, double[] scratch) {
    VectorTransform.forward(polynomials, offset);
  }

  @Override
  public void multiply(int[] key, int offset, double[] polynomials, int columns, double[] sum) {
    VectorMatrix.multiply(key, offset, polynomials, columns, sum);
  }

  @Override
  public void recover(double[] polynomial, double[] scratch) {
    VectorTransform.backward(polynomial);
  }

  @Override
  public int[] recoveredPlaces() {
    return VectorTransform.RECOVERED_PLACES;
  }

  @Override
  public void packHighBits(
      double[] polynomial, double[] hints, int offset, int gamma2, long[] words, int at) {
    if (gamma2 == (Q - 1) / 88) {
      VectorPacking.pack44(polynomial, hints, offset, words, at);
    } else {
      VectorPacking.pack32(polynomial, hints, offset, words, at);
    }
  }

  @Override
  public int sample(byte[] block, int[] polynomial, int filled) {
    return VectorMatrix.sample(block, polynomial, filled);
  }

  @Override
  public void arrange(int[] plain, int[] key, int offset) {
    VectorMatrix.arrange(plain, key, offset);
  }

  @Override
  public void store(double[] polynomials, int from, double factor, int[] key, int offset) {
    VectorMatrix.store(polynomials, from, factor, key, offset);
  }
}
