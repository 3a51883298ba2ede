package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.testkit.vectors.VectorFile;
import io.ghostchain.testkit.vectors.VectorRun;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ed25519 of every provider, behind our rule, against Wycheproof and CCTV. */
class Ed25519VectorsTest {
  @Test
  void wycheproof() throws Exception {
    for (SignatureEngine engine : SignatureVectors.engines(SignatureScheme.ED25519)) {
      SignatureVectors.run(
          "wycheproof/ed25519_test.json.gz",
          SignatureVectors.subject(SignatureScheme.ED25519, engine),
          (run, group, test) -> {
            run.ran();
            assertEquals(
                SignatureVectors.isValid(test),
                engine
                    .verifyingKey(group.get("publicKey").hex("pk"))
                    .verify(test.hex("msg"), test.hex("sig")),
                test::path);
          });
    }
  }

  @Test
  void cctv() {
    VectorFile file = new VectorFile("cctv/ed25519vectors.json.gz");
    Json cases = file.json();
    for (SignatureEngine engine : SignatureVectors.engines(SignatureScheme.ED25519)) {
      try (VectorRun run = file.run(SignatureVectors.subject(SignatureScheme.ED25519, engine))) {
        run.expect(cases.size());
        for (Json each : cases) {
          run.ran();
          assertEquals(
              holds(each),
              engine
                  .verifyingKey(HexFormat.of().parseHex(each.text("key")))
                  .verify(
                      each.text("msg").getBytes(StandardCharsets.UTF_8),
                      HexFormat.of().parseHex(each.text("sig"))),
              () -> each.path() + " " + flags(each));
        }
      }
    }
  }

  /** Each flag names points with a component of small order, or not canonical: we refuse all. */
  static boolean holds(Json each) {
    return flags(each).isEmpty();
  }

  static List<String> flags(Json each) {
    List<String> flags = new ArrayList<>();
    if (each.has("flags")) {
      for (Json flag : each.get("flags")) {
        flags.add(flag.text());
      }
    }
    return flags;
  }
}
