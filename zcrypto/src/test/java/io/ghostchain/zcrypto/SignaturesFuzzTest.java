package io.ghostchain.zcrypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keys, signatures and ciphertexts of strangers are used or refused; none of them throw. */
class SignaturesFuzzTest {
  private static final byte[] MESSAGE = {1, 2, 3};

  /** One of each family. */
  private static final List<SignatureScheme> SCHEMES =
      List.of(
          SignatureScheme.ML_DSA_44,
          SignatureScheme.SLH_DSA_SHA2_128S,
          SignatureScheme.SECP256K1,
          SignatureScheme.ED25519,
          SignatureScheme.ML_DSA_44_ED25519);

  private static final Map<SignatureScheme, PublicKey> KEYS =
      SCHEMES.stream()
          .collect(Collectors.toMap(Function.identity(), s -> s.generate().publicKey()));

  /** The bytes are cut, or filled up with zeros, to what each scheme expects. */
  @FuzzTest
  void anyBytesAreAKeyThatVerifiesNothing(byte[] bytes) {
    for (SignatureScheme scheme : SCHEMES) {
      PublicKey key = PublicKey.of(scheme, Arrays.copyOf(bytes, scheme.publicKeyBytes()));
      assertArrayEquals(key.raw(), PublicKey.of(scheme, key.raw()).raw());
      int tail = Math.min(bytes.length, scheme.publicKeyBytes());
      byte[] signature =
          Arrays.copyOf(Arrays.copyOfRange(bytes, tail, bytes.length), scheme.signatureBytes());
      // Ed25519 keys of small order would verify: the rule refuses them.
      assertFalse(key.verify(MESSAGE, signature), () -> scheme + " verified noise");
    }
  }

  @FuzzTest
  void anyBytesAreASignatureThatDoesNotHold(byte[] signature) {
    KEYS.forEach((scheme, key) -> {
      assertFalse(key.verify(MESSAGE, signature), () -> scheme + " verified noise");
      assertFalse(key.verify(MESSAGE, Arrays.copyOf(signature, scheme.signatureBytes())));
    });
  }

  @FuzzTest
  void anySignatureLeadsToAKeyThatVerifiesItOrToNone(byte[] bytes) {
    byte[] digest = Hash.sha256(MESSAGE).bytes();
    byte[] signature = Arrays.copyOf(bytes, 64);
    for (int parity = 0; parity < 2; parity++) {
      Secp256k1.recover(digest, signature, parity)
          .ifPresent(key -> assertTrue(Secp256k1.verify(key, digest, signature)));
    }
    assertTrue(Secp256k1.recover(digest, bytes, -1).isEmpty());
  }

  @FuzzTest
  void anyBytesAreAKeyToSealToOrRefused(byte[] bytes) {
    for (KemScheme scheme : KemScheme.values()) {
      try {
        KemPublicKey key = KemPublicKey.of(scheme, Arrays.copyOf(bytes, scheme.publicKeyBytes()));
        assertArrayEquals(key.raw(), KemPublicKey.of(scheme, key.raw()).raw());
        assertNotNull(key.encapsulate());
      } catch (IllegalArgumentException refused) {
        assertNotNull(refused.getMessage());
      }
    }
  }

  @FuzzTest
  void anyTextIsAHashOrRefused(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    try {
      Hash hash = Hash.parse(text);
      assertEquals(hash, Hash.parse(hash.toString()));
      assertEquals(hash, Hash.read(hash.bytes(), 0));
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
