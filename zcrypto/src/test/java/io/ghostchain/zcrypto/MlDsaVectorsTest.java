package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.testkit.vectors.VectorFile;
import io.ghostchain.testkit.vectors.VectorRun;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ML-DSA of every provider against Wycheproof, NIST's ACVP and CCTV. */
class MlDsaVectorsTest {
  private static final String SETS = "ML_DSA_(44|65|87)";
  private static final String ACVP = "acvp-nist-json/ML-DSA-";
  private static final String NO_CONTEXT_HERE = "a context, which this provider's API cannot take";
  private static final String NO_MU_HERE = "mu given, which this provider's API cannot take";

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = SETS)
  void wycheproofVerification(SignatureScheme scheme) throws Exception {
    for (SignatureEngine engine : SignatureVectors.engines(scheme)) {
      SignatureVectors.run(
          "wycheproof/" + wycheproof(scheme) + "_verify_test.json.gz",
          SignatureVectors.subject(scheme, engine),
          (run, group, test) -> {
            if (test.has("ctx") && engine.provider() != CryptoProvider.BC) {
              run.skipped(NO_CONTEXT_HERE);
              return;
            }
            run.ran();
            SignatureEngine asked =
                test.has("ctx") ? withContext(scheme, test.hex("ctx"), Entropy.RANDOM) : engine;
            assertEquals(
                SignatureVectors.isValid(test),
                verifies(asked, group.hex("publicKey"), test),
                test::path);
          });
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = SETS)
  void wycheproofSigningFromSeeds(SignatureScheme scheme) throws Exception {
    String file = "wycheproof/" + wycheproof(scheme) + "_sign_seed_test.json.gz";
    SignatureVectors.run(
        file,
        scheme.standardName() + " by bc",
        (run, group, test) -> {
          run.ran();
          byte[] seed = group.hex("privateSeed");
          if (seed.length != scheme.seedBytes()) {
            assertEquals("invalid", test.text("result"), test::path);
            assertThrows(IllegalArgumentException.class, () -> scheme.fromSeed(seed), test::path);
            return;
          }
          assertArrayEquals(
              group.hex("publicKey"), SignatureEngines.publicKey(scheme, seed), test::path);
          assertSigns(scheme, seed, test);
        });
    SignatureVectors.run(
        file,
        scheme.standardName() + " by jdk",
        (run, group, test) -> {
          if (test.has("ctx")) {
            run.skipped(NO_CONTEXT_HERE);
          } else if (!test.has("msg")) {
            run.skipped(NO_MU_HERE);
          } else if (group.hex("privateSeed").length != scheme.seedBytes()) {
            run.skipped("a seed of another length, refused before a provider is asked");
          } else {
            run.ran();
            SignatureEngine jdk = SignatureEngines.jdkMlDsa(scheme, rnd(test));
            try (SigningKey key =
                jdk.signingKey(group.hex("privateSeed"), group.hex("publicKey"))) {
              assertArrayEquals(test.hex("sig"), key.sign(test.hex("msg")), test::path);
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "ML_DSA_(44|65)")
  void wycheproofSigningFromExpandedKeys(SignatureScheme scheme) throws Exception {
    SignatureVectors.run(
        "wycheproof/" + wycheproof(scheme) + "_sign_noseed_test.json.gz",
        scheme.standardName() + " by bc",
        (run, group, test) -> {
          run.ran();
          byte[] expanded = group.hex("privateKey");
          if (SignatureVectors.isValid(test) || test.has("ctx")) {
            ExpandedMlDsa.read(scheme, expanded).close();
            assertSigns(scheme, expanded, test);
          } else {
            assertThrows(
                KeyFormatException.class, () -> ExpandedMlDsa.read(scheme, expanded), test::path);
          }
        });
  }

  @Test
  void nistKeyGeneration() throws Exception {
    SignatureVectors.runPair(
        ACVP + "keyGen-FIPS204_prompt.json.gz",
        ACVP + "keyGen-FIPS204_expectedResults.json.gz",
        "ML-DSA by bc",
        (group, test, answer) -> {
          SignatureScheme scheme = scheme(group);
          byte[] seed = test.hex("seed");
          assertArrayEquals(answer.hex("pk"), SignatureEngines.publicKey(scheme, seed), test::path);
          assertArrayEquals(
              answer.hex("sk"),
              new MLDSAPrivateKeyParameters(SignatureEngines.mlDsa(scheme), seed).getEncoded(),
              test::path);
        });
  }

  /** These sign with ML-DSA.Sign_internal (FIPS 204 algorithm 7): mu is made from the bare M'. */
  @Test
  void nistSignatureGeneration() throws Exception {
    SignatureVectors.runPair(
        ACVP + "sigGen-FIPS204_prompt.json.gz",
        ACVP + "sigGen-FIPS204_expectedResults.json.gz",
        "ML-DSA internal by bc",
        (group, test, answer) -> {
          byte[] secret = test.hex("sk");
          byte[] tr = Arrays.copyOfRange(secret, 64, 128);
          assertArrayEquals(
              answer.hex("signature"),
              signMu(scheme(group), secret, shake256(64, tr, test.hex("message")), rnd(test)),
              test::path);
        });
  }

  @Test
  void nistSignatureVerification() throws Exception {
    SignatureVectors.runPair(
        ACVP + "sigVer-FIPS204_prompt.json.gz",
        ACVP + "sigVer-FIPS204_expectedResults.json.gz",
        "ML-DSA internal by bc",
        (group, test, answer) ->
            assertEquals(answer.bool("testPassed"), verifiesInternally(group, test), test::path));
    SignatureVectors.run(
        ACVP + "sigVer-FIPS204_internalProjection.rustcrypto.json.gz",
        "ML-DSA internal by bc",
        (run, group, test) -> {
          run.ran();
          assertEquals(test.bool("testPassed"), verifiesInternally(group, test), test::path);
        });
  }

  @Test
  void cctvAccumulated100() {
    VectorFile file = new VectorFile("cctv/mldsa-accumulated.txt");
    for (CryptoProvider provider : List.of(CryptoProvider.BC, CryptoProvider.JDK)) {
      try (VectorRun run = file.run("ML-DSA by " + provider.label())) {
        List<String> lines = file.lines();
        run.expect(lines.size());
        for (String line : lines) {
          String[] fields = line.split(" ", -1);
          if (fields[0].equals("100")) {
            run.ran();
            assertEquals(fields[2], MlDsaAccumulation.hash(scheme(fields[1]), provider, 100), line);
          } else {
            run.skipped("10,000 rounds, which the long run mldsa-accumulated does");
          }
        }
      }
    }
  }

  private static String wycheproof(SignatureScheme scheme) {
    return scheme.name().toLowerCase(Locale.ROOT).replace("ml_dsa", "mldsa");
  }

  private static SignatureScheme scheme(Json group) {
    return scheme(group.text("parameterSet"));
  }

  private static SignatureScheme scheme(String standardName) {
    return SignatureScheme.valueOf(standardName.replace('-', '_'));
  }

  private static BcMlDsa withContext(SignatureScheme scheme, byte[] context, SecureRandom random) {
    return new BcMlDsa(SignatureEngines.mlDsa(scheme), context, random);
  }

  /** The randomness of a test, of which there is none if it signs deterministically. */
  private static SecureRandom rnd(Json test) {
    return new SeedRandom(test.has("rnd") ? test.hex("rnd") : new byte[32]);
  }

  /** Whether a signature verifies; a context that is too long is refused with the signature. */
  private static boolean verifies(SignatureEngine engine, byte[] publicKey, Json test) {
    try {
      return engine.verifyingKey(publicKey).verify(test.hex("msg"), test.hex("sig"));
    } catch (IllegalArgumentException longContext) {
      assertTrue(test.has("ctx") && test.hex("ctx").length > 255, test::path);
      return false;
    }
  }

  /** Signs as a test asks, and compares; a context that is too long must be refused. */
  private static void assertSigns(SignatureScheme scheme, byte[] secret, Json test)
      throws CryptoException {
    if (!test.has("msg")) {
      byte[] signature = signMu(scheme, secret, test.hex("mu"), rnd(test));
      assertArrayEquals(test.hex("sig"), signature, test::path);
      return;
    }
    byte[] context = test.has("ctx") ? test.hex("ctx") : new byte[0];
    try (SigningKey key = withContext(scheme, context, rnd(test)).signingKey(secret)) {
      if (SignatureVectors.isValid(test)) {
        assertArrayEquals(test.hex("sig"), key.sign(test.hex("msg")), test::path);
      } else {
        assertThrows(IllegalArgumentException.class, () -> key.sign(test.hex("msg")), test::path);
      }
    }
  }

  private static byte[] signMu(
      SignatureScheme scheme, byte[] secret, byte[] mu, SecureRandom random)
      throws CryptoException {
    var key = new MLDSAPrivateKeyParameters(SignatureEngines.mlDsa(scheme), secret);
    var signer = new MLDSASigner();
    signer.init(true, new ParametersWithRandom(key, random));
    return signer.generateMuSignature(mu);
  }

  private static boolean verifiesInternally(Json group, Json test) {
    SignatureScheme scheme = scheme(group);
    byte[] signature = test.hex("signature");
    if (signature.length != scheme.signatureBytes()) {
      return false;
    }
    byte[] publicKey = group.hex("pk");
    var verifier = new MLDSASigner();
    verifier.init(false, new MLDSAPublicKeyParameters(SignatureEngines.mlDsa(scheme), publicKey));
    return verifier.verifyMuSignature(
        shake256(64, shake256(64, publicKey), test.hex("message")), signature);
  }

  private static byte[] shake256(int bytes, byte[]... parts) {
    return Xof.SHAKE_256.hash(bytes, parts);
  }
}
