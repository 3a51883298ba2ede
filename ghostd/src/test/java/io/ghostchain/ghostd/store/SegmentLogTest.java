package io.ghostchain.ghostd.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.testkit.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SegmentLogTest {
  private static final int SEGMENT_BYTES = 400;
  private static final long ALL = Long.MAX_VALUE;

  private final MemoryDisk disk = new MemoryDisk();

  @Test
  void whatWasAppendedIsReadBackInOrderAcrossSegments() throws IOException {
    List<String> written = fill(disk, 20);
    try (var log = open(disk)) {
      assertEquals(written, records(log));
      assertEquals(20, log.nextGroup());
      assertTrue(disk.list().size() > 2, disk.list().toString());
    }
  }

  @Test
  void aRecordIsReadByItsLocation() throws IOException {
    try (var log = open(disk)) {
      List<Location> group = log.append(List.of(entry(1, "one"), entry(2, "two")));
      assertEquals("two", text(log.read(group.get(1))));
      assertEquals(2, log.read(group.get(1)).kind());
      assertThrows(
          CorruptStoreException.class, () -> log.read(new Location(0, group.get(1).offset() + 1)));
    }
  }

  @Test
  void aTailTornAtAnyByteIsCutToTheLastWholeGroup() throws IOException {
    long before;
    try (var log = open(disk)) {
      log.append(List.of(entry(1, "first"), entry(1, "second")));
      before = disk.content("b-000000000000.seg").length;
      log.append(List.of(entry(1, "third"), entry(1, "fourth")));
    }
    byte[] whole = disk.content("b-000000000000.seg");
    for (int size = (int) before; size < whole.length; size++) {
      var torn = new MemoryDisk();
      torn.replace("b-000000000000.seg", Arrays.copyOf(whole, size));
      try (var log = open(torn)) {
        assertEquals(List.of("first", "second"), records(log), "cut at " + size);
        assertEquals(size > before, log.tail().isPresent());
        assertEquals(size, torn.content("b-000000000000.seg").length, "opening changes nothing");
        log.append(List.of(entry(1, "again")));
      }
      try (var log = open(torn)) {
        assertEquals(List.of("first", "second", "again"), records(log), "cut at " + size);
      }
    }
  }

  @Test
  void aTailWhosePagesWereNotAllWrittenIsCut() throws IOException {
    long before;
    try (var log = open(disk)) {
      log.append(List.of(entry(1, "first")));
      before = disk.content("b-000000000000.seg").length;
      log.append(List.of(entry(1, "second"), entry(1, "third")));
    }
    byte[] whole = disk.content("b-000000000000.seg");
    for (int hole = (int) before; hole < whole.length; hole++) {
      byte[] holed = whole.clone();
      Arrays.fill(holed, hole, Math.min(hole + 16, whole.length), (byte) 0);
      if (Arrays.equals(holed, whole)) {
        continue;
      }
      var torn = new MemoryDisk();
      torn.replace("b-000000000000.seg", holed);
      try (var log = open(torn)) {
        assertEquals(List.of("first"), records(log), "hole at " + hole);
      }
    }
  }

  @Test
  void anyFlippedBitBeforeTheLastGroupIsRefusedWithFileAndOffset() throws IOException {
    fill(disk, 12);
    List<String> names = disk.list();
    for (String name : names) {
      byte[] whole = disk.content(name);
      int end = name.equals(names.getLast()) ? startOfLastGroup(disk, name) : whole.length;
      for (int at = 0; at < end; at++) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << at % 8);
        var damaged = disk.copy();
        damaged.replace(name, flipped);
        var refusal =
            assertThrows(CorruptStoreException.class, () -> open(damaged), name + " " + at);
        assertTrue(
            String.valueOf(refusal.getMessage()).startsWith("memory/" + name + ": offset "),
            refusal.getMessage());
        assertArrayEquals(flipped, damaged.content(name), "refusing must not change the file");
      }
    }
  }

  @Test
  void aMissingOrShortenedOlderSegmentIsRefused() throws IOException {
    fill(disk, 20);
    String second = disk.list().get(1);
    var missing = disk.copy();
    missing.delete(second);
    assertThrows(CorruptStoreException.class, () -> open(missing));
    byte[] whole = disk.content(second);
    int lastGroup = startOfLastGroup(disk, second);
    var shortened = disk.copy();
    shortened.replace(second, Arrays.copyOf(whole, lastGroup));
    assertThrows(CorruptStoreException.class, () -> open(shortened));
  }

  @Test
  void aRecordOfAnotherPlaceIsDamage() throws IOException {
    fill(disk, 12);
    List<String> names = disk.list();
    byte[] target = disk.content(names.getFirst());
    byte[] source = disk.content(names.get(1));
    System.arraycopy(source, SegmentFile.HEADER_BYTES, target, SegmentFile.HEADER_BYTES, 60);
    disk.replace(names.getFirst(), target);
    assertThrows(CorruptStoreException.class, () -> open(disk));
  }

  @Test
  void aFileOfSomethingElseIsNamed() {
    disk.replace("b-000000000000.seg", new byte[100]);
    var refusal = assertThrows(CorruptStoreException.class, () -> open(disk));
    assertTrue(String.valueOf(refusal.getMessage()).contains("something else"));
  }

  @Test
  void aSegmentThatWasNotBegunWholeIsBegunAgain() throws IOException {
    List<String> written = fill(disk, 6);
    long last = disk.list().size();
    disk.replace("b-00000000000" + last + ".seg", new byte[7]);
    try (var log = open(disk)) {
      assertEquals(written, records(log));
      log.append(List.of(entry(1, "more")));
    }
    try (var log = open(disk)) {
      written.add("more");
      assertEquals(written, records(log));
    }
  }

  @Test
  void whatWasSyncedSurvivesALossOfPower() throws IOException {
    try (var log = open(disk)) {
      log.append(List.of(entry(1, "kept")));
      log.sync();
      log.append(List.of(entry(1, "lost")));
    }
    disk.losePower();
    try (var log = open(disk)) {
      assertEquals(List.of("kept"), records(log));
    }
  }

  @Test
  void afterAFullDiskNothingMoreIsTakenAndTheTornGroupIsCut() throws IOException {
    try (var log = open(disk)) {
      log.append(List.of(entry(1, "kept")));
      log.sync();
      disk.limit(10);
      assertThrows(IOException.class, () -> log.append(List.of(entry(1, "does not fit"))));
      disk.limit(ALL);
      assertThrows(IOException.class, () -> log.append(List.of(entry(1, "later"))));
      assertThrows(IOException.class, log::sync);
    }
    try (var log = open(disk)) {
      assertEquals(List.of("kept"), records(log));
    }
  }

  @Test
  void afterAFailedSyncNothingMoreIsTaken() throws IOException {
    try (var log = open(disk)) {
      log.append(List.of(entry(1, "unsure")));
      disk.failSyncs();
      assertThrows(IOException.class, log::sync);
      assertThrows(IOException.class, () -> log.append(List.of(entry(1, "later"))));
    }
  }

  @Test
  void olderSegmentsAreDroppedWhole() throws IOException {
    List<String> written = fill(disk, 20);
    List<String> left = new ArrayList<>();
    try (var log = open(disk)) {
      List<Location> locations = new ArrayList<>();
      log.scan(null, record -> locations.add(record.location()));
      Location keep = locations.get(locations.size() - 3);
      assertTrue(log.dropBefore(keep) > 0);
      assertFalse(log.holds(locations.getFirst()));
      log.scan(null, record -> left.add(text(record)));
      assertEquals(log.first().segment(), keep.segment());
    }
    assertEquals(written.subList(written.size() - left.size(), written.size()), left);
    try (var log = open(disk)) {
      assertEquals(left, records(log));
      assertEquals(20, log.nextGroup());
    }
  }

  @Property(cases = 60)
  void anyDamageIsCutOrRefusedButNeverReadAsSomethingElse(RandomGenerator random)
      throws IOException {
    List<String> written = fill(disk, 1 + random.nextInt(15));
    String name = disk.list().get(random.nextInt(disk.list().size()));
    byte[] bytes = disk.content(name);
    int at = random.nextInt(bytes.length);
    if (random.nextBoolean()) {
      bytes = Arrays.copyOf(bytes, at);
    } else {
      for (int i = 0; i < 1 + random.nextInt(40) && at + i < bytes.length; i++) {
        bytes[at + i] = (byte) random.nextInt(256);
      }
    }
    disk.replace(name, bytes);
    try (var log = open(disk)) {
      List<String> read = records(log);
      assertEquals(written.subList(0, read.size()), read);
    } catch (CorruptStoreException refused) {
      assertTrue(String.valueOf(refused.getMessage()).contains(".seg"), refused.getMessage());
    }
  }

  private static SegmentLog open(Disk disk) throws IOException {
    return SegmentLog.open(disk, "b-", SEGMENT_BYTES, ALL);
  }

  /** Appends groups of one to three records and answers the texts of all. */
  private static List<String> fill(Disk disk, int groups) throws IOException {
    List<String> written = new ArrayList<>();
    try (var log = open(disk)) {
      for (int g = 0; g < groups; g++) {
        List<SegmentLog.Entry> group = new ArrayList<>();
        for (int i = 0; i <= g % 3; i++) {
          String text = "group " + g + " record " + i;
          written.add(text);
          group.add(entry(1, text));
        }
        log.append(group);
        log.sync();
      }
    }
    return written;
  }

  private static int startOfLastGroup(MemoryDisk disk, String name) throws IOException {
    long segment = Long.parseLong(name.substring(2, 14));
    int[] start = {SegmentFile.HEADER_BYTES};
    long[] group = {-1};
    try (var log = open(disk.copy())) {
      log.scan(
          null,
          record -> {
            if (record.location().segment() == segment && record.group() != group[0]) {
              group[0] = record.group();
              start[0] = (int) record.location().offset();
            }
          });
    }
    return start[0];
  }

  private static List<String> records(SegmentLog log) throws IOException {
    List<String> records = new ArrayList<>();
    log.scan(null, record -> records.add(text(record)));
    return records;
  }

  private static SegmentLog.Entry entry(int kind, String text) {
    return new SegmentLog.Entry(kind, Bytes.utf8(text));
  }

  private static String text(SegmentLog.Stored record) {
    return new String(record.payload(), StandardCharsets.UTF_8);
  }
}
