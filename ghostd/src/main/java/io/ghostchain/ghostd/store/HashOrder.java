package io.ghostchain.ghostd.store;

import io.ghostchain.zcrypto.Hash;
import java.util.Arrays;

/**
 * Puts hashes in order without an object an entry: their numbers are sorted, as the low bits of a
 * long that has forty bits of the hash above. Equal hashes stay in the order of their numbers.
 *
 * <p>Owned by one thread, which may use it again.
 */
final class HashOrder {
  /** How many can be sorted at once. */
  static final int ENTRIES_MAX = 1 << 24;

  private static final int NUMBER_BITS = 24;
  private static final int STEP_BYTES = 5;

  /** A hash, and room for a long that begins at its last byte. */
  private final byte[] scratch = new byte[Hash.BYTES + Long.BYTES];

  private long[] packed = new long[0];

  /**
   * Sorts.
   *
   * @param hashes of which the first {@code count} are taken
   */
  void sort(Hash[] hashes, int count) {
    if (count > ENTRIES_MAX) {
      throw new IllegalArgumentException("expected at most 2^24 entries, got " + count);
    }
    if (packed.length < count || packed.length / 8 > count) {
      packed = new long[count];
    }
    for (int i = 0; i < count; i++) {
      packed[i] = pack(hashes[i], 0, i);
    }
    sort(hashes, 0, count, 0);
  }

  /** The number of the hash that is {@code place}th in order. */
  int at(int place) {
    return number(packed[place]);
  }

  private void sort(Hash[] hashes, int from, int to, int byteAt) {
    Arrays.sort(packed, from, to);
    for (int first = from; first < to; ) {
      int end = first + 1;
      while (end < to && packed[end] >>> NUMBER_BITS == packed[first] >>> NUMBER_BITS) {
        end++;
      }
      if (end - first > 1 && !allEqual(hashes, first, end)) {
        int nextByte = byteAt + STEP_BYTES;
        for (int i = first; i < end; i++) {
          int number = number(packed[i]);
          packed[i] = pack(hashes[number], nextByte, number);
        }
        sort(hashes, first, end, nextByte);
      }
      first = end;
    }
  }

  private boolean allEqual(Hash[] hashes, int from, int to) {
    Hash first = hashes[number(packed[from])];
    for (int i = from + 1; i < to; i++) {
      if (!first.equals(hashes[number(packed[i])])) {
        return false;
      }
    }
    return true;
  }

  /** Signed order of the result is the unsigned order of the bits. */
  private long pack(Hash hash, int byteAt, int number) {
    hash.write(scratch, 0);
    long bits = (long) RunPage.LONG.get(scratch, byteAt) ^ Long.MIN_VALUE;
    return (bits & -(1L << NUMBER_BITS)) | number;
  }

  private static int number(long packed) {
    return (int) packed & (ENTRIES_MAX - 1);
  }
}
