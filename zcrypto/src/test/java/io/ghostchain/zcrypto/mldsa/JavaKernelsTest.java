package io.ghostchain.zcrypto.mldsa;

class JavaKernelsTest extends KernelsContract {
  @Override
  protected Kernels kernels() {
    return JavaKernels.INSTANCE;
  }
}
