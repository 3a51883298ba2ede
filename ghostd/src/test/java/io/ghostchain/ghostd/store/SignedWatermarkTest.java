package io.ghostchain.ghostd.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.ghostd.store.SignedWatermark.Mark;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignedWatermarkTest {
  private final MemoryDisk disk = new MemoryDisk();

  @Test
  void theNewestMarkIsRememberedAcrossALossOfPower() throws IOException {
    assertFalse(SignedWatermark.exists(disk));
    try (var watermark = SignedWatermark.open(disk)) {
      assertEquals(Optional.empty(), watermark.newest());
      for (int i = 1; i <= 5; i++) {
        watermark.record(mark(i));
        assertEquals(Optional.of(mark(i)), watermark.newest());
      }
    }
    disk.losePower();
    assertTrue(SignedWatermark.exists(disk));
    try (var watermark = SignedWatermark.open(disk)) {
      assertEquals(Optional.of(mark(5)), watermark.newest());
    }
  }

  @Test
  void aWriteTornAtAnyByteLeavesTheMarkBefore() throws IOException {
    try (var watermark = SignedWatermark.open(disk)) {
      watermark.record(mark(1));
      watermark.record(mark(2));
      byte[] before = disk.content("signed");
      watermark.record(mark(3));
      byte[] after = disk.content("signed");
      for (int torn = 0; torn <= after.length; torn++) {
        byte[] mixed = before.clone();
        System.arraycopy(after, 0, mixed, 0, torn);
        disk.replace("signed", mixed);
        long height = reopen().orElseThrow().height();
        assertTrue(height == 2 || height == 3, "torn at " + torn + ": " + height);
      }
    }
  }

  @Test
  void aFileWithoutAnyWholeSlotIsRefused() throws IOException {
    try (var watermark = SignedWatermark.open(disk)) {
      watermark.record(mark(1));
      watermark.record(mark(2));
    }
    byte[] bytes = disk.content("signed");
    Arrays.fill(bytes, (byte) 7);
    disk.replace("signed", bytes);
    assertThrows(CorruptStoreException.class, this::reopen);
  }

  private Optional<Mark> reopen() throws IOException {
    try (var watermark = SignedWatermark.open(disk)) {
      return watermark.newest();
    }
  }

  private static Mark mark(int number) {
    return new Mark(1, number + 10, number, Hash.sha256(new byte[] {(byte) number}));
  }
}
