package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcrypto.SignatureScheme;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A key expanded for arithmetic of our own, whatever its {@link Kernels}. */
final class MatrixKey implements ExpandedKey {
  static final int TR_BYTES = 64;

  private static final AtomicLong COUNT = new AtomicLong();

  /** Headers of this object and its two arrays. */
  private static final int OVERHEAD = 88;

  final ParameterSet set;

  /** Row by row: A, then -t1 2^13, all transformed. */
  final int[] rows;

  /** SHAKE256 of the public key. */
  final byte[] tr = new byte[TR_BYTES];

  /** Tells keys apart, so that a batch can be sorted by them. */
  final long number = COUNT.getAndIncrement();

  MatrixKey(ParameterSet set) {
    this.set = set;
    this.rows = new int[set.rows * set.rowInts()];
  }

  /** A key that some engine of our own arithmetic expanded. */
  static MatrixKey of(@Nullable ExpandedKey key) {
    if (key instanceof MatrixKey matrix) {
      return matrix;
    }
    throw new IllegalArgumentException("expected a key expanded by our own arithmetic, got " + key);
  }

  @Override
  public SignatureScheme scheme() {
    return set.scheme;
  }

  @Override
  public int byteSize() {
    return Integer.BYTES * rows.length + tr.length + OVERHEAD;
  }
}
