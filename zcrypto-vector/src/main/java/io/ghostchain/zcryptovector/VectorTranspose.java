package io.ghostchain.zcryptovector;

import static io.ghostchain.zcrypto.sha256.Sha256Lanes.BLOCK_BYTES;
import static io.ghostchain.zcrypto.sha256.Sha256Lanes.LANES;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sixteen blocks of sixteen big-endian words each, turned so that words of one number stand side by
 * side.
 *
 * <p>A step exchanges, in pairs of rows that are {@code stride} apart, the words of one row whose
 * column has that bit with those of the other whose column has it not. Strides of 1, 2, 4 and 8
 * turn all; two strides are done at once, four rows in registers.
 */
final class VectorTranspose {
  private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_512;
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;

  /** Which of two rows' 32 words go into the first of them, and which into the second. */
  private static final int[][] FIRST = {first(1), first(2), first(4), first(8)};

  private static final int[][] SECOND = {second(1), second(2), second(4), second(8)};

  private VectorTranspose() {}

  /** Writes the words of {@code blocks} to the front of {@code words}. */
  static void words(byte[] blocks, int[] words) {
    IntVector near = IntVector.fromArray(SPECIES, FIRST[0], 0);
    IntVector nearSecond = IntVector.fromArray(SPECIES, SECOND[0], 0);
    IntVector far = IntVector.fromArray(SPECIES, FIRST[1], 0);
    IntVector farSecond = IntVector.fromArray(SPECIES, SECOND[1], 0);
    for (int i = 0; i < LANES; i += 4) {
      IntVector a = row(blocks, i);
      IntVector b = row(blocks, i + 1);
      IntVector c = row(blocks, i + 2);
      IntVector d = row(blocks, i + 3);
      IntVector ab = near.selectFrom(a, b);
      IntVector ba = nearSecond.selectFrom(a, b);
      IntVector cd = near.selectFrom(c, d);
      IntVector dc = nearSecond.selectFrom(c, d);
      far.selectFrom(ab, cd).intoArray(words, i * LANES);
      far.selectFrom(ba, dc).intoArray(words, (i + 1) * LANES);
      farSecond.selectFrom(ab, cd).intoArray(words, (i + 2) * LANES);
      farSecond.selectFrom(ba, dc).intoArray(words, (i + 3) * LANES);
    }
    near = IntVector.fromArray(SPECIES, FIRST[2], 0);
    nearSecond = IntVector.fromArray(SPECIES, SECOND[2], 0);
    far = IntVector.fromArray(SPECIES, FIRST[3], 0);
    farSecond = IntVector.fromArray(SPECIES, SECOND[3], 0);
    for (int i = 0; i < 4; i++) {
      IntVector a = IntVector.fromArray(SPECIES, words, i * LANES);
      IntVector b = IntVector.fromArray(SPECIES, words, (i + 4) * LANES);
      IntVector c = IntVector.fromArray(SPECIES, words, (i + 8) * LANES);
      IntVector d = IntVector.fromArray(SPECIES, words, (i + 12) * LANES);
      IntVector ab = near.selectFrom(a, b);
      IntVector ba = nearSecond.selectFrom(a, b);
      IntVector cd = near.selectFrom(c, d);
      IntVector dc = nearSecond.selectFrom(c, d);
      far.selectFrom(ab, cd).intoArray(words, i * LANES);
      far.selectFrom(ba, dc).intoArray(words, (i + 4) * LANES);
      farSecond.selectFrom(ab, cd).intoArray(words, (i + 8) * LANES);
      farSecond.selectFrom(ba, dc).intoArray(words, (i + 12) * LANES);
    }
  }

  private static IntVector row(byte[] blocks, int row) {
    return ByteVector.fromArray(BYTES, blocks, row * BLOCK_BYTES)
        .reinterpretAsInts()
        .lanewise(VectorOperators.REVERSE_BYTES);
  }

  private static int[] first(int stride) {
    int[] words = new int[LANES];
    for (int i = 0; i < LANES; i++) {
      words[i] = (i & stride) == 0 ? i : LANES + i - stride;
    }
    return words;
  }

  private static int[] second(int stride) {
    int[] words = new int[LANES];
    for (int i = 0; i < LANES; i++) {
      words[i] = (i & stride) == 0 ? i + stride : LANES + i;
    }
    return words;
  }
}
