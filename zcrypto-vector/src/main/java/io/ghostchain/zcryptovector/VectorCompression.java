package io.ghostchain.zcryptovector;

import static io.ghostchain.zcrypto.sha256.Sha256Lanes.LANES;
import static io.ghostchain.zcrypto.sha256.Sha256Lanes.SCHEDULE_WORDS;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * SHA-256's compression function (FIPS 180-4 section 6.2.2) on sixteen states, one in each lane of
 * vectors of 512 bits.
 *
 * <p>Eight rounds stand one after the other, after which each variable is in its place again: so
 * nothing is moved. They are not in helpers for the reason that {@link VectorKeccak} gives.
 */
final class VectorCompression {
  private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_512;

  private static final int[] ROUND_CONSTANTS = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  /** Each sixteen times, so that a round loads them as it loads the schedule. */
  private static final int[] CONSTANTS = inEveryLane(ROUND_CONSTANTS);

  private VectorCompression() {}

  static void compress(int[] states, int[] schedule) {
    expand(schedule);
    rounds(states, schedule);
  }

  /** The words 16 to 63 from those before them. */
  private static void expand(int[] schedule) {
    for (int t = 16 * LANES; t < SCHEDULE_WORDS; t += LANES) {
      IntVector early = IntVector.fromArray(SPECIES, schedule, t - 15 * LANES);
      IntVector late = IntVector.fromArray(SPECIES, schedule, t - 2 * LANES);
      IntVector.fromArray(SPECIES, schedule, t - 16 * LANES)
          .add(
              early
                  .lanewise(VectorOperators.ROR, 7)
                  .lanewise(VectorOperators.XOR, early.lanewise(VectorOperators.ROR, 18))
                  .lanewise(VectorOperators.XOR, early.lanewise(VectorOperators.LSHR, 3)))
          .add(IntVector.fromArray(SPECIES, schedule, t - 7 * LANES))
          .add(
              late.lanewise(VectorOperators.ROR, 17)
                  .lanewise(VectorOperators.XOR, late.lanewise(VectorOperators.ROR, 19))
                  .lanewise(VectorOperators.XOR, late.lanewise(VectorOperators.LSHR, 10)))
          .intoArray(schedule, t);
    }
  }

