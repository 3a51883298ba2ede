package io.ghostchain.zcrypto.mldsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zcrypto.Providers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifyEnginesTest {
  @Test
  void withoutTheVectorModulePlainJavaVerifies() {
    VerifyEngines.Choice choice = VerifyEngines.choice();
    assertEquals("java", choice.engine());
    assertEquals(Map.of("vector", "zcrypto-vector is not on the class path"), choice.passedOver());
    assertEquals("java", MlDsaVerifier.chosen().engine());
  }

  @Test
  void theTableOfProvidersTellsTheEngine() {
    String table = Providers.table();
    assertTrue(
        table.lines().anyMatch(line -> line.matches("ml-dsa expanded +java +default order .*")),
        table);
  }

  @Test
  void anUnknownOrAbsentEngineIsAnError() {
    assertEquals(
        "expected an engine of [vector, java, provider], got avx",
        assertThrows(IllegalArgumentException.class, () -> MlDsaVerifier.of("avx")).getMessage());
    assertThrows(IllegalStateException.class, () -> MlDsaVerifier.of("vector"));
  }
}
