package io.ghostchain.ghostd.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zcrypto.ConsensusVerifier;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetyNetTest {
  private final BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<Verifier.Claim> asked = new LinkedBlockingQueue<>();
  private final Verifier consensus = ConsensusVerifier.forAccounts();
  private final Verifier reference =
      (key, message, signature) -> {
        boolean holds = consensus.verify(key, message, signature);
        asked.add(new Verifier.Claim(key, message, signature));
        return holds;
      };

  @TempDir private Path folder;

  private static Verifier.Claim claim(SignatureScheme scheme) {
    byte[] seed = new byte[scheme.seedBytes()];
    seed[seed.length - 1] = 1;
    try (PrivateKey key = scheme.fromSeed(seed)) {
      byte[] message = {1, 2, 3};
      return new Verifier.Claim(key.publicKey(), message, key.sign(message));
    }
  }

  private static Verifier.Claim spoilt(Verifier.Claim claim) {
    byte[] signature = claim.signature().clone();
    signature[40] ^= 1;
    return new Verifier.Claim(claim.key(), claim.message(), signature);
  }

  private SafetyNet net(BooleanSupplier drawn) {
    return new SafetyNet(() -> "java", reference, folder, told::add, drawn);
  }

  @Test
  void rightAnswersPassInSilence() throws Exception {
    var claim = claim(SignatureScheme.ML_DSA_44);
    try (SafetyNet net = net(() -> true)) {
      net.sample(List.of(claim, spoilt(claim)), new boolean[] {true, false});
      assertNotNull(asked.poll(20, TimeUnit.SECONDS));
      assertNotNull(asked.poll(20, TimeUnit.SECONDS));
      net.confirmRefusals(List.of(claim, spoilt(claim)), new boolean[] {true, false});
      assertEquals(3, net.rechecked());
    }
    assertTrue(told.isEmpty());
  }

  @Test
  void aWrongAcceptanceIsToldWithItsInput() throws Exception {
    var wrong = spoilt(claim(SignatureScheme.ML_DSA_65));
    try (SafetyNet net = net(() -> true)) {
      net.sample(List.of(wrong), new boolean[] {true});
      var difference =
          assertInstanceOf(VerificationDifference.class, told.poll(20, TimeUnit.SECONDS));
      assertEquals(
          "engine java accepted a signature of ML_DSA_65 and the provider did not",
          difference.getMessage());
    }
    String report = report();
    assertTrue(report.contains("engine java accepted\nprovider refused\n"), report);
    HexFormat hex = HexFormat.of();
    assertTrue(report.contains("\nkey " + hex.formatHex(wrong.key().raw()) + "\n"), report);
    assertTrue(report.contains("\nmessage 010203\n"), report);
    assertTrue(report.contains("\nsignature " + hex.formatHex(wrong.signature()) + "\n"), report);
  }

  @Test
  void aBlockIsNotRefusedForASignatureThatHolds() throws Exception {
    var claim = claim(SignatureScheme.ML_DSA_87);
    try (SafetyNet net = net(() -> false)) {
      var difference =
          assertThrows(
              VerificationDifference.class,
              () -> net.confirmRefusals(List.of(claim), new boolean[] {false}));
      assertEquals(
          "engine java refused a signature of ML_DSA_87 and the provider did not",
          difference.getMessage());
    }
    assertTrue(report().contains("engine java refused\nprovider accepted\n"));
  }

  @Test
  void whatProvidersVerifyAnywayIsNotCheckedTwice() throws Exception {
    var classical = claim(SignatureScheme.SECP256K1);
    var drawn = claim(SignatureScheme.ML_DSA_44);
    try (SafetyNet net = net(() -> true)) {
      net.confirmRefusals(List.of(classical), new boolean[] {false});
      net.sample(List.of(classical, drawn), new boolean[] {true, true});
      assertEquals(drawn, assertInstanceOf(Verifier.Claim.class, asked.poll(20, TimeUnit.SECONDS)));
    }
  }

  @Test
  void onlyWhatIsDrawnIsCheckedAndNothingWaitsForIt() throws Exception {
    var claim = claim(SignatureScheme.ML_DSA_44);
    int[] turns = new int[1];
    try (SafetyNet net = net(() -> turns[0]++ % 1_000 == 999)) {
      net.sample(Collections.nCopies(3_000, claim), holds(3_000));
      for (int i = 0; i < 3; i++) {
        assertNotNull(asked.poll(20, TimeUnit.SECONDS));
      }
    }
    assertTrue(asked.isEmpty());
    // Far more than the spare thread can do: what does not fit is left out.
    try (SafetyNet net = net(() -> true)) {
      net.sample(Collections.nCopies(100_000, claim), holds(100_000));
      assertTrue(net.rechecked() < 100_000);
    }
  }

  private String report() throws Exception {
    try (var files = Files.list(folder)) {
      List<Path> found = files.toList();
      assertEquals(1, found.size(), found.toString());
      assertTrue(found.getFirst().getFileName().toString().startsWith("verification-difference-"));
      return Files.readString(found.getFirst());
    }
  }

  private static boolean[] holds(int count) {
    boolean[] holds = new boolean[count];
    Arrays.fill(holds, true);
    return holds;
  }
}
