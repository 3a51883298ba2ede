package io.ghostchain.zcrypto.mldsa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zcrypto.ConsensusVerifier;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.Verifier;
import io.ghostchain.zcrypto.Verifier.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpandedKeyVerifierTest {
  private final MlDsaVerifier engine = MlDsaVerifier.of("java");
  private final ExpandedKeyCache cache = new ExpandedKeyCache(engine, 10_000_000);
  private final ConsensusVerifier consensus = ConsensusVerifier.forAccounts();
  private final Verifier verifier = ExpandedKeyVerifier.forConsensus(engine, cache, consensus);

  @Test
  void itSaysOfMixedClaimsWhatTheConsensusVerifierSays() {
    SplittableRandom random = new SplittableRandom(9);
    List<Claim> claims = new ArrayList<>();
    try (PrivateKey classical = SignatureScheme.SECP256K1.generate();
        PrivateKey other = SignatureScheme.ED25519.generate()) {
      List<SignedCase> pool = SignedCase.some(random, 6);
      for (int i = 0; i < 60; i++) {
        SignedCase one = pool.get(random.nextInt(pool.size()));
        Corruption[] ways = Corruption.values();
        SignedCase put =
            random.nextBoolean() ? one : ways[random.nextInt(ways.length)].apply(one, random);
        claims.add(new Claim(put.scheme().publicKey(put.key()), put.message(), put.signature()));
        if (i % 7 == 0) {
          byte[] message = SignedCase.bytes(random, 40);
          claims.add(new Claim(classical.publicKey(), message, classical.sign(message)));
          claims.add(new Claim(classical.publicKey(), new byte[1], classical.sign(message)));
          claims.add(new Claim(other.publicKey(), message, other.sign(message)));
        }
      }
    }
    boolean[] expected = consensus.verifyAll(claims);
    for (int round = 0; round < 3; round++) {
      assertArrayEquals(expected, verifier.verifyAll(claims));
    }
    for (int i = 0; i < expected.length; i++) {
      Claim claim = claims.get(i);
      assertEquals(expected[i], verifier.verify(claim.key(), claim.message(), claim.signature()));
    }
    assertTrue(cache.statistics().hits() > 0);
    assertEquals(0, verifier.verifyAll(List.of()).length);
  }

  @Test
  void keysThatComeAgainAreKept() {
    SignedCase one = SignedCase.random(new SplittableRandom(1));
    var key = one.scheme().publicKey(one.key());
    for (int i = 0; i < 3; i++) {
      assertTrue(verifier.verify(key, one.message(), one.signature()));
      assertFalse(verifier.verify(key, new byte[500], one.signature()));
    }
    assertEquals(1, cache.statistics().entries());
    assertEquals(4, cache.statistics().hits());
  }
}
