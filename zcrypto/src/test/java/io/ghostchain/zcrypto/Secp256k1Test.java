package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.Property;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;

class Secp256k1Test {
  @Property(cases = 20)
  void theKeyIsRecoveredFromASignature(RandomGenerator random) {
    byte[] digest = new byte[32];
    random.nextBytes(digest);
    try (PrivateKey key = SignatureScheme.SECP256K1.generate()) {
      Secp256k1.Recoverable made = Secp256k1.sign(key, digest);
      assertTrue(Secp256k1.verify(key.publicKey(), digest, made.signature()));
      for (Ecdsa ecdsa : new Ecdsa[] {new BcEcdsa(), NativeEcdsa.load()}) {
        assertArrayEquals(
            key.publicKey().raw(),
            ecdsa.recover(digest, made.signature(), made.parity()).orElseThrow());
        assertArrayEquals(made.signature(), ecdsa.sign(key.seed(), digest));
      }
      digest[0] ^= 1;
      assertFalse(Secp256k1.verify(key.publicKey(), digest, made.signature()));
    }
  }

  @Test
  void theOtherSOfASignatureDoesNotHold() {
    byte[] digest = new byte[32];
    try (PrivateKey key = SignatureScheme.SECP256K1.generate()) {
      byte[] signature = Secp256k1.sign(key, digest).signature();
      BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
      BigIntegers.asUnsignedByteArray(EcdsaRule.ORDER.subtract(s), signature, 32, 32);
      assertFalse(Secp256k1.verify(key.publicKey(), digest, signature));
      assertEquals(Optional.empty(), Secp256k1.recover(digest, signature, 0));
    }
  }

  /** The secret 1: its point is the base point of SEC 2 section 2.4.1. */
  @Test
  void coordinatesAreThoseOfThePoint() {
    byte[] one = new byte[32];
    one[31] = 1;
    try (PrivateKey key = SignatureScheme.SECP256K1.fromSeed(one)) {
      byte[] coordinates = Secp256k1.coordinates(key.publicKey()).orElseThrow();
      assertEquals(
          "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
              + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8",
          HexFormat.of().formatHex(coordinates));
      // The well-known Ethereum address of the secret 1.
      assertEquals(
          "7e5f4552091a69125d5dfcb7b8c2659029395bdf",
          HexFormat.of().formatHex(HashAlgorithm.KECCAK_256.hash(coordinates), 12, 32));
    }
  }

  @Test
  void aKeyOfAnotherSchemeIsRefused() {
    try (PrivateKey key = SignatureScheme.ED25519.generate()) {
      assertThrows(IllegalArgumentException.class, () -> Secp256k1.sign(key, new byte[32]));
      assertThrows(
          IllegalArgumentException.class,
          () -> Secp256k1.verify(key.publicKey(), new byte[32], new byte[64]));
    }
  }
}
