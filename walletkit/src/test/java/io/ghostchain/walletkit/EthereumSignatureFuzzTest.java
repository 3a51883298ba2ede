package io.ghostchain.walletkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** What a person pastes from another wallet is a signature, or is refused with a reason. */
class EthereumSignatureFuzzTest {
  @FuzzTest
  void anyTextIsASignatureOrRefused(byte[] bytes) {
    try {
      var read = EthereumSignature.parse(new String(bytes, StandardCharsets.UTF_8));
      assertEquals(64, read.signature().length());
      assertTrue(read.parity().orElse(0) >>> 1 == 0);
      assertEquals(read.signature(), EthereumSignature.parse(read.signature().hex()).signature());
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
