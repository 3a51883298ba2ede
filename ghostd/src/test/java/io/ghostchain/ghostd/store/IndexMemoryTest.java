package io.ghostchain.ghostd.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class IndexMemoryTest {
  private static final long MIB = 1 << 20;

  @Test
  void aSmallHeapHasLittleBesideItAndALargeOneHasBounds() {
    var small = new IndexMemory(4 * MIB, 8 * MIB);
    assertEquals(small, IndexMemory.of(32 * MIB));
    assertEquals(small, IndexMemory.of(256 * MIB));
    var large = new IndexMemory(64 * MIB, 192 * MIB);
    assertEquals(large, IndexMemory.of(2048 * MIB));
    assertEquals(large, IndexMemory.of(Long.MAX_VALUE));
    assertEquals(new IndexMemory(34 * MIB, 100 * MIB), IndexMemory.of(1152 * MIB));
  }
}
