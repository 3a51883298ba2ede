package io.ghostchain.zcrypto.mldsa;

class JavaEngineTest extends MatrixEngineContract {
  @Override
  protected String engine() {
    return "java";
  }
}
