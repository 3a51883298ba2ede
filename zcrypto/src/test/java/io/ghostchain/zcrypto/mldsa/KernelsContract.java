package io.ghostchain.zcrypto.mldsa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.Property;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;

/**
 * The kernels beside the definitions of FIPS 204, written out slowly, and Bouncy Castle's SHAKE.
 */
public abstract class KernelsContract {
  private static final int N = Kernels.N;
  private static final int Q = Kernels.Q;
  private static final int[] GAMMA2 = {(Q - 1) / 88, (Q - 1) / 32};

  private final double[] scratch = new double[N];

  protected abstract Kernels kernels();

  @Property(cases = 10)
  void permutationsGiveShake(RandomGenerator random) {
    byte[][] messages = new byte[Kernels.LANES][];
    Sponges sponges = new Sponges();
    byte[] block = new byte[Sponges.SHAKE256_BYTES];
    for (int lane = 0; lane < messages.length; lane++) {
      messages[lane] = SignedCase.bytes(random, random.nextInt(136));
      Arrays.fill(block, (byte) 0);
      System.arraycopy(messages[lane], 0, block, 0, messages[lane].length);
      block[messages[lane].length] = (byte) Sponges.SUFFIX;
      block[block.length - 1] |= (byte) 0x80;
      sponges.absorb(lane, block, 0);
    }
    byte[][] squeezed = new byte[Kernels.LANES][2 * Sponges.SHAKE256_BYTES];
    for (int i = 0; i < 2; i++) {
      sponges.permute(kernels(), Kernels.LANES);
      for (int lane = 0; lane < Kernels.LANES; lane++) {
        sponges.squeeze(lane, Sponges.SHAKE256_WORDS, block);
        System.arraycopy(block, 0, squeezed[lane], i * block.length, block.length);
      }
    }
    for (int lane = 0; lane < Kernels.LANES; lane++) {
      SHAKEDigest shake = new SHAKEDigest(256);
      shake.update(messages[lane], 0, messages[lane].length);
      byte[] expected = new byte[squeezed[lane].length];
      shake.doFinal(expected, 0, expected.length);
      assertArrayEquals(expected, squeezed[lane]);
    }
  }

  @Property(cases = 20)
  void unpackingReadsBitByBit(RandomGenerator random) {
    for (int bits : new int[] {10, 18, 20}) {
      int from = random.nextInt(70);
      byte[] packed = SignedCase.bytes(random, from + 3 * N * bits / 8 + 64);
      double base = 1 << (bits - 1);
      double[] unpacked = new double[3 * N];
      double greatest = 0;
      double[] expected = new double[3 * N];
      for (int i = 0; i < expected.length; i++) {
        int value = 0;
        for (int bit = 0; bit < bits; bit++) {
          int at = 8 * from + i * bits + bit;
          value |= (packed[at / 8] >> (at & 7) & 1) << bit;
        }
        expected[i] = base - value;
        greatest = Math.max(greatest, Math.abs(expected[i]));
      }
      assertTrue(kernels().unpack(packed, from, bits, base, greatest + 1, unpacked, 3));
      assertArrayEquals(expected, unpacked);
      assertEquals(
          false, kernels().unpack(packed, from, bits, base, greatest, unpacked, 3), "at the limit");
    }
  }

  /** FIPS 204 section 2.5: the transform is evaluation at odd powers of 1753. */
  @Property(cases = 4)
  void theTransformEvaluatesAtTheRoots(RandomGenerator random) {
    double[] polynomial = random.doubles(2 * N).map(x -> Math.rint((x - 0.5) * 0x1p20)).toArray();
    double[] transformed = polynomial.clone();
    kernels().transform(transformed, N, scratch);
    assertArrayEquals(
        Arrays.copyOf(polynomial, N), Arrays.copyOf(transformed, N), "what stands before it");
    for (int i = 0; i < N; i++) {
      int exponent = 2 * (Integer.reverse(i) >>> 24) + 1;
      long root =
          BigInteger.valueOf(1753)
              .modPow(BigInteger.valueOf(exponent), BigInteger.valueOf(Q))
              .longValueExact();
      long value = 0;
      for (int power = N - 1; power >= 0; power--) {
        value = Math.floorMod(value * root + (long) polynomial[N + power], (long) Q);
      }
      double got = transformed[N + Kernels.transformedPlace(i)];
      assertEquals(value, Math.floorMod((long) got, (long) Q));
      assertTrue(Math.abs(got) < 0x1p26);
    }
  }

  @Property(cases = 20)
  void recoveringUndoesTransforming(RandomGenerator random) {
    boolean extreme = random.nextInt(4) == 0;
    double[] polynomial =
        random
            .doubles(N)
            .map(x ->
                extreme ? Math.copySign((Q - 1) / 2.0, x - 0.5) : Math.rint((x - 0.5) * (Q - 1)))
            .toArray();
    int[] key = new int[N];
    Arrays.fill(key, 1);
    double[] transformed = new double[N];
    // The transform takes numbers up to 2^20, so a large one goes in as a sum.
    double[] part = new double[N];
    for (int share = 0; share < 8; share++) {
      for (int i = 0; i < N; i++) {
        double eighth = Math.floor(polynomial[i] / 8);
        part[i] = share < 7 ? eighth : polynomial[i] - 7 * eighth;
      }
      kernels().transform(part, 0, scratch);
      for (int i = 0; i < N; i++) {
        transformed[i] += part[i];
      }
    }
    double[] reduced = new double[N];
    kernels().multiply(key, 0, transformed, 1, reduced);
    kernels().recover(reduced, scratch);
    int[] places = kernels().recoveredPlaces();
    for (int i = 0; i < N; i++) {
      assertEquals((long) polynomial[i], (long) reduced[places[i]]);
    }
  }

