package io.ghostchain.zcrypto.mldsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.testkit.vectors.VectorFile;
import io.ghostchain.testkit.vectors.VectorRun;
import io.ghostchain.zcrypto.SignatureScheme;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every engine of our own arithmetic must do beyond that. */
public abstract class MatrixEngineContract extends EngineContract {
  private static final String ACVP = "acvp-nist-json/ML-DSA-sigVer-FIPS204_";

  /** These verify by ML-DSA.Verify_internal (FIPS 204 algorithm 8). */
  @Test
  void nistSignatureVerification() {
    VectorFile answersFile = new VectorFile(ACVP + "expectedResults.json.gz");
    Json answers = answersFile.json().get("testGroups");
    VectorFile prompt = new VectorFile(ACVP + "prompt.json.gz");
    try (VectorRun run = prompt.run("ML-DSA internal by engine " + engine());
        VectorRun answered = answersFile.run("ML-DSA internal by engine " + engine())) {
      int total = 0;
      Json groups = prompt.json().get("testGroups");
      for (int i = 0; i < groups.size(); i++) {
        Json tests = groups.get(i).get("tests");
        for (int j = 0; j < tests.size(); j++) {
          Json answer = answers.get(i).get("tests").get(j);
          assertEquals(tests.get(j).integer("tcId"), answer.integer("tcId"));
          run.ran();
          answered.ran();
          total++;
          assertEquals(
              answer.bool("testPassed"),
              holdsInternally(groups.get(i), tests.get(j)),
              answer::path);
        }
      }
      run.expect(total);
      answered.expect(total);
    }
    VectorFile projection = new VectorFile(ACVP + "internalProjection.rustcrypto.json.gz");
    try (VectorRun run = projection.run("ML-DSA internal by engine " + engine())) {
      int total = 0;
      for (Json group : projection.json().get("testGroups")) {
        for (Json test : group.get("tests")) {
          run.ran();
          total++;
          assertEquals(test.bool("testPassed"), holdsInternally(group, test), test::path);
        }
      }
      run.expect(total);
    }
  }

  private boolean holdsInternally(Json group, Json test) {
    SignatureScheme scheme = SignatureScheme.valueOf(group.text("parameterSet").replace('-', '_'));
    SignatureBatch batch = new SignatureBatch();
    batch.addInternal(
        verifier.expand(scheme, group.hex("pk"), workspace),
        test.hex("message"),
        test.hex("signature"));
    verifier.verify(batch, workspace);
    return batch.holds(0);
  }

  @Test
  void keysOfOneEngineServeAnother() {
    SignedCase one = SignedCase.random(new SplittableRandom(1));
    MlDsaVerifier java = MlDsaVerifier.of("java");
    ExpandedKey key = verifier.expand(one.scheme(), one.key(), workspace);
    assertTrue(java.verify(key, one.message(), one.signature(), java.workspace()));
  }

  @Test
  void verifyingMakesNoGarbage() {
    SignedCase one = SignedCase.random(new SplittableRandom(2));
    ExpandedKey key = verifier.expand(one.scheme(), one.key(), workspace);
    SignatureBatch batch = new SignatureBatch();
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // Until it is compiled, the Vector API allocates; the least of some runs is the settled state.
    for (int run = 0; run < ROUNDS_MAX && least > GARBAGE_BYTES_MAX; run++) {
      long before = thread.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < SIGNATURES; i++) {
        batch.add(key, one.message(), one.signature());
      }
      verifier.verify(batch, workspace);
      assertTrue(batch.allHold());
      batch.clear();
      least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least <= GARBAGE_BYTES_MAX, least + " bytes for " + SIGNATURES + " signatures");
  }

  private static final int ROUNDS_MAX = 4000;
  private static final int SIGNATURES = 32;

  /** Asking the thread how much it allocated may itself allocate. */
  private static final long GARBAGE_BYTES_MAX = 256;
}
