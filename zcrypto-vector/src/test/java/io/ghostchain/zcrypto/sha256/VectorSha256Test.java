package io.ghostchain.zcrypto.sha256;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zcrypto.jit.WarmUp;
import io.ghostchain.zcryptovector.VectorSha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class VectorSha256Test {
  static boolean available() {
    return new VectorSha256().obstacle() == null;
  }

  /** On narrower vectors it is slow, and right all the same. */
  @Test
  void theStandardsExamples() {
    HashBatchChecks.examples(HashBatchChecks.batch(new VectorSha256(), 1));
  }

  @Test
  void everyLengthAndSize() throws Exception {
    HashBatchChecks.everyLength(HashBatchChecks.batch(new VectorSha256(), 1));
    HashBatchChecks.everySize(HashBatchChecks.batch(new VectorSha256(), 3));
  }

  @Test
  @EnabledIf(value = "available", disabledReason = "vectors of 512 bits cannot be had here")
  void compiledVectorsTakeOver() {
    LanesInUse inUse = new LanesInUse();
    Sha256Lanes vectors = new VectorSha256();
    new WarmUp(inUse.contest(vectors), WarmUp.PATIENCE).run();
    assertSame(vectors, inUse.now());
    assertTrue(inUse.groupMin() <= Sha256Lanes.LANES);
  }
}
