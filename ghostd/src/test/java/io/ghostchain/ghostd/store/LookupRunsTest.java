package io.ghostchain.ghostd.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupRunsTest {
  private static final Hash GENESIS = SampleLookups.GENESIS;

  @TempDir Path folder;

  @Property(cases = 4)
  void everythingIsFoundWhateverWasMerged(RandomGenerator random) throws IOException {
    Disk disk = FolderDisk.at(folder);
    var sample = new SampleLookups(random);
    LookupRuns runs = LookupRuns.open(disk, GENESIS);
    try {
      var writer = new RunWriter(disk, GENESIS);
      for (int i = 0; i < 80; i++) {
        runs.add(writer.write(sample.next(1 + random.nextInt(5), random.nextInt(40))));
        runs.merge();
        if (i % 16 == 15) {
          sample.expectFound(runs);
          runs.close();
          runs = LookupRuns.open(disk, GENESIS);
          sample.expectFound(runs);
        }
      }
      List<Integer> levels = runs.headers().stream().map(RunHeader::level).toList();
      assertEquals(2, levels.getFirst());
      assertEquals(levels.stream().sorted((one, other) -> other - one).toList(), levels);
      assertTrue(runs.headers().size() <= 3 * LookupRuns.FAN_IN, levels::toString);
    } finally {
      runs.close();
    }
  }

  @Test
  void aMergeInSmallStepsIsTheSameAsOneAtOnce() throws IOException {
    var disk = new MemoryDisk();
    var sample = new SampleLookups(new Random(3));
    List<Run> inputs = new ArrayList<>();
    var writer = new RunWriter(disk, GENESIS);
    for (int i = 0; i < 5; i++) {
      inputs.add(writer.write(sample.next(40, 60)));
    }
    byte[] atOnce;
    try (var merge = RunMerge.begin(disk, inputs);
        Run run = merge.step(1_000_000)) {
      atOnce = disk.content(done(run).toString());
    }
    int steps = 0;
    try (var merge = RunMerge.begin(disk, inputs)) {
      Run run = null;
      while (run == null) {
        run = merge.step(1);
        steps++;
      }

      assertArrayEquals(atOnce, disk.content(run.toString()));
    }
    assertTrue(steps > 5, steps + " steps");
  }

  @Test
  void aSubjectOfEveryBlockIsFoundAtEveryHeight() throws IOException {
    var disk = new MemoryDisk();
    Hash everywhere = SampleChain.account(1).hash();
    Hash seldom = SampleChain.account(2).hash();
    try (LookupRuns runs = LookupRuns.open(disk, GENESIS)) {
      var writer = new RunWriter(disk, GENESIS);
      int height = 0;
      for (int i = 0; i < 24; i++) {
        List<YoungLookups.Block> blocks = new ArrayList<>();
        for (int j = 0; j < 500; j++) {
          height++;
          var subjects = new PackedHashes();
          subjects.add(everywhere);
          if (height % 3000 == 0) {
            subjects.add(seldom);
          }
          blocks.add(new YoungLookups.Block(height, GENESIS, List.of(), subjects));
        }
        runs.add(writer.write(blocks));
        runs.merge();
      }
      assertEquals(3, runs.headers().size());
      for (long from = 1; from <= height; from++) {
        assertEquals(Optional.of(from), runs.nextEvent(Set.of(everywhere), from, height));
        Optional<Long> expected = Optional.of((from + 2999) / 3000 * 3000);
        assertEquals(expected, runs.nextEvent(Set.of(seldom), from, height));
        assertEquals(
            Optional.of(from), runs.nextEvent(Set.of(seldom, everywhere), from, from + 10));
      }
      assertEquals(Optional.empty(), runs.nextEvent(Set.of(seldom), 3001, 5999));
      assertEquals(Optional.empty(), runs.nextEvent(Set.of(everywhere), height + 1, height + 9));
    }
  }

  @Test
  void runsWithoutAnEntryAreRunsToo() throws IOException {
    var disk = new MemoryDisk();
    var sample = new SampleLookups(new Random(1));
    try (LookupRuns runs = LookupRuns.open(disk, GENESIS)) {
      assertEquals(0, runs.reach());
      assertEquals(Optional.empty(), runs.transaction(GENESIS));
      var writer = new RunWriter(disk, GENESIS);
      for (int i = 0; i < LookupRuns.FAN_IN; i++) {
        runs.add(writer.write(sample.next(7, 0)));
      }
      runs.merge();
      assertEquals(1, runs.headers().size());
      assertEquals(56, runs.reach());
      sample.expectFound(runs);
    }
  }

  /** The power is lost at every change in turn, with and without the names that were not synced. */
  @Test
  void whereverThePowerIsLostEveryRunThatWasAddedIsStillRead() throws IOException {
    int cuts = 0;
    for (boolean finished = false; !finished; cuts++) {
      for (boolean namesToo : new boolean[] {true, false}) {
        var disk = new MemoryDisk();
        var sample = new SampleLookups(new Random(6));
        disk.stopAfter(cuts);
        long added = 0;
        try (LookupRuns runs = LookupRuns.open(disk, GENESIS)) {
          var writer = new RunWriter(disk, GENESIS);
          for (int i = 0; i < 2 * LookupRuns.FAN_IN + 1; i++) {
            runs.add(writer.write(sample.next(3, 9)));
            added = runs.reach();
            runs.merge();
          }
          finished = true;
        } catch (IOException thePowerIsLost) {
          assertEquals("the power is lost", thePowerIsLost.getMessage());
        }
        if (namesToo) {
          disk.losePowerAndNames();
        } else {
          disk.losePower();
        }
        try (LookupRuns runs = LookupRuns.open(disk, GENESIS)) {
          assertTrue(runs.reach() >= added, runs.reach() + " of " + added);
          sample.expectFound(runs);
          List<String> names = runs.headers().stream().map(Run::name).toList();
          assertEquals(names, disk.list());
        }
      }
    }
    assertTrue(cuts > 100, cuts + " cuts");
  }

  /** Also where a lookup does not touch the byte: a merge reads it. */
  @Test
  void aFlippedBitIsNamedOrDoesNotMatter() throws IOException {
    var disk = new MemoryDisk();
    var random = new Random(8);
    var sample = new SampleLookups(random);
    try (Run run = new RunWriter(disk, GENESIS).write(sample.next(40, 3))) {
      String name = run.toString();
      byte[] whole = disk.content(name);
      int refused = 0;
      int unseen = 0;
      for (int i = 0; i < whole.length; i++) {
        byte[] flipped = whole.clone();
        flipped[i] ^= (byte) (1 << random.nextInt(8));
        var damaged = new MemoryDisk();
        damaged.replace(name, flipped);
        try (LookupRuns runs = LookupRuns.open(damaged, GENESIS)) {
          sample.expectFound(runs);
          unseen++;
        } catch (CorruptStoreException refusal) {
          assertNotNull(refusal.getMessage());
          assertTrue(refusal.getMessage().contains(name), refusal.getMessage());
          assertTrue(refusal.getMessage().contains("'lookup' can be deleted"));
          refused++;
        }
        if (i >= RunPage.BYTES) {
          assertThrows(CorruptStoreException.class, () -> merge(damaged, name));
        }
      }
      assertEquals(whole.length, refused + unseen);
      assertEquals(0, unseen, "every page has an entry that was looked up");
    }
  }

  @Test
  void aCutOrGrownRunIsRefused() throws IOException {
    var disk = new MemoryDisk();
    var sample = new SampleLookups(new Random(2));
    new RunWriter(disk, GENESIS).write(sample.next(10, 10)).close();
    String name = disk.list().getFirst();
    byte[] whole = disk.content(name);
    for (int size : new int[] {0, 1, RunPage.BYTES - 1, RunPage.BYTES, whole.length - 1}) {
      disk.replace(name, Arrays.copyOf(whole, size));
      expectRefused(disk, name);
    }
    disk.replace(name, Arrays.copyOf(whole, whole.length + RunPage.BYTES));
    expectRefused(disk, name);
    disk.replace(name, whole);
    LookupRuns.open(disk, GENESIS).close();
  }

  @Test
  void missingForeignAndRenamedRunsAreRefusedByName() throws IOException {
    var disk = new MemoryDisk();
    var sample = new SampleLookups(new Random(4));
    var writer = new RunWriter(disk, GENESIS);
    for (int i = 0; i < 3; i++) {
      writer.write(sample.next(10, 5)).close();
    }
    MemoryDisk missing = disk.copy();
    missing.delete("run-000000000011-000000000020.idx");
    expectRefused(missing, "expected a run that begins at height 11, the next begins at 21");

    MemoryDisk overlapping = disk.copy();
    overlapping.rename("run-000000000011-000000000020.idx", "run-000000000009-000000000020.idx");
    expectRefused(overlapping, "expected a run that begins at height 11, the next begins at 9");

    MemoryDisk renamed = disk.copy();
    renamed.rename("run-000000000021-000000000030.idx", "run-000000000021-000000000031.idx");
    expectRefused(renamed, "its header is that of run-000000000021-000000000030.idx");

    MemoryDisk foreign = disk.copy();
    var refusal =
        assertThrows(CorruptStoreException.class, () -> LookupRuns.open(foreign, Hash.ZERO));
    assertTrue(String.valueOf(refusal.getMessage()).contains("expected a run of the chain 0000"));
  }

  @Test
  void whatAMergeLeftIsDeletedAndOtherFilesAreNot() throws IOException {
    var disk = new MemoryDisk();
    var sample = new SampleLookups(new Random(5));
    var writer = new RunWriter(disk, GENESIS);
    for (int i = 0; i < 2; i++) {
      writer.write(sample.next(10, 5)).close();
    }
    MemoryDisk before = disk.copy();
    disk.replace("run-000000000001-000000000020.idx.part", new byte[9]);
    disk.replace("notes.txt", new byte[9]);
    LookupRuns.open(disk, GENESIS).close();
    assertEquals(3, disk.list().size());
    assertTrue(disk.list().contains("notes.txt"));

    merge(disk, "run-000000000001-000000000010.idx", "run-000000000011-000000000020.idx");
    assertEquals(4, disk.list().size());
    try (LookupRuns runs = LookupRuns.open(disk, GENESIS)) {
      assertEquals(List.of(20L), runs.headers().stream().map(RunHeader::to).toList());
      assertEquals(List.of("notes.txt", "run-000000000001-000000000020.idx"), disk.list());
      sample.expectFound(runs);
    }
    try (LookupRuns runs = LookupRuns.open(before, GENESIS)) {
      sample.expectFound(runs);
    }
  }

  /** Runs are closed and deleted under readers, who never see a gap. */
  @Test
  void readersFindEverythingWhileRunsAreMerged() throws Exception {
    Disk disk = FolderDisk.at(folder);
    var random = new Random(7);
    var sample = new SampleLookups(random);
    var writer = new RunWriter(disk, GENESIS);
    List<List<YoungLookups.Block>> pieces = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      pieces.add(sample.next(2, 10));
    }
    var done = new AtomicBoolean();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try (LookupRuns runs = LookupRuns.open(disk, GENESIS)) {
      runs.add(writer.write(pieces.getFirst()));
      List<Thread> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        readers.add(
            Thread.ofPlatform()
                .start(() -> {
                  try {
                    while (!done.get()) {
                      expectFoundIn(runs, sample.blocks().subList(0, 2));
                    }
                  } catch (IOException | RuntimeException | Error e) {
                    failure.set(e);
                  }
                }));
      }
      for (List<YoungLookups.Block> piece : pieces.subList(1, pieces.size())) {
        runs.add(writer.write(piece));
        runs.merge();
      }
      done.set(true);
      for (Thread reader : readers) {
        reader.join();
      }
      assertNull(failure.get());
      sample.expectFound(runs);
    }
  }

  private static void expectFoundIn(LookupRuns runs, List<SampleLookups.Made> blocks)
      throws IOException {
    for (SampleLookups.Made block : blocks) {
      for (Hash id : block.ids()) {
        assertEquals(block.height(), runs.transaction(id).orElseThrow().height());
      }
      if (!block.subjects().isEmpty()) {
        assertEquals(
            Optional.of(block.height()),
            runs.nextEvent(block.subjects(), block.height(), block.height()));
      }
    }
  }

  private static void merge(MemoryDisk disk, String... names) throws IOException {
    List<Run> inputs = new ArrayList<>();
    for (String name : names) {
      inputs.add(Run.open(disk, name));
    }
    try (var merge = RunMerge.begin(disk, inputs)) {
      done(merge.step(1_000_000)).close();
    }
    inputs.forEach(Run::close);
  }

  private static Run done(@Nullable Run run) {
    return Objects.requireNonNull(run);
  }

  private static void expectRefused(MemoryDisk disk, String message) {
    var refusal =
        assertThrows(CorruptStoreException.class, () -> LookupRuns.open(disk, GENESIS).close());
    assertTrue(
        String.valueOf(refusal.getMessage()).contains(message),
        String.valueOf(refusal.getMessage()));
  }
}
