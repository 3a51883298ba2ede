package io.ghostchain.ghostd.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.daemonkit.config.ByteSize;
import io.ghostchain.zcrypto.ConsensusVerifier;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.Verifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerVerifierTest {
  private final BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();

  @TempDir private Path folder;

  private LedgerVerifier verifier(VerifyConfig.Engine engine) {
    return new LedgerVerifier(
        new VerifyConfig(1, 64, 64, engine, new ByteSize(1 << 20)), folder, told::add);
  }

  /** The vectors need a flag of Java's that no test here has. */
  @ParameterizedTest
  @EnumSource(names = {"AUTO", "JAVA", "PROVIDER"})
  void everyEngineSaysWhatTheProvidersSay(VerifyConfig.Engine engine) {
    List<Verifier.Claim> claims = claims();
    boolean[] expected = ConsensusVerifier.forAccounts().verifyAll(claims);
    try (LedgerVerifier verifier = verifier(engine)) {
      verifier.check();
      for (Verifier one : List.of(verifier, verifier.ofBlocks(), verifier)) {
        assertArrayEquals(expected, one.verifyAll(claims));
      }
      for (int i = 0; i < expected.length; i++) {
        var claim = claims.get(i);
        assertEquals(
            expected[i],
            verifier.ofBlocks().verify(claim.key(), claim.message(), claim.signature()));
      }
    }
    assertTrue(told.isEmpty(), told.toString());
  }

  @Test
  void keysAreKeptAndRefusalsOfBlocksCheckedAgain() {
    List<Verifier.Claim> claims = claims();
    try (LedgerVerifier verifier = verifier(VerifyConfig.Engine.JAVA)) {
      assertEquals(0, verifier.keys().entries());
      assertEquals("java", verifier.engineName());
      for (int i = 0; i < 3; i++) {
        verifier.ofBlocks().verifyAll(claims);
      }
      assertEquals(3, verifier.keys().entries());
      assertTrue(verifier.keys().hits() > 0);
      // A spoilt one of each of the three sets, three times.
      assertTrue(verifier.rechecked() >= 9);
    }
  }

  @Test
  void withoutOurOwnCodeThereIsNothingToKeepOrCheckAgain() {
    try (LedgerVerifier verifier = verifier(VerifyConfig.Engine.PROVIDER)) {
      verifier.ofBlocks().verifyAll(claims());
      assertEquals("provider", verifier.engineName());
      assertEquals(0, verifier.keys().bytes());
      assertEquals(0, verifier.rechecked());
    }
  }

  private static List<Verifier.Claim> claims() {
    List<Verifier.Claim> claims = new ArrayList<>();
    for (SignatureScheme scheme : ConsensusVerifier.ACCOUNT_SCHEMES.stream().sorted().toList()) {
      if (scheme == SignatureScheme.SLH_DSA_SHA2_128S) {
        continue; // a second to sign
      }
      try (PrivateKey key = scheme.fromSeed(seed(scheme))) {
        byte[] message = scheme.toString().getBytes(StandardCharsets.UTF_8);
        byte[] signature = key.sign(message);
        claims.add(new Verifier.Claim(key.publicKey(), message, signature));
        byte[] spoilt = signature.clone();
        spoilt[spoilt.length / 2] ^= 4;
        claims.add(new Verifier.Claim(key.publicKey(), message, spoilt));
      }
    }
    return claims;
  }

  private static byte[] seed(SignatureScheme scheme) {
    byte[] seed = new byte[scheme.seedBytes()];
    seed[0] = 1;
    return seed;
  }
}
