package io.ghostchain.zcrypto.keystore;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Bytes from anywhere open, or are refused with a reason, and cost no more than the bounds. */
class KeystoreFuzzTest {
  @FuzzTest
  void anyBytesOpenOrAreRefused(byte[] file) {
    // A hostile file may ask for what the bounds allow; the fuzzer need not pay for it.
    try {
      if (Keystore.cost(file).memoryKib() > 1024) {
        return;
      }
    } catch (KeystoreException refused) {
      return;
    }
    try (KeystoreEntry entry = Keystore.open(file, "correct horse".toCharArray())) {
      assertTrue(KeystoreEntry.isLabel(entry.label()));
    } catch (KeystoreException refused) {
      assertTrue(String.valueOf(refused.getMessage()).contains("keystore"));
    }
  }
}
