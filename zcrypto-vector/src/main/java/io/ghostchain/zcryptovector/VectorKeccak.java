package io.ghostchain.zcryptovector;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Keccak-f[1600] (FIPS 202 section 3.3) on eight states at once, word i of state j at 8 i + j.
 *
 * <p>Everything stands in one method: the compiler inlines the operations of the Vector API only up
 * to a budget, and behind it each operation allocates (measured: 30 times slower with helpers).
 */
final class VectorKeccak {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_512;

  /** The round constants of iota (FIPS 202 section 3.2.5). */
  private static final long[] ROUND_CONSTANTS = {
    0x0000000000000001L,
    0x0000000000008082L,
    0x800000000000808aL,
    0x8000000080008000L,
    0x000000000000808bL,
    0x0000000080000001L,
    0x8000000080008081L,
    0x8000000000008009L,
    0x000000000000008aL,
    0x0000000000000088L,
    0x0000000080008009L,
    0x000000008000000aL,
    0x000000008000808bL,
    0x800000000000008bL,
    0x8000000000008089L,
    0x8000000000008003L,
    0x8000000000008002L,
    0x8000000000000080L,
    0x000000000000800aL,
    0x800000008000000aL,
    0x8000000080008081L,
    0x8000000000008080L,
    0x0000000080000001L,
    0x8000000080008008L
  };

  private VectorKeccak() {}

