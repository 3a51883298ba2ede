package io.ghostchain.zcryptovector;

import static io.ghostchain.zcryptovector.VectorTransform.INVERSE_Q;
import static io.ghostchain.zcryptovector.VectorTransform.MINUS_Q;
import static io.ghostchain.zcryptovector.VectorTransform.ROUNDER;
import static io.ghostchain.zcryptovector.VectorTransform.SPECIES;
import static jdk.incubator.vector.VectorOperators.FMA;

import io.ghostchain.zcrypto.mldsa.Kernels;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The matrix of a key: sampled, stored as ints, multiplied with a vector of polynomials. */
final class VectorMatrix {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
  private static final ByteVector TRIPLES = triples();

  /** Index vectors of the transposition, as in {@link VectorTransform}. */
  private static final IntVector EVEN_1 = index(0, 8, 2, 10, 4, 12, 6, 14);

  private static final IntVector ODD_1 = index(1, 9, 3, 11, 5, 13, 7, 15);
  private static final IntVector EVEN_2 = index(0, 1, 8, 9, 4, 5, 12, 13);
  private static final IntVector ODD_2 = index(2, 3, 10, 11, 6, 7, 14, 15);
  private static final IntVector EVEN_4 = index(0, 1, 2, 3, 8, 9, 10, 11);
  private static final IntVector ODD_4 = index(4, 5, 6, 7, 12, 13, 14, 15);

  private VectorMatrix() {}

  /** See {@link Kernels#multiply}. */
  static void multiply(int[] key, int offset, double[] polynomials, int columns, double[] sum) {
    DoubleVector inverseQ = DoubleVector.broadcast(SPECIES, INVERSE_Q);
    DoubleVector minusQ = DoubleVector.broadcast(SPECIES, MINUS_Q);
    DoubleVector rounder = DoubleVector.broadcast(SPECIES, ROUNDER);
    for (int i = 0; i < Kernels.N; i += 16) {
      DoubleVector a = DoubleVector.zero(SPECIES);
      DoubleVector b = DoubleVector.zero(SPECIES);
      int end = columns * Kernels.N + i;
      for (int at = i; at < end; at += Kernels.N) {
        DoubleVector left =
            (DoubleVector)
                IntVector.fromArray(INTS, key, offset + at)
                    .convertShape(VectorOperators.I2D, SPECIES, 0);
        DoubleVector right =
            (DoubleVector)
                IntVector.fromArray(INTS, key, offset + at + 8)
                    .convertShape(VectorOperators.I2D, SPECIES, 0);
        a = left.lanewise(FMA, DoubleVector.fromArray(SPECIES, polynomials, at), a);
        b = right.lanewise(FMA, DoubleVector.fromArray(SPECIES, polynomials, at + 8), b);
      }
      a.lanewise(FMA, inverseQ, rounder).sub(rounder).lanewise(FMA, minusQ, a).intoArray(sum, i);
      b.lanewise(FMA, inverseQ, rounder)
          .sub(rounder)
          .lanewise(FMA, minusQ, b)
          .intoArray(sum, i + 8);
    }
  }

  /** See {@link Kernels#store}. */
  static void store(double[] polynomials, int from, double factor, int[] key, int offset) {
    for (int i = 0; i < Kernels.N; i += 8) {
      DoubleVector value = DoubleVector.fromArray(SPECIES, polynomials, from + i).mul(factor);
      DoubleVector reduced =
          value
              .lanewise(
                  FMA,
                  DoubleVector.broadcast(SPECIES, INVERSE_Q),
                  DoubleVector.broadcast(SPECIES, ROUNDER))
              .sub(ROUNDER)
              .lanewise(FMA, DoubleVector.broadcast(SPECIES, MINUS_Q), value);
      ((IntVector) reduced.convertShape(VectorOperators.D2I, INTS, 0)).intoArray(key, offset + i);
    }
  }

