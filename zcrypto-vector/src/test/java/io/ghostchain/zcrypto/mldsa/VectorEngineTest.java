package io.ghostchain.zcrypto.mldsa;

class VectorEngineTest extends MatrixEngineContract {
  @Override
  protected String engine() {
    return "vector";
  }
}
