package io.ghostchain.ghostd.store;

import io.ghostchain.zcrypto.Hash;
import java.util.Arrays;

/**
 * Puts rows that begin with a hash in order without an object a row: where a row stands is sorted,
 * as the low bits of a long that has forty bits of the hash above. Rows of equal hashes stay in the
 * order in which they stand. Owned by one thread, which uses it again and again.
 */
final class RowOrder {
  /** A row begins at a multiple of eight bytes, and before this one. */
  static final int BYTES_MAX = 1 << 27;

  private static final int PLACE_BITS = 24;
  private static final int STEP_BYTES = 5;

  private long[] packed = new long[0];
  private int count;

  /** Forgets the rows, and makes room for so many. */
  void clear(int rowsMax) {
    count = 0;
    if (packed.length < rowsMax || packed.length / 8 > rowsMax) {
      packed = new long[rowsMax];
    }
  }

  /** Adds the row that begins at {@code at}. */
  void add(byte[] rows, int at) {
    packed[count++] = pack((long) RunPage.LONG.get(rows, at), at);
  }

  void sort(byte[] rows) {
    sort(rows, 0, count, 0);
  }

  int count() {
    return count;
  }

  /** Where the row begins that is {@code place}th in order. */
  int at(int place) {
    return rowAt(packed[place]);
  }

  private void sort(byte[] rows, int from, int to, int byteAt) {
    Arrays.sort(packed, from, to);
    for (int first = from; first < to; ) {
      int end = first + 1;
      while (end < to && packed[end] >>> PLACE_BITS == packed[first] >>> PLACE_BITS) {
        end++;
      }
      if (end - first > 1 && !allEqual(rows, first, end)) {
        int nextByte = byteAt + STEP_BYTES;
        for (int i = first; i < end; i++) {
          int at = rowAt(packed[i]);
          // The last word that is all hash, with what was sorted by before shifted out.
          int wordAt = Math.min(nextByte, Hash.BYTES - Long.BYTES);
          long word = (long) RunPage.LONG.get(rows, at + wordAt);
          packed[i] = pack(word << (Byte.SIZE * (nextByte - wordAt)), at);
        }
        sort(rows, first, end, nextByte);
      }
      first = end;
    }
  }

  private boolean allEqual(byte[] rows, int from, int to) {
    int first = rowAt(packed[from]);
    for (int i = from + 1; i < to; i++) {
      if (!isSame(rows, first, rowAt(packed[i]))) {
        return false;
      }
    }
    return true;
  }

  /** Whether two rows begin with the same hash. */
  static boolean isSame(byte[] rows, int one, int other) {
    for (int i = 0; i < Hash.BYTES; i += Long.BYTES) {
      if ((long) RunPage.LONG.get(rows, one + i) != (long) RunPage.LONG.get(rows, other + i)) {
        return false;
      }
    }
    return true;
  }

  /** Signed order of the result is the unsigned order of the bits. */
  private static long pack(long word, int at) {
    return ((word ^ Long.MIN_VALUE) & -(1L << PLACE_BITS)) | (at >>> 3);
  }

  private static int rowAt(long packed) {
    return ((int) packed & ((1 << PLACE_BITS) - 1)) << 3;
  }
}
