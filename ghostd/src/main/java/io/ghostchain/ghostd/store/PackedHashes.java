package io.ghostchain.ghostd.store;

import io.ghostchain.zcrypto.Hash;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Hashes, each once, in the order in which they came, without an object for each. Once published,
 * any thread reads.
 */
final class PackedHashes {
  private static final int[] NO_SLOTS = new int[1];

  /** Not known to who chooses the hashes: else all of them could be made to meet in one slot. */
  private static final long SALT = new SplittableRandom().nextLong() | 1;

  private byte[] rows = new byte[0];

  /** By a hash's slot or the next free one, its number and one. A power of two of them. */
  private int[] slots = NO_SLOTS;

  private int count;

  void add(Hash hash) {
    if (2 * count >= slots.length - 1) {
      grow();
    }
    int at = count * Hash.BYTES;
    hash.write(rows, at);
    int slot = find(rows, at);
    if (slots[slot] == 0) {
      slots[slot] = ++count;
    }
  }

  boolean contains(Hash hash) {
    return count > 0 && slots[find(hash.bytes(), 0)] != 0;
  }

  int count() {
    return count;
  }

  /** Writes a hash. */
  void write(int number, byte[] target, int at) {
    System.arraycopy(rows, number * Hash.BYTES, target, at, Hash.BYTES);
  }

  private int find(byte[] source, int at) {
    int slot = slot(source, at);
    while (slots[slot] != 0) {
      int other = (slots[slot] - 1) * Hash.BYTES;
      if (Arrays.equals(source, at, at + Hash.BYTES, rows, other, other + Hash.BYTES)) {
        break;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private int slot(byte[] source, int at) {
    long mixed = SALT;
    for (int i = 0; i < Hash.BYTES; i += Long.BYTES) {
      mixed = ((long) RunPage.LONG.get(source, at + i) ^ mixed) * SALT;
      mixed ^= mixed >>> 32;
    }
    return (int) mixed & (slots.length - 1);
  }

  private void grow() {
    slots = new int[Math.max(16, 2 * slots.length)];
    rows = Arrays.copyOf(rows, (slots.length / 2 + 1) * Hash.BYTES);
    for (int number = 0; number < count; number++) {
      slots[find(rows, number * Hash.BYTES)] = number + 1;
    }
  }
}
