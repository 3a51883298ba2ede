package io.ghostchain.zcrypto.hd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.Hmac;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.mnemonic.Mnemonic;
import io.ghostchain.zcrypto.mnemonic.MnemonicLanguage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HdKeyTest {
  /**
   * Our own vectors (docs/internals/keys.md): the raw key at account 0, index 0, and SHA-256 of the
   * public key, from the seed of the sentence "abandon ... about" without passphrase.
   */
  @ParameterizedTest
  @CsvSource({
    "ML_DSA_44, 3219e1b5f660ae03e1d048d25aadef8ac4e0836636ae5f2bff54a358c869d983, 04b5a1fbc64f82b88ae4b6b082fe0daa969908a866a366b4c71d149ce86a6b6e",
    "ML_DSA_65, 06087581fc273e416060db487d5c70632fad138da5ebd9be7b81a2e481392843, 7c56366c7f64eed39e0b85588a8ea23cc50a00c3355281c984492aaa5c5ab6e1",
    "ML_DSA_87, fedc69108abfccd2bf27d7631cbd2f5e28f7066be137f9373ec0a16aa416571c, fb2b5c1222c27249327005f912d5e43cd98517d98df7407760aba84d7b65cb1c",
    "SLH_DSA_SHA2_128S, 153ecbb094ba53d244649fa627c3602e8499ffc42091ac6dd54839fcf03f99f2, 34bd611d64b9579fdc7439dd601b91153c5b4029b5ccd60ff81bf54305468495",
    "SECP256K1, 034f8b069c648ddd1aaff8abeee3e36b2aa82b3ead4cec84b25fd340cfc90cb1, b3c25ad26028e549d58211373dbec722ef507ff07a183719ab8b0935a965e98a",
    "ED25519, 68e36e1d5d1aa0eb069c4eaeb3d470370eec5c10adff4cd71410ac01f391d738, a5c8e5d6a04c6853ccff3f0882aebe7b1e7dc51b0e31d9ce331894ed89aa5261",
    "ML_DSA_65_ED25519, 6234d0cb291521e6a0cbf57e203ceaa0c30636cbb872ee7133525f309c0b740d, 3785e09057abef6fd30b385a3c742429c7be58b88c7ec5544c1ba6c340bf3bb3"
  })
  void theKeysOfAKnownSentenceArePinned(SignatureScheme scheme, String raw, String publicKey) {
    try (Mnemonic mnemonic = Mnemonic.ofEntropy(MnemonicLanguage.ENGLISH, new byte[16]);
        SecretBytes seed = mnemonic.seed(new char[0]);
        HdKey master = HdScheme.of(scheme).master(seed);
        HdKey key = master.derive(DerivationPath.ofAccount(0, 0));
        PrivateKey signs = key.signingKey()) {
      assertEquals(raw, HexFormat.of().formatHex(key.raw().bytes()));
      assertEquals(publicKey, Hash.sha256(signs.publicKey().raw()).toString());
      byte[] message = {1, 2, 3};
      assertTrue(signs.publicKey().verify(message, signs.sign(message)));
    }
  }

  /** The rule of docs/internals/keys.md, spelled out with nothing but HMAC-SHA-512. */
  @Test
  void aPostQuantumSeedFollowsTheWrittenRule() {
    byte[] seed = new byte[64];
    Arrays.fill(seed, (byte) 7);
    byte[] domain = "ML-DSA-65 seed".getBytes(StandardCharsets.US_ASCII);
    byte[] hash = Hmac.SHA_512.tag(domain, seed);
    for (int number : List.of(44, 0x47485354, 1, 0, 2)) {
      hash =
          Hmac.SHA_512.tag(
              Arrays.copyOfRange(hash, 32, 64),
              ByteBuffer.allocate(37)
                  .put((byte) 0)
                  .put(hash, 0, 32)
                  .putInt(number | 0x80000000)
                  .array());
    }
    try (HdKey master = HdScheme.of(SignatureScheme.ML_DSA_65).master(SecretBytes.copyOf(seed));
        HdKey key = master.derive(DerivationPath.ofAccount(1, 2));
        PrivateKey signs = key.signingKey()) {
      assertArrayEquals(Arrays.copyOf(hash, 32), key.raw().bytes());
      assertArrayEquals(Arrays.copyOf(hash, 32), signs.seed());
    }
  }

  /** A seed of another length is expanded from the key, under the domain. */
  @Test
  void anSlhDsaSeedFollowsTheWrittenRule() {
    SignatureScheme scheme = SignatureScheme.SLH_DSA_SHA2_128S;
    byte[] info = "SLH-DSA-SHA2-128s seed".getBytes(StandardCharsets.US_ASCII);
    try (HdKey master = HdScheme.of(scheme).master(SecretBytes.random(64));
        PrivateKey signs = master.signingKey()) {
      byte[] prk = master.raw().bytes();
      byte[] first = Hmac.SHA_256.tag(prk, info, new byte[] {1});
      byte[] second = Hmac.SHA_256.tag(prk, first, info, new byte[] {2});
      byte[] expected = Arrays.copyOf(first, 48);
      System.arraycopy(second, 0, expected, 32, 16);
      assertArrayEquals(expected, signs.seed());
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void noTwoSchemesShareAKey(HdScheme scheme) {
    var seed = SecretBytes.random(32);
    schemes()
        .forEach(other -> {
          try (HdKey one = scheme.master(seed);
              HdKey two = other.master(seed)) {
            assertEquals(scheme == other, one.raw().sameAs(two.raw()));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void schemesWithoutNormalChildrenSaySo(HdScheme scheme) {
    try (HdKey master = scheme.master(SecretBytes.random(32))) {
      if (scheme == HdScheme.SECP256K1 || scheme == HdScheme.P256) {
        assertTrue(scheme.hasNormalChildren());
        assertEquals(1, master.child(ChildIndex.normal(0)).depth());
      } else {
        assertFalse(scheme.hasNormalChildren());
        assertThrows(IllegalArgumentException.class, () -> master.child(ChildIndex.normal(0)));
        assertThrows(IllegalStateException.class, master::publicHalf);
      }
    }
  }

  private static Stream<HdScheme> schemes() {
    return Stream.concat(
        Stream.of(HdScheme.SECP256K1, HdScheme.P256, HdScheme.ED25519, HdScheme.X25519),
        Stream.of(SignatureScheme.values()).map(HdScheme::of));
  }

  @Test
  void aWatchingWalletDerivesTheSamePublicKeysOnP256() {
    try (HdKey master = HdScheme.P256.master(SecretBytes.random(32))) {
      HdPublicKey watched = master.publicHalf();
      for (int i = 0; i < 5; i++) {
        try (HdKey child = master.child(ChildIndex.normal(i))) {
          assertEquals(child.publicHalf(), watched.child(ChildIndex.normal(i)));
        }
      }
      assertThrows(IllegalArgumentException.class, () -> watched.child(ChildIndex.hardened(0)));
    }
  }

  @Test
  void aTreeEndsAtDepth255() {
    HdKey key = HdScheme.of(SignatureScheme.ML_DSA_44).master(SecretBytes.random(32));
    for (int i = 0; i < DerivationPath.DEPTH_MAX; i++) {
      key = key.child(ChildIndex.hardened(0));
    }
    HdKey deepest = key;
    assertEquals(255, deepest.depth());
    assertThrows(IllegalStateException.class, () -> deepest.child(ChildIndex.hardened(0)));
  }

  @Test
  void seedsAreBounded() {
    assertThrows(
        IllegalArgumentException.class, () -> HdScheme.ED25519.master(SecretBytes.random(15)));
    assertThrows(
        IllegalArgumentException.class, () -> HdScheme.ED25519.master(SecretBytes.random(65)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "M/0",
        "m/",
        "m//0",
        "m/-1",
        "m/+1",
        "m/2147483648",
        "m/99999999999",
        "m/0''",
        "m/'",
        "m/0x1",
        "m/ 1",
        "44'/0'",
        "m/\u0661"
      })
  void textsThatAreNoPathAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> DerivationPath.parse(text));
  }

  @Test
  void pathsReadBack() {
    assertEquals("m", DerivationPath.parse("m").toString());
    assertEquals("m/44'/0'/7", DerivationPath.parse("m/44h/0H/7").toString());
    assertEquals("m/44'/1195922260'/3'/0'/9'", DerivationPath.ofAccount(3, 9).toString());
    assertThrows(
        IllegalArgumentException.class, () -> DerivationPath.parse("m" + "/0".repeat(256)));
  }

  @Test
  void aClosedKeyDerivesNothing() {
    HdKey master = HdScheme.of(SignatureScheme.ML_DSA_65).master(SecretBytes.random(32));
    master.close();
    assertThrows(IllegalStateException.class, () -> master.child(ChildIndex.hardened(0)));
    assertThrows(IllegalStateException.class, master::signingKey);
  }
}
