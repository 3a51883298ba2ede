package io.ghostchain.testkit.vectors;

import java.util.Map;
import java.util.TreeMap;

/**
 * The vectors of one file put to one subject: each is either run or skipped for a stated reason,
 * and closing checks that together they are as many as the file holds.
 *
 * <pre>{@code
 * var file = new VectorFile("wycheproof/ed25519_test.json.gz");
 * Json json = file.json();
 * try (VectorRun run = file.run("Ed25519 by bc")) {
 *   run.expect(json.integer("numberOfTests"));
 *   for (Json group : json.get("testGroups")) {
 *     for (Json test : group.get("tests")) {
 *       run.ran();
 *       assertEquals(..., test.path());
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Closing adds a line to {@code target/vectors-report.txt}. One thread owns it.
 */
public final class VectorRun implements AutoCloseable {
  private final VectorFile file;
  private final String subject;
  private final Map<String, Integer> skipped = new TreeMap<>();
  private int ran;
  private int expected = -1;

  VectorRun(VectorFile file, String subject) {
    this.file = file;
    this.subject = subject;
  }

  /** Says how many vectors the file holds. */
  public void expect(int vectors) {
    expected = vectors;
  }

  /** Counts one vector that is put to the test. */
  public void ran() {
    ran++;
  }

  /** Counts one vector that is not put to the test, and says why. */
  public void skipped(String reason) {
    skipped.merge(reason, 1, Integer::sum);
  }

  /**
   * Ends the run and enters it in the report.
   *
   * @throws AssertionError if no vector ran, or some were passed over in silence
   */
  @Override
  public void close() {
    int total = ran + skipped.values().stream().mapToInt(Integer::intValue).sum();
    VectorReport.enter(new VectorReport.Line(file.name(), subject, ran, Map.copyOf(skipped)));
    if (ran == 0) {
      throw new AssertionError(file.name() + ": no vector ran for " + subject);
    }
    if (expected < 0) {
      throw new AssertionError(file.name() + ": nobody said how many vectors it holds");
    }
    if (total != expected) {
      throw new AssertionError(
          file.name() + ": it holds " + expected + " vectors, but ran and skipped are " + total);
    }
  }
}
