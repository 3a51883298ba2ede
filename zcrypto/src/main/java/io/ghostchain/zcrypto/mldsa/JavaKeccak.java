package io.ghostchain.zcrypto.mldsa;

/** Keccak-f[1600] (FIPS 202 section 3.3) on one of eight interleaved states. */
final class JavaKeccak {
  private static final int LANES = Kernels.LANES;

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

  private JavaKeccak() {}

  static void permute(long[] s, int lane) {
    long a0 = s[lane];
    long a1 = s[LANES + lane];
    long a2 = s[2 * LANES + lane];
    long a3 = s[3 * LANES + lane];
    long a4 = s[4 * LANES + lane];
    long a5 = s[5 * LANES + lane];
    long a6 = s[6 * LANES + lane];
    long a7 = s[7 * LANES + lane];
    long a8 = s[8 * LANES + lane];
    long a9 = s[9 * LANES + lane];
    long a10 = s[10 * LANES + lane];
    long a11 = s[11 * LANES + lane];
    long a12 = s[12 * LANES + lane];
    long a13 = s[13 * LANES + lane];
    long a14 = s[14 * LANES + lane];
    long a15 = s[15 * LANES + lane];
    long a16 = s[16 * LANES + lane];
    long a17 = s[17 * LANES + lane];
    long a18 = s[18 * LANES + lane];
    long a19 = s[19 * LANES + lane];
    long a20 = s[20 * LANES + lane];
    long a21 = s[21 * LANES + lane];
    long a22 = s[22 * LANES + lane];
    long a23 = s[23 * LANES + lane];
    long a24 = s[24 * LANES + lane];
    for (long constant : ROUND_CONSTANTS) {
      // theta
      long c0 = a0 ^ a5 ^ a10 ^ a15 ^ a20;
      long c1 = a1 ^ a6 ^ a11 ^ a16 ^ a21;
      long c2 = a2 ^ a7 ^ a12 ^ a17 ^ a22;
      long c3 = a3 ^ a8 ^ a13 ^ a18 ^ a23;
      long c4 = a4 ^ a9 ^ a14 ^ a19 ^ a24;
      long d0 = c4 ^ Long.rotateLeft(c1, 1);
      long d1 = c0 ^ Long.rotateLeft(c2, 1);
      long d2 = c1 ^ Long.rotateLeft(c3, 1);
      long d3 = c2 ^ Long.rotateLeft(c4, 1);
      long d4 = c3 ^ Long.rotateLeft(c0, 1);
      a0 ^= d0;
      a5 ^= d0;
      a10 ^= d0;
      a15 ^= d0;
      a20 ^= d0;
      a1 ^= d1;
      a6 ^= d1;
      a11 ^= d1;
      a16 ^= d1;
      a21 ^= d1;
      a2 ^= d2;
      a7 ^= d2;
      a12 ^= d2;
      a17 ^= d2;
      a22 ^= d2;
      a3 ^= d3;
      a8 ^= d3;
      a13 ^= d3;
      a18 ^= d3;
      a23 ^= d3;
      a4 ^= d4;
      a9 ^= d4;
      a14 ^= d4;
      a19 ^= d4;
      a24 ^= d4;
      // rho and pi, along the one cycle that pi makes of the words
      long moved = Long.rotateLeft(a6, 44);
      a6 = Long.rotateLeft(a9, 20);
      a9 = Long.rotateLeft(a22, 61);
      a22 = Long.rotateLeft(a14, 39);
      a14 = Long.rotateLeft(a20, 18);
      a20 = Long.rotateLeft(a2, 62);
      a2 = Long.rotateLeft(a12, 43);
      a12 = Long.rotateLeft(a13, 25);
      a13 = Long.rotateLeft(a19, 8);
      a19 = Long.rotateLeft(a23, 56);
      a23 = Long.rotateLeft(a15, 41);
      a15 = Long.rotateLeft(a4, 27);
      a4 = Long.rotateLeft(a24, 14);
      a24 = Long.rotateLeft(a21, 2);
      a21 = Long.rotateLeft(a8, 55);
      a8 = Long.rotateLeft(a16, 45);
      a16 = Long.rotateLeft(a5, 36);
      a5 = Long.rotateLeft(a3, 28);
      a3 = Long.rotateLeft(a18, 21);
      a18 = Long.rotateLeft(a17, 15);
      a17 = Long.rotateLeft(a11, 10);
      a11 = Long.rotateLeft(a7, 6);
      a7 = Long.rotateLeft(a10, 3);
      a10 = Long.rotateLeft(a1, 1);
      a1 = moved;
      // chi
      long first = a0;
      long second = a1;
      a0 ^= ~a1 & a2;
      a1 ^= ~a2 & a3;
      a2 ^= ~a3 & a4;
      a3 ^= ~a4 & first;
      a4 ^= ~first & second;
      first = a5;
      second = a6;
      a5 ^= ~a6 & a7;
      a6 ^= ~a7 & a8;
      a7 ^= ~a8 & a9;
      a8 ^= ~a9 & first;
      a9 ^= ~first & second;
      first = a10;
      second = a11;
      a10 ^= ~a11 & a12;
      a11 ^= ~a12 & a13;
      a12 ^= ~a13 & a14;
      a13 ^= ~a14 & first;
      a14 ^= ~first & second;
      first = a15;
      second = a16;
      a15 ^= ~a16 & a17;
      a16 ^= ~a17 & a18;
      a17 ^= ~a18 & a19;
      a18 ^= ~a19 & first;
      a19 ^= ~first & second;
      first = a20;
      second = a21;
      a20 ^= ~a21 & a22;
      a21 ^= ~a22 & a23;
      a22 ^= ~a23 & a24;
      a23 ^= ~a24 & first;
      a24 ^= ~first & second;
      // iota
      a0 ^= constant;
    }
    s[lane] = a0;
    s[LANES + lane] = a1;
    s[2 * LANES + lane] = a2;
    s[3 * LANES + lane] = a3;
    s[4 * LANES + lane] = a4;
    s[5 * LANES + lane] = a5;
    s[6 * LANES + lane] = a6;
    s[7 * LANES + lane] = a7;
    s[8 * LANES + lane] = a8;
    s[9 * LANES + lane] = a9;
    s[10 * LANES + lane] = a10;
    s[11 * LANES + lane] = a11;
    s[12 * LANES + lane] = a12;
    s[13 * LANES + lane] = a13;
    s[14 * LANES + lane] = a14;
    s[15 * LANES + lane] = a15;
    s[16 * LANES + lane] = a16;
    s[17 * LANES + lane] = a17;
    s[18 * LANES + lane] = a18;
    s[19 * LANES + lane] = a19;
    s[20 * LANES + lane] = a20;
    s[21 * LANES + lane] = a21;
    s[22 * LANES + lane] = a22;
    s[23 * LANES + lane] = a23;
    s[24 * LANES + lane] = a24;
  }
}
