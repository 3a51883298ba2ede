package io.ghostchain.ghostd.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.config.ByteSize;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.store.ChainStore.Signing;
import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class ChainStoreTest {
  private static final StoreConfig CONFIG =
      new StoreConfig(new ByteSize(20_000), new ByteSize(1 << 30), Duration.ofSeconds(1), 1000, 0);

  @TempDir Path folder;

  private final List<ColumnFamilyHandle> handles = new ArrayList<>();

  @Test
  void everyBlockTransactionAndEventIsFoundBeforeAndAfterACheckpoint() throws Exception {
    var chain = new SampleChain(new Random(1));
    List<FinalBlock> blocks = new ArrayList<>();
    try (var directory = DataDirectory.open(folder, SampleChain.GENESIS);
        var store = open(directory)) {
      store.recover(SampleChain.GENESIS_STATE, 2);
      for (int i = 0; i < 30; i++) {
        blocks.add(chain.next());
        store.append(List.of(blocks.getLast()));
        if (i == 17) {
          store.checkpoint();
          assertEquals(1, store.uncheckpointedBlocks());
        }
        expectFound(store, blocks);
      }
    }
    try (var directory = DataDirectory.open(folder, SampleChain.GENESIS);
        var store = open(directory)) {
      store.recover(SampleChain.GENESIS_STATE, 2);
      expectFound(store, blocks);
      assertEquals(Optional.empty(), store.block(31));
      assertEquals(Optional.empty(), store.block(0));
      assertEquals(Optional.empty(), store.transaction(Hash.ZERO));
    }
  }

  @Property(cases = 5)
  void theChainIsTheSameHoweverOftenItIsReopenedAndCheckpointed(RandomGenerator random)
      throws Exception {
    var chain = new SampleChain(random);
    List<FinalBlock> blocks = new ArrayList<>();
    for (int round = 0; round < 10; round++) {
      try (var directory = DataDirectory.open(folder, SampleChain.GENESIS)) {
        var store = open(directory);
        var recovered = store.recover(SampleChain.GENESIS_STATE, 2);
        assertEquals(chain.state().tip(), recovered.state().tip());
        assertEquals(chain.historyRoot(), recovered.history().root());
        expectSameState(chain.state(), recovered.state());
        expectFound(store, blocks);
        for (int i = random.nextInt(20); i > 0; i--) {
          List<FinalBlock> group = new ArrayList<>();
          for (int j = 1 + random.nextInt(3); j > 0; j--) {
            group.add(chain.next());
          }
          store.append(group);
          blocks.addAll(group);
          if (random.nextInt(5) == 0) {
            store.checkpoint();
          }
        }
        store.close();
      }
      if (random.nextInt(4) == 0) {
        delete(folder.resolve("index"));
      }
      if (random.nextInt(4) == 0) {
        delete(folder.resolve("lookup"));
      }
    }
  }

  /** What is in memory alone when the process ends is read from the log again. */
  @Test
  void whatWasInNoRunYetIsFoundAfterACrash() throws Exception {
    var chain = new SampleChain(new Random(8));
    List<FinalBlock> blocks = new ArrayList<>();
    try (var directory = DataDirectory.open(folder.resolve("crashed"), SampleChain.GENESIS);
        var store = open(directory)) {
      store.recover(SampleChain.GENESIS_STATE, 2);
      for (int i = 0; i < 30; i++) {
        blocks.add(chain.next());
        store.append(List.of(blocks.getLast()));
        if (i == 20) {
          store.checkpoint();
        }
      }
      copyTree(folder.resolve("crashed"), folder.resolve("found"));
    }
    try (var files = Files.list(folder.resolve("found/lookup"))) {
      assertEquals(0, files.count());
    }
    try (var directory = DataDirectory.open(folder.resolve("found"), SampleChain.GENESIS);
        var store = open(directory)) {
      store.recover(SampleChain.GENESIS_STATE, 2);
      expectFound(store, blocks);
    }
  }

  /** After a loss of power the index may be older than the runs. */
  @Test
  void runsThatReachFurtherThanTheIndexAreKept() throws Exception {
    write(5);
    Path older = folder.resolve("older");
    copyTree(folder.resolve("index"), older);
    List<FinalBlock> blocks = write(30);
    delete(folder.resolve("index"));
    Files.move(older, folder.resolve("index"));
    List<String> before = names(folder.resolve("lookup"));
    try (var directory = DataDirectory.open(folder, SampleChain.GENESIS);
        var store = open(directory)) {
      store.recover(SampleChain.GENESIS_STATE, 2);
      expectFound(store, blocks);
      store.checkpoint();
      expectFound(store, blocks);
    }
    assertEquals(before, names(folder.resolve("lookup")));
  }

  @Test
  void runsOfAnotherChainAreRefusedAndCanBeDeleted() throws Exception {
    write(9);
    Path other = folder.resolve("other");
    write(other, 77, 9);
    delete(folder.resolve("lookup"));
    Files.move(other.resolve("lookup"), folder.resolve("lookup"));
    var refusal = assertThrows(CorruptStoreException.class, this::reopen);
    assertTrue(message(refusal).contains("made of a chain where it is"), message(refusal));
    assertTrue(message(refusal).contains("'lookup' can be deleted"), message(refusal));
    // The same if the checkpoint has none of these blocks.
    delete(folder.resolve("index"));
    refusal = assertThrows(CorruptStoreException.class, this::reopen);
    assertTrue(message(refusal).contains("made of a chain where it is"), message(refusal));
    delete(folder.resolve("lookup"));
    reopen();
  }

  @Test
  void runsThatReachFurtherThanTheChainAreRefused() throws Exception {
    write(5);
    Path shorter = folder.resolve("shorter");
    copyTree(folder.resolve("chain"), shorter);
    write(20);
    delete(folder.resolve("chain"));
    delete(folder.resolve("index"));
    Files.move(shorter, folder.resolve("chain"));
    Files.delete(folder.resolve("signed"));
    try (var directory = DataDirectory.open(folder, SampleChain.GENESIS);
        var store = ChainStore.open(directory, CONFIG, SampleChain.GENESIS, Signing.NONE)) {
      var refusal =
          assertThrows(
              CorruptStoreException.class, () -> store.recover(SampleChain.GENESIS_STATE, 2));
      assertTrue(
          message(refusal).contains("the runs reach block 19, the chain's log ends at block 5"),
          message(refusal));
    }
  }

  /** As software before the runs left it. */
  @Test
  void anIndexWithTablesOfLookupsIsRefusedAndCanBeDeleted() throws Exception {
    write(9);
    String index = folder.resolve("index").toString();
    try (var options = new Options();
        var database = RocksDB.open(new DBOptions(), index, allTables(options, index), handles);
        var added =
            database.createColumnFamily(
                new ColumnFamilyDescriptor("transactions".getBytes(StandardCharsets.US_ASCII)))) {
      assertNotNull(added);
      handles.forEach(ColumnFamilyHandle::close);
    }
    var refusal = assertThrows(CorruptStoreException.class, this::reopen);
    assertTrue(message(refusal).contains("transactions"), message(refusal));
    assertTrue(message(refusal).contains("'index' can be deleted"), message(refusal));
    delete(folder.resolve("index"));
    reopen();
  }

  @Test
  void whatIsNotAChildOfTheNewestBlockIsNotTaken() throws Exception {
    var chain = new SampleChain(new Random(2));
    FinalBlock first = chain.next();
    FinalBlock second = chain.next();
    try (var directory = DataDirectory.open(folder, SampleChain.GENESIS);
        var store = open(directory)) {
      store.recover(SampleChain.GENESIS_STATE, 2);
      assertThrows(IllegalArgumentException.class, () -> store.append(List.of(second)));
      store.append(List.of(first));
      assertThrows(IllegalArgumentException.class, () -> store.append(List.of(first)));
    }
  }

  @Test
  void aChainThatEndsBeforeWhatWasSignedIsRefused() throws Exception {
    write(6);
    Path copy = folder.resolve("copy");
    copyTree(folder.resolve("chain"), copy);
    write(9);
    delete(folder.resolve("chain"));
    delete(folder.resolve("index"));
    copyTree(copy, folder.resolve("chain"));
    delete(copy);
    var refusal = assertThrows(CorruptStoreException.class, this::reopen);
    assertTrue(message(refusal).contains("signed up to block 9"), message(refusal));
    assertTrue(message(refusal).contains("ends at block 6"), message(refusal));
  }

  @Test
  void aMissingMemoryOfWhatWasSignedIsRefused() throws Exception {
    write(3);
    Files.delete(folder.resolve("signed"));
    var refusal = assertThrows(CorruptStoreException.class, this::reopen);
    assertTrue(message(refusal).contains("--resume-signing"), message(refusal));
  }

  @Test
  void anIndexOfAnotherChainIsRefusedAndCanBeDeleted() throws Exception {
    write(9);
    Path other = folder.resolve("other");
    Path mine = folder.resolve("mine");
    Files.createDirectories(other);
    write(other, 77, 9);
    Files.move(folder.resolve("index"), mine);
    Files.move(other.resolve("index"), folder.resolve("index"));
    assertThrows(CorruptStoreException.class, this::reopen);
    delete(folder.resolve("index"));
    reopen();
  }

  @Test
  void foreignOtherAndUsedDirectoriesAreRefusedByName() throws Exception {
    Path foreign = Files.createDirectories(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("photo.jpg"), "x");
    assertEquals("data-foreign", fault(foreign, SampleChain.GENESIS));
    Path ours = folder.resolve("ours");
    try (var directory = DataDirectory.open(ours, SampleChain.GENESIS)) {
      assertNotNull(directory.folder());
      assertEquals("data-locked", fault(ours, SampleChain.GENESIS));
    }
    assertEquals("data-other-chain", fault(ours, Hash.ZERO));
    Files.writeString(ours.resolve("FORMAT"), "ghostd-chain 9 " + SampleChain.GENESIS + "\n");
    assertEquals("data-format", fault(ours, SampleChain.GENESIS));
    Files.writeString(ours.resolve("FORMAT"), "nonsense\n");
    assertEquals("data-foreign", fault(ours, SampleChain.GENESIS));
  }

  @Test
  void witnessesAreDroppedInWholeSegmentsAndTheChainStays() throws Exception {
    var chain = new SampleChain(new Random(5));
    try (var directory = DataDirectory.open(folder, SampleChain.GENESIS);
        var store = open(directory)) {
      store.recover(SampleChain.GENESIS_STATE, 2);
      for (int i = 0; i < 300; i++) {
        store.append(List.of(chain.next()));
      }
      store.checkpoint();
      assertNotNull(store.blockWithWitnesses(1).orElseThrow().witnesses());
      store.pruneWitnesses(250);
      store.append(List.of(chain.next()));
      assertNull(store.blockWithWitnesses(1).orElseThrow().witnesses());
      assertNotNull(store.blockWithWitnesses(250).orElseThrow().witnesses());
      assertNotNull(store.blockWithWitnesses(301).orElseThrow().witnesses());
    }
    reopen();
  }

  @Test
  void groupsAreToldInOrderAndOnlyWhenDurable() throws Exception {
    var chain = new SampleChain(new Random(6));
    List<Long> told = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    try (var directory = DataDirectory.open(folder, SampleChain.GENESIS);
        var store = open(directory)) {
      store.recover(SampleChain.GENESIS_STATE, 2);
      try (var commit =
          new GroupCommit(
              store,
              new StoreConfig(new ByteSize(1 << 20), new ByteSize(0), Duration.ofMillis(10), 5, 0),
              20_000,
              block -> {
                assertTrue(store.head().height() >= block.height());
                told.add(block.height());
              },
              failures::add)) {
        for (int i = 0; i < 200; i++) {
          commit.submit(chain.next());
        }
      }
      assertEquals(List.of(), failures);
      assertEquals(200, store.head().height());
    }
    assertEquals(200, told.size());
    assertEquals(told.stream().sorted().toList(), told);
    reopen();
  }

  private static void expectFound(ChainStore store, List<FinalBlock> blocks) throws IOException {
    Set<Hash> subject = Set.of(SampleChain.account(3).hash(), SampleChain.account(4).hash());
    for (FinalBlock block : blocks) {
      FinalBlock found = store.blockWithWitnesses(block.height()).orElseThrow();
      assertEquals(block, found);
      assertEquals(Optional.of(block.height()), store.height(block.hash()));
      for (int i = 0; i < block.txIds().size(); i++) {
        assertEquals(
            Optional.of(new TxLocation(block.height(), i)),
            store.transaction(block.txIds().get(i)));
      }
      Optional<Long> expected =
          blocks.stream()
              .filter(b -> b.height() >= block.height())
              .filter(b ->
                  b.receipts().stream()
                      .flatMap(r -> r.events().stream())
                      .anyMatch(e -> Subjects.of(e).stream().anyMatch(subject::contains)))
              .map(FinalBlock::height)
              .findFirst();
      assertEquals(expected, store.nextEvent(subject, block.height(), store.head().height()));
    }
  }

  private static void expectSameState(ChainState expected, ChainState got) throws Exception {
    for (int i = 0; i < 20; i++) {
      assertEquals(expected.newest().get(SampleChain.key(i)), got.newest().get(SampleChain.key(i)));
    }
  }

  private static List<ColumnFamilyDescriptor> allTables(Options options, String index)
      throws RocksDBException {
    return RocksDB.listColumnFamilies(options, index).stream()
        .map(ColumnFamilyDescriptor::new)
        .toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(Path::getFileName).map(String::valueOf).sorted().toList();
    }
  }

  private List<FinalBlock> write(int height) throws Exception {
    return write(folder, 4, height);
  }

  /** The chain of a seed, as far as it is not there yet. */
  private static List<FinalBlock> write(Path folder, long seed, int height) throws Exception {
    var chain = new SampleChain(new Random(seed));
    List<FinalBlock> blocks = new ArrayList<>();
    try (var directory = DataDirectory.open(folder, SampleChain.GENESIS);
        var store = open(directory)) {
      store.recover(SampleChain.GENESIS_STATE, 2);
      for (int i = 1; i <= height; i++) {
        FinalBlock block = chain.next();
        blocks.add(block);
        if (i > store.head().height()) {
          store.append(List.of(block));
        }
      }
    }
    return blocks;
  }

  private void reopen() throws Exception {
    try (var directory = DataDirectory.open(folder, SampleChain.GENESIS);
        var store = open(directory)) {
      store.recover(SampleChain.GENESIS_STATE, 2);
    }
  }

  private static ChainStore open(DataDirectory directory) throws IOException {
    return ChainStore.open(directory, CONFIG, SampleChain.GENESIS, Signing.REMEMBERED);
  }

  private static String fault(Path folder, Hash genesis) {
    return assertThrows(DaemonException.class, () -> DataDirectory.open(folder, genesis).close())
        .code();
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private static void delete(Path tree) throws IOException {
    try (var files = Files.walk(tree)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> unchecked(() -> Files.delete(file)));
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      files.forEach(
          file -> unchecked(() -> Files.copy(file, to.resolve(from.relativize(file).toString()))));
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void unchecked(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
