package io.ghostchain.ghostd.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.ghostchain.daemonkit.config.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
  private static final StoreConfig CONFIG =
      new StoreConfig(new ByteSize(20_000), new ByteSize(1 << 30), Duration.ofHours(1), 1000, 0);

  @TempDir Path folder;

  @Test
  void blocksThatEachTakeMoreMemoryThanAllMayAreStillWritten() throws Exception {
    var chain = new SampleChain(new Random(4));
    BlockingQueue<FinalBlock> durable = new LinkedBlockingQueue<>();
    List<Throwable> failures = new ArrayList<>();
    try (var directory = DataDirectory.open(folder, SampleChain.GENESIS);
        var store =
            ChainStore.open(
                directory, CONFIG, SampleChain.GENESIS, ChainStore.Signing.REMEMBERED)) {
      store.recover(SampleChain.GENESIS_STATE, 2);
      try (var commit = new GroupCommit(store, CONFIG, 1, durable::add, failures::add)) {
        for (int i = 0; i < 20; i++) {
          FinalBlock block = chain.next();
          commit.submit(block);
          FinalBlock told = durable.poll(30, TimeUnit.SECONDS);
          assertNotNull(told, "block " + block.height() + " waits for ever: " + failures);
          assertEquals(block.hash(), told.hash());
        }
      }
      assertEquals(20, store.head().height());
    }
    assertEquals(List.of(), failures);
  }
}
