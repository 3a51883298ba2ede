package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcrypto.SignatureScheme;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Puts known answers from public test vectors, those of zcrypto's providers, to an engine. */
final class SelfTest {
  private SelfTest() {}

  /** What is wrong by a valid and an invalid answer of each set, or null: some milliseconds. */
  static @Nullable String fault(MlDsaVerifier verifier) {
    return fault(verifier, false);
  }

  /** What is wrong by every known answer, or null: a second in a young process. */
  static @Nullable String faultInAny(MlDsaVerifier verifier) {
    return fault(verifier, true);
  }

  /** Expanding a key and verifying eight signatures of each set, for warming up and measuring. */
  static Work work(MlDsaVerifier verifier) {
    return new Work(verifier);
  }

  /** See {@link #work}. One thread owns it. */
  static final class Work {
    private static final int SIGNATURES = 8;

    private final MlDsaVerifier verifier;
    private final Workspace workspace;
    private final List<Answer> answers = new ArrayList<>();
    private final SignatureBatch batch = new SignatureBatch();

    private Work(MlDsaVerifier verifier) {
      this.verifier = verifier;
      this.workspace = verifier.workspace();
      for (ParameterSet set : ParameterSet.values()) {
        answers.addAll(read(set.scheme, false).stream().filter(Answer::holds).toList());
      }
    }

    /** Does it once and says how long it took. */
    long nanos() {
      long start = System.nanoTime();
      for (Answer answer : answers) {
        ExpandedKey key = verifier.expand(answer.scheme(), answer.key(), workspace);
        batch.clear();
        for (int i = 0; i < SIGNATURES; i++) {
          batch.add(key, answer.message(), answer.signature());
        }
        verifier.verify(batch, workspace);
      }
      return System.nanoTime() - start;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  private record Answer(
      SignatureScheme scheme, boolean holds, byte[] key, byte[] message, byte[] signature) {}

  private static @Nullable String fault(MlDsaVerifier verifier, boolean all) {
    Workspace workspace = verifier.workspace();
    SignatureBatch batch = new SignatureBatch();
    List<Answer> answers = new ArrayList<>();
    for (ParameterSet set : ParameterSet.values()) {
      for (Answer answer : read(set.scheme, all)) {
        if (answer.key().length == set.scheme.publicKeyBytes()) {
          ExpandedKey key = verifier.expand(set.scheme, answer.key(), workspace);
          batch.add(key, answer.message(), answer.signature());
          answers.add(answer);
        }
      }
    }
    verifier.verify(batch, workspace);
    for (int i = 0; i < answers.size(); i++) {
      if (batch.holds(i) != answers.get(i).holds()) {
        return answers.get(i).holds() ? "refused a valid signature" : "accepted an invalid one";
      }
    }
    return null;
  }

  private static List<Answer> read(SignatureScheme scheme, boolean all) {
    String name = "known-answers/" + scheme.label() + ".txt.gz";
    List<Answer> answers = new ArrayList<>();
    Set<Boolean> seen = new HashSet<>();
    try (InputStream file = SignatureScheme.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("zcrypto's jar has no " + name);
      }
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
        for (String line; (all || seen.size() < 2) && (line = lines.readLine()) != null; ) {
          String[] fields = line.split(" ", 4);
          boolean holds = fields[0].equals("valid");
          if (seen.add(holds) || all) {
            answers.add(
                new Answer(scheme, holds, bytes(fields[1]), bytes(fields[2]), bytes(fields[3])));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
    return answers;
  }

  private static byte[] bytes(String field) {
    return field.equals("-") ? new byte[0] : HexFormat.of().parseHex(field);
  }
}
