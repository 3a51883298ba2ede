package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.util.BigIntegers;
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
        byte[] signature =
            scheme == SignatureScheme.SECP256K1 ? overKeccak(key) : key.sign(MESSAGE);
        claims.add(new Verifier.Claim(key.publicKey(), MESSAGE, signature));
        claims.add(new Verifier.Claim(key.publicKey(), new byte[47], signature));
      }
    }
    assertArrayEquals(
        new boolean[] {true, false, true, false, true, false, true, false},
        verifier.verifyAll(claims));
  }

  @Test
  void secp256k1IsOverKeccakAndNotOverSha256() {
    ConsensusVerifier verifier = ConsensusVerifier.forAccounts();
    try (PrivateKey key = SignatureScheme.SECP256K1.generate()) {
      assertTrue(verifier.verify(key.publicKey(), MESSAGE, overKeccak(key)));
      assertFalse(verifier.verify(key.publicKey(), MESSAGE, key.sign(MESSAGE)));
    }
  }

  @Test
  void secp256k1KeepsTheRangesAndTheForm() {
    ConsensusVerifier verifier = ConsensusVerifier.forAccounts();
    try (PrivateKey key = SignatureScheme.SECP256K1.generate();
        PrivateKey other = SignatureScheme.SECP256K1.generate()) {
      byte[] good = overKeccak(key);
      assertFalse(verifier.verify(other.publicKey(), MESSAGE, good));
      BigInteger s = new BigInteger(1, Arrays.copyOfRange(good, 32, 64));
      List<byte[]> bad = new ArrayList<>();
      bad.add(with(good, 32, EcdsaRule.ORDER.subtract(s)));
      bad.add(with(good, 32, s.add(EcdsaRule.ORDER.shiftRight(1))));
      bad.add(with(good, 32, BigInteger.ZERO));
      bad.add(with(good, 0, BigInteger.ZERO));
      bad.add(with(good, 0, EcdsaRule.ORDER));
      bad.add(Arrays.copyOf(good, 65));
      bad.add(Arrays.copyOf(good, 63));
      bad.add(new byte[64]);
      bad.add(new byte[0]);
      for (byte[] signature : bad) {
        assertFalse(
            verifier.verify(key.publicKey(), MESSAGE, signature),
            HexFormat.of().formatHex(signature));
      }
      byte[] uncompressedMark = key.publicKey().raw();
      uncompressedMark[0] = 4;
      byte[] notOnTheCurve = new byte[33];
      notOnTheCurve[0] = 2;
      notOnTheCurve[32] = 5;
      for (byte[] raw : List.of(uncompressedMark, notOnTheCurve)) {
        assertFalse(verifier.verify(SignatureScheme.SECP256K1.publicKey(raw), MESSAGE, good));
      }
    }
  }

  private static byte[] overKeccak(PrivateKey key) {
    return Secp256k1.sign(key, HashAlgorithm.KECCAK_256.hash(MESSAGE)).signature();
  }

  private static byte[] with(byte[] signature, int offset, BigInteger scalar) {
    byte[] changed = signature.clone();
    BigIntegers.asUnsignedByteArray(scalar, changed, offset, 32);
    return changed;
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
