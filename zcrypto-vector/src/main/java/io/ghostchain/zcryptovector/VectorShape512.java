package io.ghostchain.zcryptovector;

import jdk.incubator.vector.DoubleVector;
import org.jspecify.annotations.Nullable;

/** Whether this processor has vectors of the width that is used here. */
final class VectorShape512 {
  private VectorShape512() {}

  /** Why not; null if it has. */
  static @Nullable String obstacle() {
    int bits = DoubleVector.SPECIES_PREFERRED.vectorBitSize();
    return bits < 512 ? "the processor's vectors have " + bits + " bits, 512 are needed" : null;
  }
}
