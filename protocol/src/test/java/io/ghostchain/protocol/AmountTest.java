package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.protocol.testing.LedgerGenerator;
import io.ghostchain.testkit.Property;
import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {
  private static final BigInteger LIMIT = BigInteger.TWO.pow(128);

  @Property(cases = 500)
  void arithmeticIsThatOfBigIntegersOrThrows(RandomGenerator random) {
    var generator = new LedgerGenerator(random);
    Amount a = generator.amount();
    Amount b = generator.amount();
    long factor = generator.natural();
    BigInteger bigA = a.toBigInteger();
    BigInteger bigB = b.toBigInteger();
    requireSame(bigA.add(bigB), () -> a.plus(b));
    requireSame(bigA.subtract(bigB), () -> a.minus(b));
    requireSame(bigA.multiply(BigInteger.valueOf(factor)), () -> a.times(factor));
    assertEquals(bigA.compareTo(bigB), a.compareTo(b));
    assertEquals(a, Amount.of(bigA));
    assertEquals(bigA.toString(), a.toString());
    long divisor = generator.positive();
    assertEquals(bigA.divide(BigInteger.valueOf(divisor)), a.dividedBy(divisor).toBigInteger());
  }

  @FunctionalInterface
  private interface Computation {
    Amount result();
  }

  private static void requireSame(BigInteger expected, Computation computation) {
    if (expected.signum() < 0 || expected.compareTo(LIMIT) >= 0) {
      assertThrows(ArithmeticException.class, computation::result);
    } else {
      assertEquals(expected, computation.result().toBigInteger());
    }
  }

  @Property
  void formattedAmountsParseToTheSame(RandomGenerator random) {
    Amount amount = new LedgerGenerator(random).amount();
    int decimals = random.nextInt(19);
    assertEquals(amount, Amount.parse(amount.format(decimals), decimals));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 18, 1000000000000000000",
    "1.5, 18, 1500000000000000000",
    "0.000000000000000001, 18, 1",
    "0, 0, 0",
    "007, 0, 7",
    "340282366920938463463374607431768211455, 0, 340282366920938463463374607431768211455"
  })
  void aPersonsNumberIsReadExactly(String text, int decimals, String units) {
    assertEquals(units, Amount.parse(text, decimals).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "+1",
        "1e3",
        "1.",
        ".5",
        "1,5",
        " 1",
        "0x1",
        "1.0000000000000000001",
        "340282366920938463463374607431768211456",
        "١"
      })
  void whatIsNoAmountIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Amount.parse(text, 18));
  }

  @Test
  void theShortestFormIsWritten() {
    assertEquals("1.5", Amount.parse("1.500", 18).format(18));
    assertEquals("100", Amount.parse("100", 18).format(18));
    assertEquals("0", Amount.ZERO.format(18));
    assertEquals("100", Amount.of(100).format(0));
  }

  @Test
  void theEdgesOf128BitsHold() {
    assertThrows(ArithmeticException.class, () -> Amount.MAX.plus(Amount.of(1)));
    assertThrows(ArithmeticException.class, () -> Amount.MAX.plus(Amount.MAX));
    assertThrows(ArithmeticException.class, () -> Amount.ZERO.minus(Amount.of(1)));
    assertThrows(ArithmeticException.class, () -> Amount.MAX.times(2));
    assertThrows(IllegalArgumentException.class, () -> Amount.of(-1));
    assertEquals(Amount.MAX, Amount.MAX.times(1));
    assertEquals(16, Amount.MAX.bytes().length());
    assertEquals(0, Amount.ZERO.bytes().length());
  }
}
