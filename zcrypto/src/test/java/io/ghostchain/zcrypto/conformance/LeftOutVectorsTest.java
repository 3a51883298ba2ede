package io.ghostchain.zcrypto.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.vectors.VectorReport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The one place that says which public vectors of our collection this module does not run: each is
 * of a scheme that zcrypto does not have.
 */
class LeftOutVectorsTest {
  private static final String BLS = "zcrypto has no BLS12-381 signatures";
  private static final String FROST = "zcrypto has no threshold signatures";

  @Test
  void whatIsLeftOutIsInTheReport() throws IOException {
    VectorReport.leaveOut("wycheproof/bls_hash_to_g2_test.json.gz", BLS);
    VectorReport.leaveOut("wycheproof/bls_sig_g2_aggregate_verify_test.json.gz", BLS);
    VectorReport.leaveOut("wycheproof/bls_sig_g2_basic_verify_test.json.gz", BLS);
    VectorReport.leaveOut("wycheproof/bls_sig_g2_pop_verify_test.json.gz", BLS);
    VectorReport.leaveOut("frost/frost-ed25519-vectors.json", FROST);
    VectorReport.leaveOut("frost/frost-ed25519-vectors-big-identifier.json", FROST);
    VectorReport.leaveOut("frost/frost-ed25519-vectors_dkg.json", FROST);
    VectorReport.leaveOut("cctv/cocktail-dkg-ed25519-sha512.json.gz", FROST);
    VectorReport.leaveOut(
        "bip/bip340-test-vectors.csv", "zcrypto has ECDSA over secp256k1, not Schnorr signatures");
    List<String> report = Files.readAllLines(VectorReport.PATH);
    assertTrue(
        report.contains("frost/frost-ed25519-vectors.json\tleft out\t0\tall: " + FROST),
        report::toString);
  }
}
