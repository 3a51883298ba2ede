package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.testkit.vectors.Json;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * secp256k1 of every provider against Wycheproof. A signature with the higher s is valid ECDSA but
 * not for us, so those count as refused. Signatures in DER are taken apart here, strictly.
 */
class Secp256k1VectorsTest {
  @ParameterizedTest
  @CsvSource({
    "p1363, ecdsa_secp256k1_sha256_p1363, SHA_256",
    "der, ecdsa_secp256k1_sha256, SHA_256",
    "der, ecdsa_secp256k1_sha256_bitcoin, SHA_256",
    "der, ecdsa_secp256k1_sha3_256, SHA3_256"
  })
  void wycheproof(String form, String file, HashAlgorithm hash) throws Exception {
    for (SignatureEngine engine : SignatureVectors.engines(SignatureScheme.SECP256K1)) {
      Ecdsa ecdsa = ecdsa(engine);
      SignatureVectors.run(
          "wycheproof/" + file + "_test.json.gz",
          SignatureVectors.subject(SignatureScheme.SECP256K1, engine),
          (run, group, test) -> {
            run.ran();
            Optional<byte[]> signature =
                form.equals("der") ? fromDer(test.hex("sig")) : Optional.of(test.hex("sig"));
            boolean lowS = signature.filter(bytes -> EcdsaRule.admitsSignature(bytes)).isPresent();
            byte[] key = compressed(group);
            byte[] message = test.hex("msg");
            boolean held =
                signature.isPresent()
                    && (hash == HashAlgorithm.SHA_256
                        ? engine.verifyingKey(key).verify(message, signature.get())
                        : lowS
                            && ecdsa
                                .verifyingDigest(key)
                                .verify(hash.hash(message), signature.get()));
            assertEquals(SignatureVectors.isValid(test) && lowS, held, test::path);
          });
    }
  }

  static byte[] compressed(Json group) {
    byte[] point = group.get("publicKey").hex("uncompressed");
    byte[] compressed = Arrays.copyOf(point, 33);
    compressed[0] = (byte) (2 + (point[64] & 1));
    return compressed;
  }

  private static Ecdsa ecdsa(SignatureEngine engine) {
    return ((EcdsaEngine) ((StrictSignatureEngine) engine).inner()).ecdsa();
  }

  /** r || s of an Ecdsa-Sig-Value (RFC 3279 section 2.2.3), if it is strict DER. */
  private static Optional<byte[]> fromDer(byte[] der) {
    try {
      DerReader whole = new DerReader(der);
      DerReader value = whole.enter(Der.SEQUENCE, "the signature");
      whole.end("the signature");
      byte[] signature = Arrays.copyOf(value.unsignedInteger(32, "r"), 64);
      System.arraycopy(value.unsignedInteger(32, "s"), 0, signature, 32, 32);
      value.end("the signature");
      return Optional.of(signature);
    } catch (KeyFormatException notDer) {
      return Optional.empty();
    }
  }
}