  @Property(cases = 10)
  void aRowIsTheSumOfProducts(RandomGenerator random) {
    int columns = 1 + random.nextInt(8);
    boolean extreme = random.nextBoolean();
    int[] key = random.ints(columns * N + 5, 0, Q).toArray();
    double[] polynomials =
        random.doubles((long) columns * N).map(x -> Math.rint((x - 0.5) * 0x1p27)).toArray();
    if (extreme) {
      Arrays.fill(key, Q - 1);
      Arrays.fill(polynomials, 0x1p26);
    }
    double[] sum = new double[N];
    kernels().multiply(key, 5, polynomials, columns, sum);
    for (int i = 0; i < N; i++) {
      BigInteger exact = BigInteger.ZERO;
      for (int column = 0; column < columns; column++) {
        exact =
            exact.add(
                BigInteger.valueOf(key[5 + column * N + i])
                    .multiply(BigInteger.valueOf((long) polynomials[column * N + i])));
      }
      assertEquals(
          exact.mod(BigInteger.valueOf(Q)).longValueExact(),
          Math.floorMod((long) sum[i], (long) Q));
      assertTrue(Math.abs(sum[i]) <= Q / 2 + 1);
    }
  }

  @Property(cases = 30)
  void highBitsAreMendedAndPacked(RandomGenerator random) {
    int[] places = kernels().recoveredPlaces();
    for (int gamma2 : GAMMA2) {
      int bits = gamma2 == GAMMA2[0] ? 6 : 4;
      int offset = N;
      double[] polynomial = new double[N];
      double[] hints = new double[2 * N];
      long[] expected = new long[N * bits / 64];
      for (int i = 0; i < N; i++) {
        // Every other one next to a border between two values, or to 0 or q.
        int r =
            random.nextBoolean()
                ? random.nextInt(Q)
                : Math.floorMod(
                    gamma2 * random.nextInt((Q - 1) / gamma2 + 1) + random.nextInt(5) - 2, Q);
        boolean hint = random.nextBoolean();
        polynomial[places[i]] = Kernels.centred(r);
        hints[offset + places[i]] = hint ? 1 : 0;
        long value = useHint(hint, r, gamma2);
        for (int bit = 0; bit < bits; bit++) {
          int at = i * bits + bit;
          expected[at / 64] |= (value >> bit & 1) << at;
        }
      }
      long[] words = new long[Kernels.LANES * expected.length + 3];
      kernels().packHighBits(polynomial, hints, offset, gamma2, words, 3);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], words[3 + Kernels.LANES * i], "word " + i);
      }
    }
  }

  /** FIPS 204 algorithms 36 and 40, to the letter. */
  private static int useHint(boolean hint, int r, int gamma2) {
    int m = (Q - 1) / (2 * gamma2);
    int r0 = r % (2 * gamma2);
    if (r0 > gamma2) {
      r0 -= 2 * gamma2;
    }
    int r1;
    if (r - r0 == Q - 1) {
      r1 = 0;
      r0--;
    } else {
      r1 = (r - r0) / (2 * gamma2);
    }
    return !hint ? r1 : Math.floorMod(r0 > 0 ? r1 + 1 : r1 - 1, m);
  }

  @Property(cases = 50)
  void samplingRefusesWhatIsNotBelowQ(RandomGenerator random) {
    byte[] block = SignedCase.bytes(random, 168 + 64);
    for (int i = random.nextInt(4); i < 168; i += 3 + random.nextInt(60)) {
      int candidate = i / 3 * 3;
      int value = Q - 2 + random.nextInt(4);
      block[candidate] = (byte) value;
      block[candidate + 1] = (byte) (value >> 8);
      block[candidate + 2] = (byte) (value >> 16 | random.nextInt(2) << 7);
    }
    int filled = random.nextInt(N + 1);
    int[] expected = new int[N];
    int count = filled;
    for (int i = 0; i < 168 && count < N; i += 3) {
      int value = (block[i] & 0xff) | (block[i + 1] & 0xff) << 8 | (block[i + 2] & 0x7f) << 16;
      if (value < Q) {
        expected[count++] = value;
      }
    }
    int[] polynomial = new int[N + 16];
    assertEquals(count, kernels().sample(block, polynomial, filled));
    assertArrayEquals(Arrays.copyOf(expected, count), Arrays.copyOf(polynomial, count));
  }

  @Test
  void keysAreArrangedInTransformedOrder() {
    int[] plain = new int[N + 16];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = i;
    }
    int[] key = new int[N + 10];
    kernels().arrange(plain, key, 7);
    for (int i = 0; i < N; i++) {
      assertEquals(i, key[7 + Kernels.transformedPlace(i)]);
    }
  }

  @Property(cases = 10)
  void storingMultipliesAndReduces(RandomGenerator random) {
    double[] polynomials = random.doubles(2 * N).map(x -> Math.rint((x - 0.5) * 0x1p27)).toArray();
    int[] key = new int[N + 3];
    kernels().store(polynomials, N, 1 << 13, key, 3);
    for (int i = 0; i < N; i++) {
      assertEquals(Kernels.centred((long) polynomials[N + i] << 13), key[3 + i]);
    }
  }
}
