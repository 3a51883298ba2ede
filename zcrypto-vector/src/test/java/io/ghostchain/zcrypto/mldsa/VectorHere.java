package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcryptovector.VectorKernels;

/** Whether the vector engine can be had here; what the kernels compute is tested anywhere. */
final class VectorHere {
  private VectorHere() {}

  static boolean available() {
    return new VectorKernels().obstacle() == null;
  }
}