  static void permute(long[] s) {
    LongVector a0 = LongVector.fromArray(SPECIES, s, 0);
    LongVector a1 = LongVector.fromArray(SPECIES, s, 8);
    LongVector a2 = LongVector.fromArray(SPECIES, s, 16);
    LongVector a3 = LongVector.fromArray(SPECIES, s, 24);
    LongVector a4 = LongVector.fromArray(SPECIES, s, 32);
    LongVector a5 = LongVector.fromArray(SPECIES, s, 40);
    LongVector a6 = LongVector.fromArray(SPECIES, s, 48);
    LongVector a7 = LongVector.fromArray(SPECIES, s, 56);
    LongVector a8 = LongVector.fromArray(SPECIES, s, 64);
    LongVector a9 = LongVector.fromArray(SPECIES, s, 72);
    LongVector a10 = LongVector.fromArray(SPECIES, s, 80);
    LongVector a11 = LongVector.fromArray(SPECIES, s, 88);
    LongVector a12 = LongVector.fromArray(SPECIES, s, 96);
    LongVector a13 = LongVector.fromArray(SPECIES, s, 104);
    LongVector a14 = LongVector.fromArray(SPECIES, s, 112);
    LongVector a15 = LongVector.fromArray(SPECIES, s, 120);
    LongVector a16 = LongVector.fromArray(SPECIES, s, 128);
    LongVector a17 = LongVector.fromArray(SPECIES, s, 136);
    LongVector a18 = LongVector.fromArray(SPECIES, s, 144);
    LongVector a19 = LongVector.fromArray(SPECIES, s, 152);
    LongVector a20 = LongVector.fromArray(SPECIES, s, 160);
    LongVector a21 = LongVector.fromArray(SPECIES, s, 168);
    LongVector a22 = LongVector.fromArray(SPECIES, s, 176);
    LongVector a23 = LongVector.fromArray(SPECIES, s, 184);
    LongVector a24 = LongVector.fromArray(SPECIES, s, 192);
    for (long constant : ROUND_CONSTANTS) {
      // theta
      LongVector c0 =
          a0.lanewise(VectorOperators.XOR, a5)
              .lanewise(VectorOperators.XOR, a10)
              .lanewise(VectorOperators.XOR, a15)
              .lanewise(VectorOperators.XOR, a20);
      LongVector c1 =
          a1.lanewise(VectorOperators.XOR, a6)
              .lanewise(VectorOperators.XOR, a11)
              .lanewise(VectorOperators.XOR, a16)
              .lanewise(VectorOperators.XOR, a21);
      LongVector c2 =
          a2.lanewise(VectorOperators.XOR, a7)
              .lanewise(VectorOperators.XOR, a12)
              .lanewise(VectorOperators.XOR, a17)
              .lanewise(VectorOperators.XOR, a22);
      LongVector c3 =
          a3.lanewise(VectorOperators.XOR, a8)
              .lanewise(VectorOperators.XOR, a13)
              .lanewise(VectorOperators.XOR, a18)
              .lanewise(VectorOperators.XOR, a23);
      LongVector c4 =
          a4.lanewise(VectorOperators.XOR, a9)
              .lanewise(VectorOperators.XOR, a14)
              .lanewise(VectorOperators.XOR, a19)
              .lanewise(VectorOperators.XOR, a24);
      LongVector d0 = c4.lanewise(VectorOperators.XOR, c1.lanewise(VectorOperators.ROL, 1));
      LongVector d1 = c0.lanewise(VectorOperators.XOR, c2.lanewise(VectorOperators.ROL, 1));
      LongVector d2 = c1.lanewise(VectorOperators.XOR, c3.lanewise(VectorOperators.ROL, 1));
      LongVector d3 = c2.lanewise(VectorOperators.XOR, c4.lanewise(VectorOperators.ROL, 1));
      LongVector d4 = c3.lanewise(VectorOperators.XOR, c0.lanewise(VectorOperators.ROL, 1));
      a0 = a0.lanewise(VectorOperators.XOR, d0);
      a5 = a5.lanewise(VectorOperators.XOR, d0);
      a10 = a10.lanewise(VectorOperators.XOR, d0);
      a15 = a15.lanewise(VectorOperators.XOR, d0);
      a20 = a20.lanewise(VectorOperators.XOR, d0);
      a1 = a1.lanewise(VectorOperators.XOR, d1);
      a6 = a6.lanewise(VectorOperators.XOR, d1);
      a11 = a11.lanewise(VectorOperators.XOR, d1);
      a16 = a16.lanewise(VectorOperators.XOR, d1);
      a21 = a21.lanewise(VectorOperators.XOR, d1);
      a2 = a2.lanewise(VectorOperators.XOR, d2);
      a7 = a7.lanewise(VectorOperators.XOR, d2);
      a12 = a12.lanewise(VectorOperators.XOR, d2);
      a17 = a17.lanewise(VectorOperators.XOR, d2);
      a22 = a22.lanewise(VectorOperators.XOR, d2);
      a3 = a3.lanewise(VectorOperators.XOR, d3);
      a8 = a8.lanewise(VectorOperators.XOR, d3);
      a13 = a13.lanewise(VectorOperators.XOR, d3);
      a18 = a18.lanewise(VectorOperators.XOR, d3);
      a23 = a23.lanewise(VectorOperators.XOR, d3);
      a4 = a4.lanewise(VectorOperators.XOR, d4);
      a9 = a9.lanewise(VectorOperators.XOR, d4);
      a14 = a14.lanewise(VectorOperators.XOR, d4);
      a19 = a19.lanewise(VectorOperators.XOR, d4);
      a24 = a24.lanewise(VectorOperators.XOR, d4);
      // rho and pi, along the one cycle that pi makes of the words
      LongVector moved = a6.lanewise(VectorOperators.ROL, 44);
      a6 = a9.lanewise(VectorOperators.ROL, 20);
      a9 = a22.lanewise(VectorOperators.ROL, 61);
      a22 = a14.lanewise(VectorOperators.ROL, 39);
      a14 = a20.lanewise(VectorOperators.ROL, 18);
      a20 = a2.lanewise(VectorOperators.ROL, 62);
      a2 = a12.lanewise(VectorOperators.ROL, 43);
      a12 = a13.lanewise(VectorOperators.ROL, 25);
      a13 = a19.lanewise(VectorOperators.ROL, 8);
      a19 = a23.lanewise(VectorOperators.ROL, 56);
      a23 = a15.lanewise(VectorOperators.ROL, 41);
      a15 = a4.lanewise(VectorOperators.ROL, 27);
      a4 = a24.lanewise(VectorOperators.ROL, 14);
      a24 = a21.lanewise(VectorOperators.ROL, 2);
      a21 = a8.lanewise(VectorOperators.ROL, 55);
      a8 = a16.lanewise(VectorOperators.ROL, 45);
      a16 = a5.lanewise(VectorOperators.ROL, 36);
      a5 = a3.lanewise(VectorOperators.ROL, 28);
      a3 = a18.lanewise(VectorOperators.ROL, 21);
      a18 = a17.lanewise(VectorOperators.ROL, 15);
      a17 = a11.lanewise(VectorOperators.ROL, 10);
      a11 = a7.lanewise(VectorOperators.ROL, 6);
      a7 = a10.lanewise(VectorOperators.ROL, 3);
      a10 = a1.lanewise(VectorOperators.ROL, 1);
      a1 = moved;
      // chi
      LongVector first = a0;
      LongVector second = a1;
      a0 = a0.lanewise(VectorOperators.XOR, a2.lanewise(VectorOperators.AND_NOT, a1));
      a1 = a1.lanewise(VectorOperators.XOR, a3.lanewise(VectorOperators.AND_NOT, a2));
      a2 = a2.lanewise(VectorOperators.XOR, a4.lanewise(VectorOperators.AND_NOT, a3));
      a3 = a3.lanewise(VectorOperators.XOR, first.lanewise(VectorOperators.AND_NOT, a4));
      a4 = a4.lanewise(VectorOperators.XOR, second.lanewise(VectorOperators.AND_NOT, first));
      first = a5;
      second = a6;
      a5 = a5.lanewise(VectorOperators.XOR, a7.lanewise(VectorOperators.AND_NOT, a6));
      a6 = a6.lanewise(VectorOperators.XOR, a8.lanewise(VectorOperators.AND_NOT, a7));
      a7 = a7.lanewise(VectorOperators.XOR, a9.lanewise(VectorOperators.AND_NOT, a8));
      a8 = a8.lanewise(VectorOperators.XOR, first.lanewise(VectorOperators.AND_NOT, a9));
      a9 = a9.lanewise(VectorOperators.XOR, second.lanewise(VectorOperators.AND_NOT, first));
      first = a10;
      second = a11;
      a10 = a10.lanewise(VectorOperators.XOR, a12.lanewise(VectorOperators.AND_NOT, a11));
      a11 = a11.lanewise(VectorOperators.XOR, a13.lanewise(VectorOperators.AND_NOT, a12));
      a12 = a12.lanewise(VectorOperators.XOR, a14.lanewise(VectorOperators.AND_NOT, a13));
      a13 = a13.lanewise(VectorOperators.XOR, first.lanewise(VectorOperators.AND_NOT, a14));
      a14 = a14.lanewise(VectorOperators.XOR, second.lanewise(VectorOperators.AND_NOT, first));
      first = a15;
      second = a16;
      a15 = a15.lanewise(VectorOperators.XOR, a17.lanewise(VectorOperators.AND_NOT, a16));
      a16 = a16.lanewise(VectorOperators.XOR, a18.lanewise(VectorOperators.AND_NOT, a17));
      a17 = a17.lanewise(VectorOperators.XOR, a19.lanewise(VectorOperators.AND_NOT, a18));
      a18 = a18.lanewise(VectorOperators.XOR, first.lanewise(VectorOperators.AND_NOT, a19));
      a19 = a19.lanewise(VectorOperators.XOR, second.lanewise(VectorOperators.AND_NOT, first));
      first = a20;
      second = a21;
      a20 = a20.lanewise(VectorOperators.XOR, a22.lanewise(VectorOperators.AND_NOT, a21));
      a21 = a21.lanewise(VectorOperators.XOR, a23.lanewise(VectorOperators.AND_NOT, a22));
      a22 = a22.lanewise(VectorOperators.XOR, a24.lanewise(VectorOperators.AND_NOT, a23));
      a23 = a23.lanewise(VectorOperators.XOR, first.lanewise(VectorOperators.AND_NOT, a24));
      a24 = a24.lanewise(VectorOperators.XOR, second.lanewise(VectorOperators.AND_NOT, first));
      // iota
      a0 = a0.lanewise(VectorOperators.XOR, constant);
    }
    a0.intoArray(s, 0);
    a1.intoArray(s, 8);
    a2.intoArray(s, 16);
    a3.intoArray(s, 24);
    a4.intoArray(s, 32);
    a5.intoArray(s, 40);
    a6.intoArray(s, 48);
    a7.intoArray(s, 56);
    a8.intoArray(s, 64);
    a9.intoArray(s, 72);
    a10.intoArray(s, 80);
    a11.intoArray(s, 88);
    a12.intoArray(s, 96);
    a13.intoArray(s, 104);
    a14.intoArray(s, 112);
    a15.intoArray(s, 120);
    a16.intoArray(s, 128);
    a17.intoArray(s, 136);
    a18.intoArray(s, 144);
    a19.intoArray(s, 152);
    a20.intoArray(s, 160);
    a21.intoArray(s, 168);
    a22.intoArray(s, 176);
    a23.intoArray(s, 184);
    a24.intoArray(s, 192);
  }
}
