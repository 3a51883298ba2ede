package io.ghostchain.ghostd.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.Event;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LookupsTest {
  private final MemoryDisk disk = new MemoryDisk();
  private final List<FinalBlock> blocks = new ArrayList<>();

  @Test
  void blocksBecomeARunWhenTheyHaveEnoughEntries() throws IOException {
    make(2000);
    try (var lookups = Lookups.open(disk, SampleChain.GENESIS)) {
      for (FinalBlock block : blocks) {
        lookups.add(block);
        if (block.height() % 100 == 0) {
          lookups.settle(block.height() - 50);
        }
        if (block.height() == 500) {
          assertEquals(List.of(), disk.list());
        }
      }
      int runs = disk.list().size();
      assertTrue(runs == 1 || runs == 2, () -> "runs " + disk.list());
      expectFound(lookups);
      lookups.settleAll(1990);
      assertEquals(runs + 1, disk.list().size());
      assertTrue(disk.list().getLast().contains("1990"), () -> "runs " + disk.list());
      expectFound(lookups);
    }
  }

  @Test
  void blocksWithoutEntriesBecomeARunWhenThereAreMany() throws IOException {
    var chain = new SampleChain(() -> 0);
    try (var lookups = Lookups.open(disk, SampleChain.GENESIS)) {
      for (int i = 1; i <= Lookups.BLOCKS_MAX; i++) {
        lookups.settle(i - 1);
        assertEquals(List.of(), disk.list());
        lookups.add(chain.next());
      }
      lookups.settle(Lookups.BLOCKS_MAX);
      assertEquals(
          List.of("run-000000000001-00000000%d.idx".formatted(Lookups.BLOCKS_MAX)), disk.list());
    }
  }

  @Test
  void whatIsMissingIsReadFromTheChain() throws IOException {
    make(2500);
    var read = new ArrayList<Long>();
    var chain =
        new Lookups.Chain() {
          @Override
          public Hash hash(long height) {
            return blocks.get((int) height - 1).hash();
          }

          @Override
          public FinalBlock block(long height) {
            read.add(height);
            return blocks.get((int) height - 1);
          }
        };
    try (var lookups = Lookups.open(disk, SampleChain.GENESIS)) {
      lookups.catchUp(chain, 1000);
      lookups.settleAll(1000);
    }
    try (var lookups = Lookups.open(disk, SampleChain.GENESIS)) {
      lookups.catchUp(chain, 2500);
      expectFound(lookups);
      lookups.checkEnd(2500);
    }
    assertEquals(2500, read.size());
    try (var lookups = Lookups.open(disk, SampleChain.GENESIS)) {
      assertThrows(CorruptStoreException.class, () -> lookups.checkEnd(999));
    }
  }

  @Test
  void aBlockThatIsInARunIsNotAddedAgain() throws IOException {
    make(20);
    try (var lookups = Lookups.open(disk, SampleChain.GENESIS)) {
      addAll(lookups);
      lookups.settleAll(20);
    }
    List<String> names = disk.list();
    try (var lookups = Lookups.open(disk, SampleChain.GENESIS)) {
      addAll(lookups);
      lookups.settleAll(20);
      expectFound(lookups);
    }
    assertEquals(names, disk.list());
  }

  @Test
  void blocksOfAnotherChainAreRefusedWhereTheRunEnds() throws IOException {
    make(20);
    try (var lookups = Lookups.open(disk, SampleChain.GENESIS)) {
      addAll(lookups);
      lookups.settleAll(20);
    }
    var other = new SampleChain(new Random(99));
    try (var lookups = Lookups.open(disk, SampleChain.GENESIS)) {
      for (int i = 0; i < 19; i++) {
        lookups.add(other.next());
      }
      FinalBlock last = other.next();
      assertThrows(CorruptStoreException.class, () -> lookups.add(last));
    }
  }

  private void make(int count) {
    var chain = new SampleChain(new Random(1));
    for (int i = 0; i < count; i++) {
      blocks.add(chain.next());
    }
  }

  private void addAll(Lookups lookups) throws IOException {
    for (FinalBlock block : blocks) {
      lookups.add(block);
    }
  }

  private void expectFound(Lookups lookups) throws IOException {
    Set<Hash> subjects = Set.of(SampleChain.account(3).hash(), SampleChain.account(4).hash());
    Optional<Long> next = Optional.empty();
    int events = 0;
    for (FinalBlock block : blocks.reversed()) {
      for (int i = 0; i < block.txIds().size(); i++) {
        Optional<TxLocation> expected = Optional.of(new TxLocation(block.height(), i));
        assertEquals(expected, lookups.transaction(block.txIds().get(i)));
      }
      if (names(block, subjects)) {
        next = Optional.of(block.height());
        events++;
      }
      assertEquals(next, lookups.nextEvent(subjects, block.height(), blocks.size()));
    }
    assertTrue(events > blocks.size() / 4, events + " events");
    assertEquals(Optional.empty(), lookups.transaction(Hash.ZERO));
  }

  private static boolean names(FinalBlock block, Set<Hash> subjects) {
    return block.receipts().stream()
        .flatMap(receipt -> receipt.events().stream())
        .map((Event event) -> Subjects.of(event))
        .anyMatch(named -> named.stream().anyMatch(subjects::contains));
  }
}
