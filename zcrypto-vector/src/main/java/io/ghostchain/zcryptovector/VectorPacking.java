package io.ghostchain.zcryptovector;

import static io.ghostchain.zcryptovector.VectorTransform.ROUNDER;
import static io.ghostchain.zcryptovector.VectorTransform.SPECIES;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import io.ghostchain.zcrypto.mldsa.Kernels;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Coefficients from packed bytes, and high bits into packed words (FIPS 204 section 7.1). */
final class VectorPacking {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;

  /** The bits of 2^52, whose last place is worth 1: or-ed with a small number, 2^52 more. */
  private static final long EXPONENT = Double.doubleToRawLongBits(0x1p52);

  private static final byte[] GATHER_10 = gather(10);
  private static final byte[] GATHER_18 = gather(18);
  private static final byte[] GATHER_20 = gather(20);
  private static final long[] SHIFT_10 = shift(10);
  private static final long[] SHIFT_18 = shift(18);
  private static final long[] SHIFT_20 = shift(20);

  /** The three or two low bytes of each lane, one after the other. */
  private static final ByteVector CLOSE_3 = close(3);

  private static final ByteVector CLOSE_2 = close(2);

  private VectorPacking() {}

  /** See {@link Kernels#unpack}. */
  static double unpack(
      byte[] packed, int from, int bits, double base, double[] polynomials, int count) {
    ByteVector gather =
        ByteVector.fromArray(BYTES, bits == 18 ? GATHER_18 : bits == 20 ? GATHER_20 : GATHER_10, 0);
    LongVector shift =
        LongVector.fromArray(LONGS, bits == 18 ? SHIFT_18 : bits == 20 ? SHIFT_20 : SHIFT_10, 0);
    LongVector exponent = LongVector.broadcast(LONGS, EXPONENT);
    DoubleVector raised = DoubleVector.broadcast(SPECIES, 0x1p52 + base);
    DoubleVector greatest = DoubleVector.zero(SPECIES);
    long mask = (1L << bits) - 1;
    int at = from;
    for (int i = 0; i < count * Kernels.N; i += 8) {
      DoubleVector value =
          raised.sub(
              gather
                  .selectFrom(ByteVector.fromArray(BYTES, packed, at))
                  .reinterpretAsLongs()
                  .lanewise(LSHR, shift)
                  .and(mask)
                  .or(exponent)
                  .reinterpretAsDoubles());
      value.intoArray(polynomials, i);
      greatest = greatest.max(value.abs());
      at += bits;
    }
    return greatest.reduceLanes(VectorOperators.MAX);
  }

  /** See {@link Kernels#packHighBits}, for gamma2 = (q-1)/88: 44 values of 6 bits. */
  static void pack44(double[] polynomial, double[] hints, int offset, long[] words, int at) {
    DoubleVector inverse = DoubleVector.broadcast(SPECIES, 1.0 / (2 * GAMMA_44));
    DoubleVector half = DoubleVector.broadcast(SPECIES, -0.25 / GAMMA_44);
    DoubleVector rounder = DoubleVector.broadcast(SPECIES, ROUNDER);
    DoubleVector q = DoubleVector.broadcast(SPECIES, Kernels.Q);
    DoubleVector range = DoubleVector.broadcast(SPECIES, -2 * GAMMA_44);
    DoubleVector count = DoubleVector.broadcast(SPECIES, 44);
    LongVector sign = LongVector.broadcast(LONGS, Long.MIN_VALUE);
    DoubleVector zero = DoubleVector.zero(SPECIES);
    int out = at;
    for (int k = 0; k < 8; k++) {
      int first = 128 * (k >> 2) + 8 * (k & 3);
      LongVector packed = LongVector.zero(LONGS);
      for (int g = 3; g >= 0; g--) {
        int place = first + 32 * g;
        DoubleVector r = DoubleVector.fromArray(SPECIES, polynomial, place);
        r = r.add(q, r.lt(zero));
        DoubleVector high = r.lanewise(FMA, inverse, half).add(rounder).sub(rounder);
        LongVector side = high.lanewise(FMA, range, r).sub(0.5).reinterpretAsLongs().and(sign);
        DoubleVector mended =
            high.add(
                DoubleVector.fromArray(SPECIES, hints, offset + place)
                    .reinterpretAsLongs()
                    .or(side)
                    .reinterpretAsDoubles());
        mended = mended.add(count, mended.lt(zero));
        mended = mended.sub(count, mended.compare(VectorOperators.GE, count));
        packed = packed.lanewise(LSHL, 6).or(mended.add(rounder).reinterpretAsLongs().and(63));
      }
      LongVector closed = CLOSE_3.selectFrom(packed.reinterpretAsBytes()).reinterpretAsLongs();
      words[out] = closed.lane(0);
      words[out + 8] = closed.lane(1);
      words[out + 16] = closed.lane(2);
      out += 24;
    }
  }

