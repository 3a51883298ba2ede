package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.testkit.vectors.VectorFile;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ten thousand key pairs, signatures and verifications of each parameter set, in one hash: minutes,
 * so it runs when asked for with {@code -Dghost.long=mldsa-accumulated}.
 */
@EnabledIfSystemProperty(named = "ghost.long", matches = "mldsa-accumulated")
class MlDsaAccumulatedIT {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "ML_DSA_(44|65|87)")
  void cctvAccumulated10000(SignatureScheme scheme) {
    List<String> lines = new VectorFile("cctv/mldsa-accumulated.txt").lines();
    String line =
        lines.stream()
            .filter(each -> each.startsWith("10000 " + scheme.standardName()))
            .findFirst()
            .orElseThrow();
    assertEquals(
        line.substring(line.lastIndexOf(' ') + 1),
        MlDsaAccumulation.hash(scheme, CryptoProvider.JDK, 10_000));
  }
}
