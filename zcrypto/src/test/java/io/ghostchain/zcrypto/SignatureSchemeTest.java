package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.Property;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureSchemeTest {
  private static final String SLOW = "SLH_DSA_(SHA2_(192|256)S|SHAKE_(128|192|256)S)";

  /** All but five sets of SLH-DSA that sign for seconds, which {@link #slowOnes} does. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = SLOW)
  void aSignatureHoldsForItsMessageAlone(SignatureScheme scheme) {
    assertSignatureHoldsForItsMessageAlone(scheme);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = SLOW)
  @EnabledIfSystemProperty(named = "ghost.long", matches = "slh-dsa")
  void slowOnes(SignatureScheme scheme) {
    assertSignatureHoldsForItsMessageAlone(scheme);
  }

  private static void assertSignatureHoldsForItsMessageAlone(SignatureScheme scheme) {
    byte[] seed = new byte[scheme.seedBytes()];
    Arrays.fill(seed, (byte) 7);
    try (PrivateKey key = scheme.fromSeed(seed)) {
      byte[] message = {1, 2, 3};
      byte[] signature = key.sign(message);
      assertEquals(scheme.signatureBytes(), signature.length);
      assertEquals(scheme.publicKeyBytes(), key.publicKey().raw().length);
      assertArrayEquals(seed, key.seed());
      assertTrue(key.publicKey().verify(message, signature));
      assertFalse(key.publicKey().verify(new byte[] {1, 2, 4}, signature));
      signature[7] ^= 1;
      assertFalse(key.publicKey().verify(message, signature));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = SLOW)
  void aDestroyedKeySignsNothing(SignatureScheme scheme) {
    PrivateKey key = scheme.generate();
    key.close();
    key.close();
    assertTrue(key.isDestroyed());
    assertThrows(IllegalStateException.class, () -> key.sign(new byte[1]));
    assertThrows(IllegalStateException.class, key::seed);
  }

  @ParameterizedTest
  @EnumSource
  void aKeyOrSeedOfAnotherLengthIsRefused(SignatureScheme scheme) {
    assertThrows(
        IllegalArgumentException.class, () -> scheme.fromSeed(new byte[scheme.seedBytes() + 1]));
    assertThrows(
        IllegalArgumentException.class,
        () -> scheme.publicKey(new byte[scheme.publicKeyBytes() - 1]));
  }

  @Test
  void idsAndLabelsAreDistinctAndLeadBack() {
    Set<String> labels = new HashSet<>();
    for (SignatureScheme scheme : SignatureScheme.values()) {
      assertEquals(scheme, SignatureScheme.ofId(scheme.id()));
      assertTrue(labels.add(scheme.label()));
    }
    assertThrows(IllegalArgumentException.class, () -> SignatureScheme.ofId(0));
    assertThrows(IllegalArgumentException.class, () -> SignatureScheme.ofId(20));
  }

  @Property(cases = 20)
  void nonsenseNeitherHoldsNorThrows(RandomGenerator random) {
    for (SignatureScheme scheme : SignatureScheme.values()) {
      byte[] raw = new byte[scheme.publicKeyBytes()];
      random.nextBytes(raw);
      byte[] message = new byte[random.nextInt(100)];
      random.nextBytes(message);
      byte[] signature =
          new byte[random.nextBoolean() ? scheme.signatureBytes() : random.nextInt(200)];
      random.nextBytes(signature);
      assertFalse(scheme.publicKey(raw).verify(message, signature), scheme::toString);
    }
  }

  @Test
  void aSecretOutsideTheGroupIsNoSecp256k1Key() {
    byte[] order = new byte[32];
    byte[] number = EcdsaRule.ORDER.toByteArray();
    System.arraycopy(number, 1, order, 0, 32);
    assertThrows(IllegalArgumentException.class, () -> SignatureScheme.SECP256K1.fromSeed(order));
    assertThrows(
        IllegalArgumentException.class, () -> SignatureScheme.SECP256K1.fromSeed(new byte[32]));
    order[31]--;
    SignatureScheme.SECP256K1.fromSeed(order).close();
  }
}