  /** See {@link Kernels#packHighBits}, for gamma2 = (q-1)/32: 16 values of 4 bits. */
  static void pack32(double[] polynomial, double[] hints, int offset, long[] words, int at) {
    DoubleVector inverse = DoubleVector.broadcast(SPECIES, 1.0 / (2 * GAMMA_32));
    DoubleVector half = DoubleVector.broadcast(SPECIES, -0.25 / GAMMA_32);
    DoubleVector rounder = DoubleVector.broadcast(SPECIES, ROUNDER);
    DoubleVector q = DoubleVector.broadcast(SPECIES, Kernels.Q);
    DoubleVector range = DoubleVector.broadcast(SPECIES, -2 * GAMMA_32);
    LongVector sign = LongVector.broadcast(LONGS, Long.MIN_VALUE);
    DoubleVector zero = DoubleVector.zero(SPECIES);
    int out = at;
    for (int k = 0; k < 8; k++) {
      int first = 128 * (k >> 2) + 8 * (k & 3);
      LongVector packed = LongVector.zero(LONGS);
      for (int g = 3; g >= 0; g--) {
        int place = first + 32 * g;
        DoubleVector r = DoubleVector.fromArray(SPECIES, polynomial, place);
        r = r.add(q, r.lt(zero));
        DoubleVector high = r.lanewise(FMA, inverse, half).add(rounder).sub(rounder);
        LongVector side = high.lanewise(FMA, range, r).sub(0.5).reinterpretAsLongs().and(sign);
        DoubleVector mended =
            high.add(
                DoubleVector.fromArray(SPECIES, hints, offset + place)
                    .reinterpretAsLongs()
                    .or(side)
                    .reinterpretAsDoubles());
        // The last four bits of a whole number are the number modulo 16, below zero as well.
        packed = packed.lanewise(LSHL, 4).or(mended.add(rounder).reinterpretAsLongs().and(15));
      }
      LongVector closed = CLOSE_2.selectFrom(packed.reinterpretAsBytes()).reinterpretAsLongs();
      words[out] = closed.lane(0);
      words[out + 8] = closed.lane(1);
      out += 16;
    }
  }

  private static final double GAMMA_44 = (Kernels.Q - 1) / 88;
  private static final double GAMMA_32 = (Kernels.Q - 1) / 32;

  /** For each of eight longs the bytes that hold its value of some bits, in order. */
  private static byte[] gather(int bits) {
    byte[] index = new byte[64];
    for (int lane = 0; lane < 8; lane++) {
      for (int i = 0; i < 4; i++) {
        index[8 * lane + i] = (byte) (lane * bits / 8 + i);
      }
    }
    return index;
  }

  private static long[] shift(int bits) {
    long[] shift = new long[8];
    for (int lane = 0; lane < 8; lane++) {
      shift[lane] = (long) lane * bits % 8;
    }
    return shift;
  }

  private static ByteVector close(int bytes) {
    byte[] index = new byte[64];
    for (int i = 0; i < 8 * bytes; i++) {
      index[i] = (byte) (i / bytes * 8 + i % bytes);
    }
    return ByteVector.fromArray(BYTES, index, 0);
  }
}
