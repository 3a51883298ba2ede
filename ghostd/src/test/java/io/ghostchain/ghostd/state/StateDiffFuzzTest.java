package io.ghostchain.ghostd.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Bytes of the disk are the one encoding of a diff, or are refused. */
class StateDiffFuzzTest {
  @FuzzTest
  void anyBytesAreADiffOrRefused(byte[] bytes) {
    try {
      assertArrayEquals(bytes, StateDiff.decode(bytes).encode());
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
