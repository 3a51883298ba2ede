package io.ghostchain.zcrypto.conformance;

import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.testkit.vectors.VectorFile;
import io.ghostchain.testkit.vectors.VectorRun;
import java.util.Optional;
import java.util.function.Function;

/** The walk over a Wycheproof file: groups, tests, and what is counted. */
final class Vectors {
  private Vectors() {}

  /** Runs one test of a group; throws what an assertion throws. */
  @FunctionalInterface
  interface Check {
    void run(Json group, Json test) throws Exception;
  }

  /**
   * Runs all tests of a file but those of groups that {@code unfit} gives a reason to skip.
   *
   * @param name the file's, under {@code wycheproof/} and without {@code _test.json.gz}
   */
  static void wycheproof(
      String name, String subject, Function<Json, Optional<String>> unfit, Check check)
      throws Exception {
    var file = new VectorFile("wycheproof/" + name + "_test.json.gz");
    Json json = file.json();
    try (VectorRun run = file.run(subject)) {
      run.expect(json.integer("numberOfTests"));
      for (Json group : json.get("testGroups")) {
        Optional<String> reason = unfit.apply(group);
        for (Json test : group.get("tests")) {
          if (reason.isPresent()) {
            run.skipped(reason.get());
          } else {
            run.ran();
            check.run(group, test);
          }
        }
      }
    }
  }

  static boolean isValid(Json test) {
    return test.text("result").equals("valid");
  }
}
