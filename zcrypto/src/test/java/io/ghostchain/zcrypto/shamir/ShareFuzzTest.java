package io.ghostchain.zcrypto.shamir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** A share has one encoding, and what is no share is refused. */
class ShareFuzzTest {
  @FuzzTest
  void anyBytesAreAShareOrRefused(byte[] encoded) {
    try (Share share = Share.decode(encoded)) {
      assertArrayEquals(encoded, share.encode());
    } catch (ShamirException refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
