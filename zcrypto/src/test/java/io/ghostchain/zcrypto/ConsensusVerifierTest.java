package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsensusVerifierTest {
  private static final byte[] MESSAGE = new byte[48];

  @Test
  void theSchemesOfAccountsVerify() {
    ConsensusVerifier verifier = ConsensusVerifier.forAccounts();
    assertEquals(List.of(), verifier.exclusions());
    assertEquals(ConsensusVerifier.ACCOUNT_SCHEMES, verifier.providers().keySet());
    List<Verifier.Claim> claims = new ArrayList<>();
    for (SignatureScheme scheme :
        List.of(
            SignatureScheme.ML_DSA_44,
            SignatureScheme.ML_DSA_65,
            SignatureScheme.ML_DSA_87,
            SignatureScheme.SECP256K1)) {
      try (PrivateKey key = scheme.generate()) {
        claims.add(new Verifier.Claim(key.publicKey(), MESSAGE, key.sign(MESSAGE)));
        claims.add(new Verifier.Claim(key.publicKey(), new byte[47], key.sign(MESSAGE)));
      }
    }
    assertArrayEquals(
        new boolean[] {true, false, true, false, true, false, true, false},
        verifier.verifyAll(claims));
  }

  @Test
  void aSchemeThatIsNotAdmittedDoesNotHold() {
    try (PrivateKey key = SignatureScheme.ED25519.generate()) {
      byte[] signature = key.sign(MESSAGE);
      assertTrue(key.publicKey().verify(MESSAGE, signature));
      assertFalse(ConsensusVerifier.forAccounts().verify(key.publicKey(), MESSAGE, signature));
      assertTrue(
          ConsensusVerifier.forSchemes(Set.of(SignatureScheme.ED25519))
              .verify(key.publicKey(), MESSAGE, signature));
    }
  }

  @Test
  void whatIsVerifiedFirstOrCheckedFirstHasTheSameProvider() {
    ConsensusVerifier checked = ConsensusVerifier.forAccounts();
    checked.check();
    ConsensusVerifier used = ConsensusVerifier.forAccounts();
    try (PrivateKey key = SignatureScheme.ML_DSA_44.generate()) {
      assertTrue(used.verify(key.publicKey(), MESSAGE, key.sign(MESSAGE)));
    }
    assertEquals(checked.providers(), used.providers());
  }

  @Test
  void ed25519IsBouncyCastlesAlone() {
    assertEquals(
        CryptoProvider.BC,
        ConsensusVerifier.forSchemes(Set.of(SignatureScheme.ED25519))
            .providers()
            .get(SignatureScheme.ED25519));
  }

  @Test
  void aSchemeWithoutRuleIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ConsensusVerifier.forSchemes(Set.of(SignatureScheme.ML_DSA_65_ED25519)));
  }
}
