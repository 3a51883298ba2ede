package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.testkit.vectors.VectorFile;
import io.ghostchain.testkit.vectors.VectorRun;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The hybrid signatures against the vectors of draft-ietf-lamps-pq-composite-sigs. */
class CompositeVectorsTest {
  @Test
  void ofTheDraft() throws KeyFormatException {
    VectorFile file = new VectorFile("drafts/composite-sigs.json.gz");
    Json json = file.json();
    byte[] message = base64(json, "m");
    try (VectorRun run = file.run("ML-DSA with Ed25519")) {
      run.expect(json.get("tests").size());
      for (Json test : json.get("tests")) {
        switch (test.text("tcId")) {
          case "id-MLDSA44-Ed25519-SHA512" -> {
            run.ran();
            check(SignatureScheme.ML_DSA_44_ED25519, test, message);
          }
          case "id-MLDSA65-Ed25519-SHA512" -> {
            run.ran();
            check(SignatureScheme.ML_DSA_65_ED25519, test, message);
          }
          default -> run.skipped("a combination that we do not have");
        }
      }
    }
  }

  private static void check(SignatureScheme scheme, Json test, byte[] message)
      throws KeyFormatException {
    PublicKey publicKey = scheme.publicKey(base64(test, "pk"));
    byte[] signature = base64(test, "s");
    assertTrue(publicKey.verify(message, signature));
    assertFalse(publicKey.verify(message, base64(test, "sWithContext")));
    try (PrivateKey key = Pkcs8.read(base64(test, "sk_pkcs8"))) {
      assertArrayEquals(base64(test, "sk"), key.seed());
      assertArrayEquals(publicKey.raw(), key.publicKey().raw());
      assertTrue(publicKey.verify(message, key.sign(message)));
    }
    for (int place : new int[] {0, signature.length - 1}) {
      byte[] changed = signature.clone();
      changed[place] ^= 1;
      assertFalse(publicKey.verify(message, changed), "both signatures must verify");
    }
  }

  private static byte[] base64(Json object, String member) {
    return Base64.getDecoder().decode(object.text(member));
  }
}
