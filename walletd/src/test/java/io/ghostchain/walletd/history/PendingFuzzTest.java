package io.ghostchain.walletd.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ghostchain.zcrypto.Hash;

/** What the history kept for sending again is a transaction, or the damage is named. */
class PendingFuzzTest {
  @FuzzTest
  void anyBytesAreATransactionOrRefused(byte[] bytes) {
    Hash id = Hash.sha256(bytes);
    try {
      assertArrayEquals(bytes, Pending.decode(id.bytes(), bytes).transaction().encode());
    } catch (IllegalStateException damaged) {
      assertNotNull(damaged.getMessage());
    }
  }
}
