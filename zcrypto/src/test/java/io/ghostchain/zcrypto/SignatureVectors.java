package io.ghostchain.zcrypto;

import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.testkit.vectors.VectorFile;
import io.ghostchain.testkit.vectors.VectorRun;
import java.util.Collection;
import java.util.Optional;

/** What the tests against signature vectors share. */
final class SignatureVectors {
  private SignatureVectors() {}

  /** Every engine of a scheme that works here. */
  static Collection<SignatureEngine> engines(SignatureScheme scheme) {
    return scheme.selection().sound().values();
  }

  /** What is done with one test of a group. */
  @FunctionalInterface
  interface Check {
    void run(VectorRun run, Json group, Json test) throws Exception;
  }

  /** Runs a file of groups of tests; the check counts each. */
  static void run(String name, String subject, Check check) throws Exception {
    VectorFile file = new VectorFile(name);
    Json groups = file.json().get("testGroups");
    try (VectorRun run = file.run(subject)) {
      int total = 0;
      for (Json group : groups) {
        total += group.get("tests").size();
      }
      run.expect(total);
      for (Json group : groups) {
        for (Json test : group.get("tests")) {
          check.run(run, group, test);
        }
      }
    }
  }

  /** What is done with one test of NIST's and its answer. */
  @FunctionalInterface
  interface PairCheck {
    void run(Json group, Json test, Json answer) throws Exception;
  }

  /** Why a test is passed over, or nothing if it is run. */
  @FunctionalInterface
  interface Unfit {
    Optional<String> reason(Json group, Json test);
  }

  /** Runs a prompt of NIST's with the file of its answers, test by test, skipping none. */
  static void runPair(String prompt, String answers, String subject, PairCheck check)
      throws Exception {
    runPair(prompt, answers, subject, (group, test) -> Optional.empty(), check);
  }

  /** The same, but for tests that are unfit. */
  static void runPair(String prompt, String answers, String subject, Unfit unfit, PairCheck check)
      throws Exception {
    VectorFile answerFile = new VectorFile(answers);
    Json answerGroups = answerFile.json().get("testGroups");
    try (VectorRun answered = answerFile.run(subject)) {
      int total = 0;
      for (Json group : answerGroups) {
        total += group.get("tests").size();
      }
      answered.expect(total);
      run(
          prompt,
          subject,
          (run, group, test) -> {
            Optional<String> reason = unfit.reason(group, test);
            if (reason.isPresent()) {
              run.skipped(reason.get());
              answered.skipped(reason.get());
              return;
            }
            run.ran();
            answered.ran();
            check.run(
                group,
                test,
                by(
                    "tcId",
                    test.integer("tcId"),
                    by("tgId", group.integer("tgId"), answerGroups).get("tests")));
          });
    }
  }

  private static Json by(String member, int id, Json all) {
    for (Json one : all) {
      if (one.integer(member) == id) {
        return one;
      }
    }
    throw new AssertionError(all + " has none with " + member + " " + id);
  }

  static String subject(SignatureScheme scheme, SignatureEngine engine) {
    return scheme.standardName() + " by " + engine.provider().label();
  }

  static boolean isValid(Json test) {
    return test.text("result").equals("valid");
  }
}
