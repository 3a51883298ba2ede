package io.ghostchain.zcryptovector;

import static jdk.incubator.vector.VectorOperators.FMA;

import io.ghostchain.zcrypto.mldsa.Kernels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The number-theoretic transform of FIPS 204 section 7.5 and its inverse, on doubles.
 *
 * <p>A product t below 2^53 is reduced by subtracting q times the whole number next to t / q, which
 * adding and taking away {@link #ROUNDER} makes. Three of the eight layers would pair numbers
 * within a vector, so the square of eight vectors is transposed after the first three layers; the
 * order stays so, since keys can be kept in any. The inverse transposes another square back, after
 * which the lanes of a vector hold every fourth coefficient, as packing wants them.
 *
 * <p>Written out for the reason that {@link VectorKeccak} gives.
 */
final class VectorTransform {
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_512;

  /** Adding 1.5 * 2^52 leaves no bits behind the point, so it rounds to the nearest. */
  static final double ROUNDER = 0x1.8p52;

  static final double INVERSE_Q = 1.0 / Kernels.Q;
  static final double MINUS_Q = -Kernels.Q;

  private static final int N = Kernels.N;

  /** Powers of the root of unity (FIPS 204 appendix B), between -q/2 and q/2. */
  private static final double[] ROOTS = Kernels.roots();

  /** 1 / 256 modulo q, the last step of FIPS 204 algorithm 42; and the last root times it. */
  private static final double SCALE = 8_347_681 - Kernels.Q;

  private static final double SCALED_ROOT = Kernels.centred((long) (ROOTS[1] * SCALE));

  /** Index vectors of the transposition: the even and odd lanes of two vectors, by 1, 2 and 4. */
  private static final LongVector EVEN_1 = index(0, 8, 2, 10, 4, 12, 6, 14);

  private static final LongVector ODD_1 = index(1, 9, 3, 11, 5, 13, 7, 15);
  private static final LongVector EVEN_2 = index(0, 1, 8, 9, 4, 5, 12, 13);
  private static final LongVector ODD_2 = index(2, 3, 10, 11, 6, 7, 14, 15);
  private static final LongVector EVEN_4 = index(0, 1, 2, 3, 8, 9, 10, 11);
  private static final LongVector ODD_4 = index(4, 5, 6, 7, 12, 13, 14, 15);

  /**
   * The roots of layers 4 to 8, of which lane i serves the coefficients 32 i to 32 i + 31: a vector
   * for layer 4, two for layer 5, and so on up to sixteen.
   */
  private static final double[] FORWARD = lanes(false);

  private static final double[] BACKWARD = lanes(true);

  /** The place of each coefficient of the plain order in recovered order. */
  static final int[] RECOVERED_PLACES = new int[N];

  static {
    for (int n = 0; n < N; n++) {
      RECOVERED_PLACES[n] = 128 * (n >> 7) + 32 * (n & 3) + 8 * (n >> 5 & 3) + (n >> 2 & 7);
    }
  }

  private VectorTransform() {}

  static void forward(double[] p, int offset) {
    first(p, offset);
    middle(p, offset);
    last(p, offset);
  }

  static void backward(double[] p) {
    lastBack(p);
    firstBack(p);
  }

  /** Layers 1 to 3, and the transposition. */
  private static void first(double[] p, int offset) {
    DoubleVector inverseQ = DoubleVector.broadcast(SPECIES, INVERSE_Q);
    DoubleVector minusQ = DoubleVector.broadcast(SPECIES, MINUS_Q);
    DoubleVector rounder = DoubleVector.broadcast(SPECIES, ROUNDER);
    DoubleVector z1 = DoubleVector.broadcast(SPECIES, ROOTS[1]);
    DoubleVector z2 = DoubleVector.broadcast(SPECIES, ROOTS[2]);
    DoubleVector z3 = DoubleVector.broadcast(SPECIES, ROOTS[3]);
    DoubleVector z4 = DoubleVector.broadcast(SPECIES, ROOTS[4]);
    DoubleVector z5 = DoubleVector.broadcast(SPECIES, ROOTS[5]);
    DoubleVector z6 = DoubleVector.broadcast(SPECIES, ROOTS[6]);
    DoubleVector z7 = DoubleVector.broadcast(SPECIES, ROOTS[7]);
    for (int at = offset; at < offset + 32; at += 8) {
      DoubleVector t;
      DoubleVector v0 = DoubleVector.fromArray(SPECIES, p, at);
      DoubleVector v1 = DoubleVector.fromArray(SPECIES, p, at + 32);
      DoubleVector v2 = DoubleVector.fromArray(SPECIES, p, at + 64);
      DoubleVector v3 = DoubleVector.fromArray(SPECIES, p, at + 96);
      DoubleVector v4 = DoubleVector.fromArray(SPECIES, p, at + 128);
      DoubleVector v5 = DoubleVector.fromArray(SPECIES, p, at + 160);
      DoubleVector v6 = DoubleVector.fromArray(SPECIES, p, at + 192);
      DoubleVector v7 = DoubleVector.fromArray(SPECIES, p, at + 224);
      t = v4.mul(z1);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v4 = v0.sub(t);
      v0 = v0.add(t);
      t = v5.mul(z1);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v5 = v1.sub(t);
      v1 = v1.add(t);
      t = v6.mul(z1);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v6 = v2.sub(t);
      v2 = v2.add(t);
      t = v7.mul(z1);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v7 = v3.sub(t);
      v3 = v3.add(t);
      t = v2.mul(z2);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v2 = v0.sub(t);
      v0 = v0.add(t);
      t = v3.mul(z2);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v3 = v1.sub(t);
      v1 = v1.add(t);
      t = v6.mul(z3);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v6 = v4.sub(t);
      v4 = v4.add(t);
      t = v7.mul(z3);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v7 = v5.sub(t);
      v5 = v5.add(t);
      t = v1.mul(z4);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v1 = v0.sub(t);
      v0 = v0.add(t);
      t = v3.mul(z5);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v3 = v2.sub(t);
      v2 = v2.add(t);
      t = v5.mul(z6);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v5 = v4.sub(t);
      v4 = v4.add(t);
      t = v7.mul(z7);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v7 = v6.sub(t);
      v6 = v6.add(t);
      LongVector p0 = v0.reinterpretAsLongs();
      LongVector p1 = v1.reinterpretAsLongs();
      LongVector p2 = v2.reinterpretAsLongs();
      LongVector p3 = v3.reinterpretAsLongs();
      LongVector p4 = v4.reinterpretAsLongs();
      LongVector p5 = v5.reinterpretAsLongs();
      LongVector p6 = v6.reinterpretAsLongs();
      LongVector p7 = v7.reinterpretAsLongs();
      LongVector q0 = EVEN_1.selectFrom(p0, p1);
      LongVector q1 = ODD_1.selectFrom(p0, p1);
      LongVector q2 = EVEN_1.selectFrom(p2, p3);
      LongVector q3 = ODD_1.selectFrom(p2, p3);
      LongVector q4 = EVEN_1.selectFrom(p4, p5);
      LongVector q5 = ODD_1.selectFrom(p4, p5);
      LongVector q6 = EVEN_1.selectFrom(p6, p7);
      LongVector q7 = ODD_1.selectFrom(p6, p7);
      LongVector r0 = EVEN_2.selectFrom(q0, q2);
      LongVector r2 = ODD_2.selectFrom(q0, q2);
      LongVector r1 = EVEN_2.selectFrom(q1, q3);
      LongVector r3 = ODD_2.selectFrom(q1, q3);
      LongVector r4 = EVEN_2.selectFrom(q4, q6);
      LongVector r6 = ODD_2.selectFrom(q4, q6);
      LongVector r5 = EVEN_2.selectFrom(q5, q7);
      LongVector r7 = ODD_2.selectFrom(q5, q7);
      LongVector s0 = EVEN_4.selectFrom(r0, r4);
      LongVector s4 = ODD_4.selectFrom(r0, r4);
      LongVector s1 = EVEN_4.selectFrom(r1, r5);
      LongVector s5 = ODD_4.selectFrom(r1, r5);
      LongVector s2 = EVEN_4.selectFrom(r2, r6);
      LongVector s6 = ODD_4.selectFrom(r2, r6);
      LongVector s3 = EVEN_4.selectFrom(r3, r7);
      LongVector s7 = ODD_4.selectFrom(r3, r7);
      s0.reinterpretAsDoubles().intoArray(p, at);
      s1.reinterpretAsDoubles().intoArray(p, at + 32);
      s2.reinterpretAsDoubles().intoArray(p, at + 64);
      s3.reinterpretAsDoubles().intoArray(p, at + 96);
      s4.reinterpretAsDoubles().intoArray(p, at + 128);
      s5.reinterpretAsDoubles().intoArray(p, at + 160);
      s6.reinterpretAsDoubles().intoArray(p, at + 192);
      s7.reinterpretAsDoubles().intoArray(p, at + 224);
    }
  }

  /** Layers 4 and 5. */
  private static void middle(double[] p, int offset) {
    DoubleVector inverseQ = DoubleVector.broadcast(SPECIES, INVERSE_Q);
    DoubleVector minusQ = DoubleVector.broadcast(SPECIES, MINUS_Q);
    DoubleVector rounder = DoubleVector.broadcast(SPECIES, ROUNDER);
    DoubleVector z0 = DoubleVector.fromArray(SPECIES, FORWARD, 0);
    DoubleVector z1 = DoubleVector.fromArray(SPECIES, FORWARD, 8);
    DoubleVector z2 = DoubleVector.fromArray(SPECIES, FORWARD, 16);
    for (int at = offset; at < offset + N; at += 32) {
      DoubleVector t;
      DoubleVector v0 = DoubleVector.fromArray(SPECIES, p, at);
      DoubleVector v1 = DoubleVector.fromArray(SPECIES, p, at + 8);
      DoubleVector v2 = DoubleVector.fromArray(SPECIES, p, at + 16);
      DoubleVector v3 = DoubleVector.fromArray(SPECIES, p, at + 24);
      t = v2.mul(z0);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v2 = v0.sub(t);
      v0 = v0.add(t);
      t = v3.mul(z0);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v3 = v1.sub(t);
      v1 = v1.add(t);
      t = v1.mul(z1);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v1 = v0.sub(t);
      v0 = v0.add(t);
      t = v3.mul(z2);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v3 = v2.sub(t);
      v2 = v2.add(t);
      v0.intoArray(p, at);
      v1.intoArray(p, at + 8);
      v2.intoArray(p, at + 16);
      v3.intoArray(p, at + 24);
    }
  }

  /** Layers 6 to 8. */
  private static void last(double[] p, int offset) {
    DoubleVector inverseQ = DoubleVector.broadcast(SPECIES, INVERSE_Q);
    DoubleVector minusQ = DoubleVector.broadcast(SPECIES, MINUS_Q);
    DoubleVector rounder = DoubleVector.broadcast(SPECIES, ROUNDER);
    for (int f = 0; f < 4; f++) {
      int at = offset + 8 * f;
      DoubleVector t;
      DoubleVector v0 = DoubleVector.fromArray(SPECIES, p, at);
      DoubleVector v1 = DoubleVector.fromArray(SPECIES, p, at + 32);
      DoubleVector v2 = DoubleVector.fromArray(SPECIES, p, at + 64);
      DoubleVector v3 = DoubleVector.fromArray(SPECIES, p, at + 96);
      DoubleVector v4 = DoubleVector.fromArray(SPECIES, p, at + 128);
      DoubleVector v5 = DoubleVector.fromArray(SPECIES, p, at + 160);
      DoubleVector v6 = DoubleVector.fromArray(SPECIES, p, at + 192);
      DoubleVector v7 = DoubleVector.fromArray(SPECIES, p, at + 224);
      DoubleVector x0 = DoubleVector.fromArray(SPECIES, FORWARD, 24 + 8 * f);
      DoubleVector y0 = DoubleVector.fromArray(SPECIES, FORWARD, 56 + 16 * f);
      DoubleVector y1 = DoubleVector.fromArray(SPECIES, FORWARD, 64 + 16 * f);
      DoubleVector z0 = DoubleVector.fromArray(SPECIES, FORWARD, 120 + 32 * f);
      DoubleVector z1 = DoubleVector.fromArray(SPECIES, FORWARD, 128 + 32 * f);
      DoubleVector z2 = DoubleVector.fromArray(SPECIES, FORWARD, 136 + 32 * f);
      DoubleVector z3 = DoubleVector.fromArray(SPECIES, FORWARD, 144 + 32 * f);
      t = v4.mul(x0);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v4 = v0.sub(t);
      v0 = v0.add(t);
      t = v5.mul(x0);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v5 = v1.sub(t);
      v1 = v1.add(t);
      t = v6.mul(x0);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v6 = v2.sub(t);
      v2 = v2.add(t);
      t = v7.mul(x0);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v7 = v3.sub(t);
      v3 = v3.add(t);
      t = v2.mul(y0);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v2 = v0.sub(t);
      v0 = v0.add(t);
      t = v3.mul(y0);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v3 = v1.sub(t);
      v1 = v1.add(t);
      t = v6.mul(y1);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v6 = v4.sub(t);
      v4 = v4.add(t);
      t = v7.mul(y1);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v7 = v5.sub(t);
      v5 = v5.add(t);
      t = v1.mul(z0);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v1 = v0.sub(t);
      v0 = v0.add(t);
      t = v3.mul(z1);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v3 = v2.sub(t);
      v2 = v2.add(t);
      t = v5.mul(z2);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v5 = v4.sub(t);
      v4 = v4.add(t);
      t = v7.mul(z3);
      t = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v7 = v6.sub(t);
      v6 = v6.add(t);
      v0.intoArray(p, at);
      v1.intoArray(p, at + 32);
      v2.intoArray(p, at + 64);
      v3.intoArray(p, at + 96);
      v4.intoArray(p, at + 128);
      v5.intoArray(p, at + 160);
      v6.intoArray(p, at + 192);
      v7.intoArray(p, at + 224);
    }
  }

  /** The inverses of layers 8 to 6. */
  private static void lastBack(double[] p) {
    DoubleVector inverseQ = DoubleVector.broadcast(SPECIES, INVERSE_Q);
    DoubleVector minusQ = DoubleVector.broadcast(SPECIES, MINUS_Q);
    DoubleVector rounder = DoubleVector.broadcast(SPECIES, ROUNDER);
    for (int f = 0; f < 4; f++) {
      int at = 8 * f;
      DoubleVector t;
      DoubleVector v0 = DoubleVector.fromArray(SPECIES, p, at);
      DoubleVector v1 = DoubleVector.fromArray(SPECIES, p, at + 32);
      DoubleVector v2 = DoubleVector.fromArray(SPECIES, p, at + 64);
      DoubleVector v3 = DoubleVector.fromArray(SPECIES, p, at + 96);
      DoubleVector v4 = DoubleVector.fromArray(SPECIES, p, at + 128);
      DoubleVector v5 = DoubleVector.fromArray(SPECIES, p, at + 160);
      DoubleVector v6 = DoubleVector.fromArray(SPECIES, p, at + 192);
      DoubleVector v7 = DoubleVector.fromArray(SPECIES, p, at + 224);
      DoubleVector x0 = DoubleVector.fromArray(SPECIES, BACKWARD, 24 + 8 * f);
      DoubleVector y0 = DoubleVector.fromArray(SPECIES, BACKWARD, 56 + 16 * f);
      DoubleVector y1 = DoubleVector.fromArray(SPECIES, BACKWARD, 64 + 16 * f);
      DoubleVector z0 = DoubleVector.fromArray(SPECIES, BACKWARD, 120 + 32 * f);
      DoubleVector z1 = DoubleVector.fromArray(SPECIES, BACKWARD, 128 + 32 * f);
      DoubleVector z2 = DoubleVector.fromArray(SPECIES, BACKWARD, 136 + 32 * f);
      DoubleVector z3 = DoubleVector.fromArray(SPECIES, BACKWARD, 144 + 32 * f);
      t = v1.sub(v0).mul(z0);
      v0 = v0.add(v1);
      v1 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v3.sub(v2).mul(z1);
      v2 = v2.add(v3);
      v3 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v5.sub(v4).mul(z2);
      v4 = v4.add(v5);
      v5 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v7.sub(v6).mul(z3);
      v6 = v6.add(v7);
      v7 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v2.sub(v0).mul(y0);
      v0 = v0.add(v2);
      v2 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v3.sub(v1).mul(y0);
      v1 = v1.add(v3);
      v3 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v6.sub(v4).mul(y1);
      v4 = v4.add(v6);
      v6 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v7.sub(v5).mul(y1);
      v5 = v5.add(v7);
      v7 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v4.sub(v0).mul(x0);
      v0 = v0.add(v4);
      v4 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v5.sub(v1).mul(x0);
      v1 = v1.add(v5);
      v5 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v6.sub(v2).mul(x0);
      v2 = v2.add(v6);
      v6 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v7.sub(v3).mul(x0);
      v3 = v3.add(v7);
      v7 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v0.intoArray(p, at);
      v1.intoArray(p, at + 32);
      v2.intoArray(p, at + 64);
      v3.intoArray(p, at + 96);
      v4.intoArray(p, at + 128);
      v5.intoArray(p, at + 160);
      v6.intoArray(p, at + 192);
      v7.intoArray(p, at + 224);
    }
  }

  /**
   * The inverses of layers 5 and 4, the transposition, the inverses of layers 3 to 1, and 1 / 256.
   */
  private static void firstBack(double[] p) {
    DoubleVector inverseQ = DoubleVector.broadcast(SPECIES, INVERSE_Q);
    DoubleVector minusQ = DoubleVector.broadcast(SPECIES, MINUS_Q);
    DoubleVector rounder = DoubleVector.broadcast(SPECIES, ROUNDER);
    DoubleVector x0 = DoubleVector.fromArray(SPECIES, BACKWARD, 0);
    DoubleVector x1 = DoubleVector.fromArray(SPECIES, BACKWARD, 8);
    DoubleVector x2 = DoubleVector.fromArray(SPECIES, BACKWARD, 16);
    DoubleVector z2 = DoubleVector.broadcast(SPECIES, ROOTS[2]);
    DoubleVector z3 = DoubleVector.broadcast(SPECIES, ROOTS[3]);
    DoubleVector z4 = DoubleVector.broadcast(SPECIES, ROOTS[4]);
    DoubleVector z5 = DoubleVector.broadcast(SPECIES, ROOTS[5]);
    DoubleVector z6 = DoubleVector.broadcast(SPECIES, ROOTS[6]);
    DoubleVector z7 = DoubleVector.broadcast(SPECIES, ROOTS[7]);
    DoubleVector scale = DoubleVector.broadcast(SPECIES, SCALE);
    DoubleVector z1 = DoubleVector.broadcast(SPECIES, SCALED_ROOT);
    for (int at = 0; at < 128; at += 32) {
      DoubleVector t;
      DoubleVector v0 = DoubleVector.fromArray(SPECIES, p, at);
      DoubleVector v1 = DoubleVector.fromArray(SPECIES, p, at + 128);
      DoubleVector v2 = DoubleVector.fromArray(SPECIES, p, at + 8);
      DoubleVector v3 = DoubleVector.fromArray(SPECIES, p, at + 136);
      DoubleVector v4 = DoubleVector.fromArray(SPECIES, p, at + 16);
      DoubleVector v5 = DoubleVector.fromArray(SPECIES, p, at + 144);
      DoubleVector v6 = DoubleVector.fromArray(SPECIES, p, at + 24);
      DoubleVector v7 = DoubleVector.fromArray(SPECIES, p, at + 152);
      t = v2.sub(v0).mul(x1);
      v0 = v0.add(v2);
      v2 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v3.sub(v1).mul(x1);
      v1 = v1.add(v3);
      v3 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v6.sub(v4).mul(x2);
      v4 = v4.add(v6);
      v6 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v7.sub(v5).mul(x2);
      v5 = v5.add(v7);
      v7 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v4.sub(v0).mul(x0);
      v0 = v0.add(v4);
      v4 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v5.sub(v1).mul(x0);
      v1 = v1.add(v5);
      v5 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v6.sub(v2).mul(x0);
      v2 = v2.add(v6);
      v6 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v7.sub(v3).mul(x0);
      v3 = v3.add(v7);
      v7 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      LongVector p0 = v0.reinterpretAsLongs();
      LongVector p1 = v1.reinterpretAsLongs();
      LongVector p2 = v2.reinterpretAsLongs();
      LongVector p3 = v3.reinterpretAsLongs();
      LongVector p4 = v4.reinterpretAsLongs();
      LongVector p5 = v5.reinterpretAsLongs();
      LongVector p6 = v6.reinterpretAsLongs();
      LongVector p7 = v7.reinterpretAsLongs();
      LongVector q0 = EVEN_1.selectFrom(p0, p1);
      LongVector q1 = ODD_1.selectFrom(p0, p1);
      LongVector q2 = EVEN_1.selectFrom(p2, p3);
      LongVector q3 = ODD_1.selectFrom(p2, p3);
      LongVector q4 = EVEN_1.selectFrom(p4, p5);
      LongVector q5 = ODD_1.selectFrom(p4, p5);
      LongVector q6 = EVEN_1.selectFrom(p6, p7);
      LongVector q7 = ODD_1.selectFrom(p6, p7);
      LongVector r0 = EVEN_2.selectFrom(q0, q2);
      LongVector r2 = ODD_2.selectFrom(q0, q2);
      LongVector r1 = EVEN_2.selectFrom(q1, q3);
      LongVector r3 = ODD_2.selectFrom(q1, q3);
      LongVector r4 = EVEN_2.selectFrom(q4, q6);
      LongVector r6 = ODD_2.selectFrom(q4, q6);
      LongVector r5 = EVEN_2.selectFrom(q5, q7);
      LongVector r7 = ODD_2.selectFrom(q5, q7);
      LongVector s0 = EVEN_4.selectFrom(r0, r4);
      LongVector s4 = ODD_4.selectFrom(r0, r4);
      LongVector s1 = EVEN_4.selectFrom(r1, r5);
      LongVector s5 = ODD_4.selectFrom(r1, r5);
      LongVector s2 = EVEN_4.selectFrom(r2, r6);
      LongVector s6 = ODD_4.selectFrom(r2, r6);
      LongVector s3 = EVEN_4.selectFrom(r3, r7);
      LongVector s7 = ODD_4.selectFrom(r3, r7);
      v0 = s0.reinterpretAsDoubles();
      v1 = s1.reinterpretAsDoubles();
      v2 = s2.reinterpretAsDoubles();
      v3 = s3.reinterpretAsDoubles();
      v4 = s4.reinterpretAsDoubles();
      v5 = s5.reinterpretAsDoubles();
      v6 = s6.reinterpretAsDoubles();
      v7 = s7.reinterpretAsDoubles();
      t = v1.sub(v0).mul(z7);
      v0 = v0.add(v1);
      v1 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v3.sub(v2).mul(z6);
      v2 = v2.add(v3);
      v3 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v5.sub(v4).mul(z5);
      v4 = v4.add(v5);
      v5 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v7.sub(v6).mul(z4);
      v6 = v6.add(v7);
      v7 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v2.sub(v0).mul(z3);
      v0 = v0.add(v2);
      v2 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v3.sub(v1).mul(z3);
      v1 = v1.add(v3);
      v3 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v6.sub(v4).mul(z2);
      v4 = v4.add(v6);
      v6 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v7.sub(v5).mul(z2);
      v5 = v5.add(v7);
      v7 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      t = v4.sub(v0).mul(z1);
      v0 = v0.add(v4).mul(scale);
      v4 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v0 = v0.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, v0);
      t = v5.sub(v1).mul(z1);
      v1 = v1.add(v5).mul(scale);
      v5 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v1 = v1.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, v1);
      t = v6.sub(v2).mul(z1);
      v2 = v2.add(v6).mul(scale);
      v6 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v2 = v2.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, v2);
      t = v7.sub(v3).mul(z1);
      v3 = v3.add(v7).mul(scale);
      v7 = t.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, t);
      v3 = v3.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, v3);
      v0.intoArray(p, at);
      v1.intoArray(p, at + 8);
      v2.intoArray(p, at + 16);
      v3.intoArray(p, at + 24);
      v4.intoArray(p, at + 128);
      v5.intoArray(p, at + 136);
      v6.intoArray(p, at + 144);
      v7.intoArray(p, at + 152);
    }
  }

  private static LongVector index(long... lanes) {
    return LongVector.fromArray(LongVector.SPECIES_512, lanes, 0);
  }

  /** The roots of layers 4 to 8 by lane: 31 vectors. */
  private static double[] lanes(boolean backward) {
    double[] table = new double[8 * 31];
    int at = 0;
    for (int layer = 4; layer <= 8; layer++) {
      int blocks = 1 << (layer - 1);
      for (int vector = 0; vector < blocks / 8; vector++) {
        for (int lane = 0; lane < 8; lane++) {
          int block = blocks / 8 * lane + vector;
          table[at++] = ROOTS[backward ? 2 * blocks - 1 - block : blocks + block];
        }
      }
    }
    return table;
  }
}