  private static void rounds(int[] states, int[] schedule) {
    IntVector a = IntVector.fromArray(SPECIES, states, 0);
    IntVector b = IntVector.fromArray(SPECIES, states, LANES);
    IntVector c = IntVector.fromArray(SPECIES, states, 2 * LANES);
    IntVector d = IntVector.fromArray(SPECIES, states, 3 * LANES);
    IntVector e = IntVector.fromArray(SPECIES, states, 4 * LANES);
    IntVector f = IntVector.fromArray(SPECIES, states, 5 * LANES);
    IntVector g = IntVector.fromArray(SPECIES, states, 6 * LANES);
    IntVector h = IntVector.fromArray(SPECIES, states, 7 * LANES);
    for (int t = 0; t < SCHEDULE_WORDS; t += 8 * LANES) {
      h =
          h.add(
                  e.lanewise(VectorOperators.ROR, 6)
                      .lanewise(VectorOperators.XOR, e.lanewise(VectorOperators.ROR, 11))
                      .lanewise(VectorOperators.XOR, e.lanewise(VectorOperators.ROR, 25)))
              .add(
                  f.lanewise(VectorOperators.XOR, g)
                      .lanewise(VectorOperators.AND, e)
                      .lanewise(VectorOperators.XOR, g))
              .add(IntVector.fromArray(SPECIES, CONSTANTS, t + 0))
              .add(IntVector.fromArray(SPECIES, schedule, t + 0));
      d = d.add(h);
      h =
          h.add(
                  a.lanewise(VectorOperators.ROR, 2)
                      .lanewise(VectorOperators.XOR, a.lanewise(VectorOperators.ROR, 13))
                      .lanewise(VectorOperators.XOR, a.lanewise(VectorOperators.ROR, 22)))
              .add(
                  a.lanewise(VectorOperators.XOR, b)
                      .lanewise(VectorOperators.AND, c)
                      .lanewise(VectorOperators.OR, a.lanewise(VectorOperators.AND, b)));
      g =
          g.add(
                  d.lanewise(VectorOperators.ROR, 6)
                      .lanewise(VectorOperators.XOR, d.lanewise(VectorOperators.ROR, 11))
                      .lanewise(VectorOperators.XOR, d.lanewise(VectorOperators.ROR, 25)))
              .add(
                  e.lanewise(VectorOperators.XOR, f)
                      .lanewise(VectorOperators.AND, d)
                      .lanewise(VectorOperators.XOR, f))
              .add(IntVector.fromArray(SPECIES, CONSTANTS, t + 16))
              .add(IntVector.fromArray(SPECIES, schedule, t + 16));
      c = c.add(g);
      g =
          g.add(
                  h.lanewise(VectorOperators.ROR, 2)
                      .lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.ROR, 13))
                      .lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.ROR, 22)))
              .add(
                  h.lanewise(VectorOperators.XOR, a)
                      .lanewise(VectorOperators.AND, b)
                      .lanewise(VectorOperators.OR, h.lanewise(VectorOperators.AND, a)));
      f =
          f.add(
                  c.lanewise(VectorOperators.ROR, 6)
                      .lanewise(VectorOperators.XOR, c.lanewise(VectorOperators.ROR, 11))
                      .lanewise(VectorOperators.XOR, c.lanewise(VectorOperators.ROR, 25)))
              .add(
                  d.lanewise(VectorOperators.XOR, e)
                      .lanewise(VectorOperators.AND, c)
                      .lanewise(VectorOperators.XOR, e))
              .add(IntVector.fromArray(SPECIES, CONSTANTS, t + 32))
              .add(IntVector.fromArray(SPECIES, schedule, t + 32));
      b = b.add(f);
      f =
          f.add(
                  g.lanewise(VectorOperators.ROR, 2)
                      .lanewise(VectorOperators.XOR, g.lanewise(VectorOperators.ROR, 13))
                      .lanewise(VectorOperators.XOR, g.lanewise(VectorOperators.ROR, 22)))
              .add(
                  g.lanewise(VectorOperators.XOR, h)
                      .lanewise(VectorOperators.AND, a)
                      .lanewise(VectorOperators.OR, g.lanewise(VectorOperators.AND, h)));
      e =
          e.add(
                  b.lanewise(VectorOperators.ROR, 6)
                      .lanewise(VectorOperators.XOR, b.lanewise(VectorOperators.ROR, 11))
                      .lanewise(VectorOperators.XOR, b.lanewise(VectorOperators.ROR, 25)))
              .add(
                  c.lanewise(VectorOperators.XOR, d)
                      .lanewise(VectorOperators.AND, b)
                      .lanewise(VectorOperators.XOR, d))
              .add(IntVector.fromArray(SPECIES, CONSTANTS, t + 48))
              .add(IntVector.fromArray(SPECIES, schedule, t + 48));
      a = a.add(e);
      e =
          e.add(
                  f.lanewise(VectorOperators.ROR, 2)
                      .lanewise(VectorOperators.XOR, f.lanewise(VectorOperators.ROR, 13))
                      .lanewise(VectorOperators.XOR, f.lanewise(VectorOperators.ROR, 22)))
              .add(
                  f.lanewise(VectorOperators.XOR, g)
                      .lanewise(VectorOperators.AND, h)
                      .lanewise(VectorOperators.OR, f.lanewise(VectorOperators.AND, g)));
      d =
          d.add(
                  a.lanewise(VectorOperators.ROR, 6)
                      .lanewise(VectorOperators.XOR, a.lanewise(VectorOperators.ROR, 11))
                      .lanewise(VectorOperators.XOR, a.lanewise(VectorOperators.ROR, 25)))
              .add(
                  b.lanewise(VectorOperators.XOR, c)
                      .lanewise(VectorOperators.AND, a)
                      .lanewise(VectorOperators.XOR, c))
              .add(IntVector.fromArray(SPECIES, CONSTANTS, t + 64))
              .add(IntVector.fromArray(SPECIES, schedule, t + 64));
      h = h.add(d);
      d =
          d.add(
                  e.lanewise(VectorOperators.ROR, 2)
                      .lanewise(VectorOperators.XOR, e.lanewise(VectorOperators.ROR, 13))
                      .lanewise(VectorOperators.XOR, e.lanewise(VectorOperators.ROR, 22)))
              .add(
                  e.lanewise(VectorOperators.XOR, f)
                      .lanewise(VectorOperators.AND, g)
                      .lanewise(VectorOperators.OR, e.lanewise(VectorOperators.AND, f)));
      c =
          c.add(
                  h.lanewise(VectorOperators.ROR, 6)
                      .lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.ROR, 11))
                      .lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.ROR, 25)))
              .add(
                  a.lanewise(VectorOperators.XOR, b)
                      .lanewise(VectorOperators.AND, h)
                      .lanewise(VectorOperators.XOR, b))
              .add(IntVector.fromArray(SPECIES, CONSTANTS, t + 80))
              .add(IntVector.fromArray(SPECIES, schedule, t + 80));
      g = g.add(c);
      c =
          c.add(
                  d.lanewise(VectorOperators.ROR, 2)
                      .lanewise(VectorOperators.XOR, d.lanewise(VectorOperators.ROR, 13))
                      .lanewise(VectorOperators.XOR, d.lanewise(VectorOperators.ROR, 22)))
              .add(
                  d.lanewise(VectorOperators.XOR, e)
                      .lanewise(VectorOperators.AND, f)
                      .lanewise(VectorOperators.OR, d.lanewise(VectorOperators.AND, e)));
      b =
          b.add(
                  g.lanewise(VectorOperators.ROR, 6)
                      .lanewise(VectorOperators.XOR, g.lanewise(VectorOperators.ROR, 11))
                      .lanewise(VectorOperators.XOR, g.lanewise(VectorOperators.ROR, 25)))
              .add(
                  h.lanewise(VectorOperators.XOR, a)
                      .lanewise(VectorOperators.AND, g)
                      .lanewise(VectorOperators.XOR, a))
              .add(IntVector.fromArray(SPECIES, CONSTANTS, t + 96))
              .add(IntVector.fromArray(SPECIES, schedule, t + 96));
      f = f.add(b);
      b =
          b.add(
                  c.lanewise(VectorOperators.ROR, 2)
                      .lanewise(VectorOperators.XOR, c.lanewise(VectorOperators.ROR, 13))
                      .lanewise(VectorOperators.XOR, c.lanewise(VectorOperators.ROR, 22)))
              .add(
                  c.lanewise(VectorOperators.XOR, d)
                      .lanewise(VectorOperators.AND, e)
                      .lanewise(VectorOperators.OR, c.lanewise(VectorOperators.AND, d)));
      a =
          a.add(
                  f.lanewise(VectorOperators.ROR, 6)
                      .lanewise(VectorOperators.XOR, f.lanewise(VectorOperators.ROR, 11))
                      .lanewise(VectorOperators.XOR, f.lanewise(VectorOperators.ROR, 25)))
              .add(
                  g.lanewise(VectorOperators.XOR, h)
                      .lanewise(VectorOperators.AND, f)
                      .lanewise(VectorOperators.XOR, h))
              .add(IntVector.fromArray(SPECIES, CONSTANTS, t + 112))
              .add(IntVector.fromArray(SPECIES, schedule, t + 112));
      e = e.add(a);
      a =
          a.add(
                  b.lanewise(VectorOperators.ROR, 2)
                      .lanewise(VectorOperators.XOR, b.lanewise(VectorOperators.ROR, 13))
                      .lanewise(VectorOperators.XOR, b.lanewise(VectorOperators.ROR, 22)))
              .add(
                  b.lanewise(VectorOperators.XOR, c)
                      .lanewise(VectorOperators.AND, d)
                      .lanewise(VectorOperators.OR, b.lanewise(VectorOperators.AND, c)));
    }
    a.add(IntVector.fromArray(SPECIES, states, 0)).intoArray(states, 0);
    b.add(IntVector.fromArray(SPECIES, states, LANES)).intoArray(states, LANES);
    c.add(IntVector.fromArray(SPECIES, states, 2 * LANES)).intoArray(states, 2 * LANES);
    d.add(IntVector.fromArray(SPECIES, states, 3 * LANES)).intoArray(states, 3 * LANES);
    e.add(IntVector.fromArray(SPECIES, states, 4 * LANES)).intoArray(states, 4 * LANES);
    f.add(IntVector.fromArray(SPECIES, states, 5 * LANES)).intoArray(states, 5 * LANES);
    g.add(IntVector.fromArray(SPECIES, states, 6 * LANES)).intoArray(states, 6 * LANES);
    h.add(IntVector.fromArray(SPECIES, states, 7 * LANES)).intoArray(states, 7 * LANES);
  }

  private static int[] inEveryLane(int[] words) {
    int[] lanes = new int[words.length * LANES];
    for (int i = 0; i < words.length; i++) {
      Arrays.fill(lanes, i * LANES, (i + 1) * LANES, words[i]);
    }
    return lanes;
  }
}
