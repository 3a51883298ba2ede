package io.ghostchain.zcrypto.sha256;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.zcrypto.jit.WarmUp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HashBatchTest {
  /** One after the other, side by side by the definition, and that but for small groups. */
  private static List<HashBatch> ways() {
    return List.of(
        new HashBatch(new LanesInUse()),
        HashBatchChecks.batch(new DefinedLanes(), 1),
        HashBatchChecks.batch(new DefinedLanes(), 7),
        new HashBatch());
  }

  @Test
  void theStandardsExamples() {
    ways().forEach(HashBatchChecks::examples);
  }

  @Test
  void everyLengthWithAndWithoutPrefix() throws Exception {
    for (HashBatch batch : ways()) {
      HashBatchChecks.everyLength(batch);
    }
  }

  @Test
  void everySizeOfBatch() throws Exception {
    for (HashBatch batch : ways()) {
      HashBatchChecks.everySize(batch);
    }
  }

  @Test
  void whatIsNotWithinItsArrayIsRefused() {
    for (HashBatch batch : ways()) {
      assertThrows(
          IndexOutOfBoundsException.class, () -> batch.add(new byte[9], 0, 10, new byte[32], 0));
      assertThrows(
          IndexOutOfBoundsException.class, () -> batch.add(new byte[9], 0, 9, new byte[32], 1));
    }
  }

  @Test
  void lanesThatHashWronglyNeverTakeOver() {
    LanesInUse inUse = new LanesInUse();
    new WarmUp(inUse.contest(new IdleLanes()), WarmUp.PATIENCE).run();
    assertNull(inUse.now());
    var contest = inUse.contest(new DefinedLanes());
    assertNull(contest.fault());
    contest.handOver(0.25);
    assertEquals(5, inUse.groupMin());
  }

  /** Fast, and wrong. */
  private static final class IdleLanes implements Sha256Lanes {
    @Override
    public String name() {
      return "idle";
    }

    @Override
    public @Nullable String obstacle() {
      return null;
    }

    @Override
    public void compress(int[] states, byte[] blocks, int[] scratch) {}
  }
}
