package io.ghostchain.zcrypto.shamir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.testkit.Property;
import io.ghostchain.zcrypto.SecretBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ShamirTest {
  @Property(cases = 60)
  void anyShareSetOfTheThresholdGivesTheSecret(RandomGenerator random) throws ShamirException {
    byte[] secret = new byte[1 + random.nextInt(64)];
    random.nextBytes(secret);
    int threshold = 2 + random.nextInt(9);
    int shares = threshold + random.nextInt(10);
    var split = new ArrayList<>(Shamir.split(SecretBytes.copyOf(secret), threshold, shares));
    Collections.shuffle(split, new Random(random.nextLong()));
    int given = threshold + random.nextInt(shares - threshold + 1);
    assertArrayEquals(secret, Shamir.combine(split.subList(0, given)).bytes());
    assertThrows(ShamirException.class, () -> Shamir.combine(split.subList(0, threshold - 1)));
  }

  @Test
  void allShapesUpTo255SharesWork() throws ShamirException {
    var secret = SecretBytes.copyOf(new byte[] {42});
    List<Share> split = Shamir.split(secret, 255, 255);
    assertArrayEquals(new byte[] {42}, Shamir.combine(split).bytes());
    List<Share> pair = Shamir.split(secret, 2, 255);
    assertArrayEquals(
        new byte[] {42}, Shamir.combine(List.of(pair.getFirst(), pair.getLast())).bytes());
  }

  /** With one share missing, every secret is still possible: there is a share that completes it. */
  @Test
  void tooFewSharesTellNothing() {
    byte[] seen = new byte[256];
    for (int value = 0; value < 256; value++) {
      List<Share> split =
          Shamir.split(
              SecretBytes.copyOf(new byte[] {(byte) value}), 2, 2, new SplittableRandom(7));
      seen[value] = split.getFirst().values().bytes()[0];
    }
    Arrays.sort(seen);
    for (int value = 0; value < 256; value++) {
      assertEquals(value - 128, seen[value]);
    }
  }

  @Property(cases = 30)
  void aWrongShareIsNoticed(RandomGenerator random) throws ShamirException {
    var split = new ArrayList<>(Shamir.split(SecretBytes.random(32), 3, 5));
    Share wrong = split.get(1);
    byte[] values = wrong.values().bytes();
    values[random.nextInt(values.length)] ^= (byte) (1 + random.nextInt(255));
    split.set(1, new Share(wrong.setId(), 3, wrong.index(), SecretBytes.taking(values)));
    assertThrows(ShamirException.class, () -> Shamir.combine(split));
    assertThrows(ShamirException.class, () -> Shamir.combine(split.subList(0, 3)));
  }

  @Test
  void sharesOfAnotherSetAreNoticed() {
    List<Share> one = Shamir.split(SecretBytes.random(32), 2, 3);
    List<Share> other = Shamir.split(SecretBytes.random(32), 2, 3);
    var e =
        assertThrows(
            ShamirException.class, () -> Shamir.combine(List.of(one.get(0), other.get(1))));
    assertEquals(true, String.valueOf(e.getMessage()).contains("another set"));
    assertThrows(ShamirException.class, () -> Shamir.combine(List.of(one.get(0), one.get(0))));
    assertThrows(ShamirException.class, () -> Shamir.combine(List.of()));
  }

  @Test
  void everyFlippedBitOfAnEncodedShareIsRefused() throws ShamirException {
    Share share = Shamir.split(SecretBytes.random(16), 2, 2).getFirst();
    byte[] encoded = share.encode();
    Share read = Share.decode(encoded);
    assertEquals(share.setId(), read.setId());
    assertEquals(share.threshold(), read.threshold());
    assertEquals(share.index(), read.index());
    assertArrayEquals(encoded, read.encode());
    for (int bit = 0; bit < 8 * encoded.length; bit++) {
      byte[] changed = encoded.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(ShamirException.class, () -> Share.decode(changed), "bit " + bit);
    }
    for (int length = 0; length < encoded.length; length++) {
      byte[] cut = Arrays.copyOf(encoded, length);
      assertThrows(ShamirException.class, () -> Share.decode(cut));
    }
  }

  /** Our own vector: shares on paper must give the secret back in ten years. */
  @Test
  void sharesOfVersion1GiveTheirSecret() throws ShamirException {
    Share one =
        Share.decode(
            HexFormat.of()
                .parseHex(
                    "475301a5d0b4c402010020d7b0c4d0710384b799290283eaa4ae67a3a6f8773bd251cdc53e392565a3611c3b963914"));
    Share three =
        Share.decode(
            HexFormat.of()
                .parseHex(
                    "475301a5d0b4c40203002062c9536d9b0f9bcca06912883dedf5b7d8b086d755565fc19ed0e25fc4033ecf44f1b166"));
    assertEquals(
        "000102030405060708090a0b0c0d0e0f",
        HexFormat.of().formatHex(Shamir.combine(List.of(one, three)).bytes()));
  }

  @Test
  void shapesThatCannotBeAreRefused() {
    var secret = SecretBytes.random(1);
    assertThrows(IllegalArgumentException.class, () -> Shamir.split(secret, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> Shamir.split(secret, 3, 2));
    assertThrows(IllegalArgumentException.class, () -> Shamir.split(secret, 2, 256));
    assertThrows(
        IllegalArgumentException.class, () -> Shamir.split(SecretBytes.taking(new byte[0]), 2, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> Shamir.split(SecretBytes.taking(new byte[Shamir.SECRET_BYTES_MAX + 1]), 2, 2));
  }

  @Test
  void theFieldIsThatOfAes() {
    // FIPS 197 section 4.2: {57} times {83} is {c1}.
    assertEquals(0xc1, Gf256.multiply(0x57, 0x83));
    int[] log = new int[256];
    int[] exp = new int[512];
    for (int i = 0, x = 1; i < 255; i++) {
      log[x] = i;
      exp[i] = x;
      exp[i + 255] = x;
      x = x ^ x << 1 ^ ((x & 0x80) != 0 ? 0x11b : 0);
    }
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        int expected = a == 0 || b == 0 ? 0 : exp[log[a] + log[b]];
        assertEquals(expected, Gf256.multiply(a, b));
      }
      assertEquals(a == 0 ? 0 : 1, Gf256.multiply(a, Gf256.invert(a)));
    }
  }
}
