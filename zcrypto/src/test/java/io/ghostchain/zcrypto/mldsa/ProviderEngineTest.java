package io.ghostchain.zcrypto.mldsa;

class ProviderEngineTest extends EngineContract {
  @Override
  protected String engine() {
    return "provider";
  }
}
