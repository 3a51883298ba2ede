package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcryptovector.VectorKernels;

class VectorKernelsTest extends KernelsContract {
  @Override
  protected Kernels kernels() {
    return new VectorKernels();
  }
}
