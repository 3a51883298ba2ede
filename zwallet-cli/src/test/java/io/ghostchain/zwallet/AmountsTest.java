package io.ghostchain.zwallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class AmountsTest {
  private static final RandomGenerator RANDOM =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_127);

  @Test
  void unitsAreWrittenAsWholesWithoutZerosAtTheEnd() {
    assertEquals("0", Amounts.text(BigInteger.ZERO, 0));
    assertEquals("0", Amounts.text(BigInteger.ZERO, 6));
    assertEquals("1", Amounts.text(BigInteger.valueOf(1_000_000), 6));
    assertEquals("0.000001", Amounts.text(BigInteger.ONE, 6));
    assertEquals("12.5", Amounts.text(BigInteger.valueOf(12_500_000), 6));
    assertEquals("1200", Amounts.text(BigInteger.valueOf(1200), 0));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (int i = 0; i < 5_000; i++) {
      int decimals = RANDOM.nextInt(19);
      BigInteger units = new BigInteger(1, randomBytes(1 + RANDOM.nextInt(16)));
      if (RANDOM.nextBoolean()) {
        units = units.mod(BigInteger.TEN.pow(1 + RANDOM.nextInt(6)));
      }
      String text = Amounts.text(units, decimals);
      if (units.signum() > 0) {
        String written = text + (text.contains(".") && RANDOM.nextBoolean() ? "00" : "");
        assertEquals(units, Amounts.parse(written, decimals, "GCC"), written);
      }
    }
  }

  @Test
  void whatTheAssetCannotHoldIsRefused() {
    for (String text : List.of("", ".5", "1.", "-1", "1e3", "1.0000001", "9".repeat(39))) {
      assertThrows(Failure.class, () -> Amounts.parse(text, 6, "GCC"), text);
    }
    assertEquals(BigInteger.valueOf(1_500_000), Amounts.parse("1.50000000", 6, "GCC"));
    assertEquals(BigInteger.valueOf(7), Amounts.parse("007.000", 0, "GCC"));
  }

  private static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
