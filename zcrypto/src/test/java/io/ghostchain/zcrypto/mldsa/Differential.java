package io.ghostchain.zcrypto.mldsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Puts seeded signatures, whole and spoilt, to an engine, Bouncy Castle and the JDK. */
public final class Differential {
  /** Signing is the slow part, so each signature is spoilt this often. */
  private static final int CASES_OF_A_SIGNATURE = 40;

  private final MlDsaVerifier verifier;
  private final Workspace workspace;
  private final Map<Corruption, Integer> holding = new EnumMap<>(Corruption.class);
  private int cases;

  public Differential(MlDsaVerifier verifier) {
    this.verifier = verifier;
    this.workspace = verifier.workspace();
  }

  /** Compares at least so many cases; a difference fails with the seed that made it. */
  public void run(long firstSeed, int atLeast) {
    for (long seed = firstSeed; cases < atLeast; seed++) {
      compare(seed);
    }
    assertTrue(holding.getOrDefault(Corruption.NONE, 0) > 0, "valid signatures hold");
  }

  /** How many cases were compared, and how many of each corruption still hold. */
  public String summary() {
    return cases + " cases by " + verifier.engine() + ", of which hold: " + holding;
  }

  private void compare(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SignedCase whole = SignedCase.random(random);
    List<SignedCase> spoilt = new ArrayList<>();
    List<Corruption> how = new ArrayList<>();
    SignatureBatch batch = new SignatureBatch();
    for (int i = 0; i < CASES_OF_A_SIGNATURE; i++) {
      Corruption corruption = Corruption.ALL.get(i % Corruption.ALL.size());
      SignedCase one = corruption.apply(whole, random);
      ExpandedKey key = verifier.expand(one.scheme(), one.key(), workspace);
      spoilt.add(one);
      how.add(corruption);
      batch.add(key, one.message(), one.signature());
    }
    verifier.verify(batch, workspace);
    for (int i = 0; i < spoilt.size(); i++) {
      SignedCase one = spoilt.get(i);
      String which = "seed " + seed + ", case " + i + ", " + how.get(i) + ", " + one.scheme();
      boolean expected = one.holds();
      assertEquals(expected, JdkOracle.holds(one), () -> "Bouncy Castle and the JDK: " + which);
      assertEquals(expected, batch.holds(i), () -> verifier.engine() + ": " + which);
      if (expected) {
        holding.merge(how.get(i), 1, Integer::sum);
      }
      cases++;
    }
  }
}