  /** See {@link Kernels#sample}. */
  static int sample(byte[] block, int[] polynomial, int filled) {
    int at = filled;
    for (int from = 0; from < 168 && at < Kernels.N; from += 48) {
      int candidates = Math.min(16, (168 - from) / 3);
      IntVector values =
          TRIPLES
              .selectFrom(ByteVector.fromArray(BYTES, block, from))
              .reinterpretAsInts()
              .and(0x7fffff);
      values.intoArray(polynomial, at);
      long refused = values.compare(VectorOperators.GE, Kernels.Q).toLong();
      refused &= (1L << candidates) - 1;
      if (refused == 0) {
        at += candidates;
      } else {
        // One candidate in a thousand is refused: what follows it moves up.
        int kept = Long.numberOfTrailingZeros(refused);
        for (int i = kept; i < candidates; i++) {
          if ((refused >>> i & 1) == 0) {
            polynomial[at + kept++] = polynomial[at + i];
          }
        }
        at += kept;
      }
    }
    return Math.min(at, Kernels.N);
  }

  /** See {@link Kernels#arrange}: four squares of eight by eight are transposed. */
  static void arrange(int[] plain, int[] key, int offset) {
    for (int at = 0; at < 32; at += 8) {
      IntVector p0 = IntVector.fromArray(INTS, plain, at);
      IntVector p1 = IntVector.fromArray(INTS, plain, at + 32);
      IntVector p2 = IntVector.fromArray(INTS, plain, at + 64);
      IntVector p3 = IntVector.fromArray(INTS, plain, at + 96);
      IntVector p4 = IntVector.fromArray(INTS, plain, at + 128);
      IntVector p5 = IntVector.fromArray(INTS, plain, at + 160);
      IntVector p6 = IntVector.fromArray(INTS, plain, at + 192);
      IntVector p7 = IntVector.fromArray(INTS, plain, at + 224);
      IntVector q0 = EVEN_1.selectFrom(p0, p1);
      IntVector q1 = ODD_1.selectFrom(p0, p1);
      IntVector q2 = EVEN_1.selectFrom(p2, p3);
      IntVector q3 = ODD_1.selectFrom(p2, p3);
      IntVector q4 = EVEN_1.selectFrom(p4, p5);
      IntVector q5 = ODD_1.selectFrom(p4, p5);
      IntVector q6 = EVEN_1.selectFrom(p6, p7);
      IntVector q7 = ODD_1.selectFrom(p6, p7);
      IntVector r0 = EVEN_2.selectFrom(q0, q2);
      IntVector r2 = ODD_2.selectFrom(q0, q2);
      IntVector r1 = EVEN_2.selectFrom(q1, q3);
      IntVector r3 = ODD_2.selectFrom(q1, q3);
      IntVector r4 = EVEN_2.selectFrom(q4, q6);
      IntVector r6 = ODD_2.selectFrom(q4, q6);
      IntVector r5 = EVEN_2.selectFrom(q5, q7);
      IntVector r7 = ODD_2.selectFrom(q5, q7);
      IntVector s0 = EVEN_4.selectFrom(r0, r4);
      IntVector s4 = ODD_4.selectFrom(r0, r4);
      IntVector s1 = EVEN_4.selectFrom(r1, r5);
      IntVector s5 = ODD_4.selectFrom(r1, r5);
      IntVector s2 = EVEN_4.selectFrom(r2, r6);
      IntVector s6 = ODD_4.selectFrom(r2, r6);
      IntVector s3 = EVEN_4.selectFrom(r3, r7);
      IntVector s7 = ODD_4.selectFrom(r3, r7);
      s0.intoArray(key, offset + at);
      s1.intoArray(key, offset + at + 32);
      s2.intoArray(key, offset + at + 64);
      s3.intoArray(key, offset + at + 96);
      s4.intoArray(key, offset + at + 128);
      s5.intoArray(key, offset + at + 160);
      s6.intoArray(key, offset + at + 192);
      s7.intoArray(key, offset + at + 224);
    }
  }

  private static IntVector index(int... lanes) {
    return IntVector.fromArray(INTS, lanes, 0);
  }

  private static ByteVector triples() {
    byte[] index = new byte[64];
    for (int i = 0; i < 16; i++) {
      for (int j = 0; j < 3; j++) {
        index[4 * i + j] = (byte) (3 * i + j);
      }
    }
    return ByteVector.fromArray(BYTES, index, 0);
  }
}
