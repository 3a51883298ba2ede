package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.testkit.vectors.VectorFile;
import io.ghostchain.testkit.vectors.VectorRun;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.crypto.params.SLHDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.SLHDSASigner;
import org.junit.jupiter.api.Test;

/** SLH-DSA against NIST's ACVP, and a signature that OpenSSL made. */
class SlhDsaVectorsTest {
  @Test
  void nistKeyGeneration() throws Exception {
    SignatureVectors.runPair(
        "acvp-nist-json/slhdsa_keyGen_prompt.json.gz",
        "acvp-nist-json/slhdsa_keyGen_results.json.gz",
        "SLH-DSA by bc",
        (group, test) ->
            group.text("parameterSet").endsWith("s")
                    && test.integer("tcId") % 10 > 2
                    && !System.getProperty("ghost.long", "").equals("slh-dsa")
                ? Optional.of("a slow set, of which the long run slh-dsa does all ten")
                : Optional.empty(),
        (group, test, answer) -> {
          byte[] seed = concatenate(test.hex("skSeed"), test.hex("skPrf"), test.hex("pkSeed"));
          byte[] publicKey = SignatureEngines.publicKey(scheme(group), seed);
          assertArrayEquals(answer.hex("pk"), publicKey, test::path);
          assertArrayEquals(answer.hex("sk"), BcSlhDsa.privateKey(seed, publicKey), test::path);
        });
  }

  /**
   * These verify with slh_verify_internal (FIPS 205 algorithm 20), without the context's prefix.
   */
  @Test
  void nistSignatureVerification() throws Exception {
    SignatureVectors.run(
        "acvp-nist-json/SLH-DSA-sigVer-FIPS205_internalProjection.json.gz",
        "SLH-DSA internal by bc",
        (run, group, test) -> {
          run.ran();
          SignatureScheme scheme = scheme(group);
          byte[] signature = test.hex("signature");
          assertEquals(
              test.bool("testPassed"),
              signature.length == scheme.signatureBytes()
                  && new Internal(scheme, test.hex("pk"))
                      .internalVerifySignature(test.hex("message"), signature),
              test::path);
        });
  }

  @Test
  void aSignatureOfOpenSslHoldsForEveryProvider() {
    VectorFile file = new VectorFile("openssl/slh-dsa-sha2-128s.txt.gz");
    for (SignatureEngine engine : SignatureVectors.engines(SignatureScheme.SLH_DSA_SHA2_128S)) {
      try (VectorRun run =
          file.run(SignatureVectors.subject(SignatureScheme.SLH_DSA_SHA2_128S, engine))) {
        run.expect(1);
        run.ran();
        String[] fields = file.text().strip().split(" ", -1);
        assertEquals(
            true,
            engine
                .verifyingKey(KnownAnswers.bytes(fields[1]))
                .verify(KnownAnswers.bytes(fields[2]), KnownAnswers.bytes(fields[3])));
      }
    }
  }

  private static SignatureScheme scheme(Json group) {
    return SignatureScheme.valueOf(
        group.text("parameterSet").toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static byte[] concatenate(byte[]... parts) {
    var whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  /** Bouncy Castle's internal interface, which only its heirs may call. */
  private static final class Internal extends SLHDSASigner {
    Internal(SignatureScheme scheme, byte[] publicKey) {
      init(false, new SLHDSAPublicKeyParameters(SignatureEngines.slhDsa(scheme), publicKey));
    }

    @Override
    protected boolean internalVerifySignature(byte[] message, byte[] signature) {
      return super.internalVerifySignature(message, signature);
    }
  }
}
