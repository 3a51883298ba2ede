package io.ghostchain.zcrypto.mldsa;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(
    value = "io.ghostchain.zcrypto.mldsa.VectorHere#available",
    disabledReason = "the vector engine cannot be had on this machine")
class VectorEngineTest extends MatrixEngineContract {
  @Override
  protected String engine() {
    return "vector";
  }
}
