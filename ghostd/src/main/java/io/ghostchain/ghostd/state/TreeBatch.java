package io.ghostchain.ghostd.state;

import static io.ghostchain.ghostd.state.NodeHasher.ENTRY_BYTES;
import static io.ghostchain.ghostd.state.NodeHasher.HASH_BYTES;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.sha256.HashBatch;
import java.util.Arrays;

/**
 * Changes to the state tree, hashed and sorted by key hash, each key at most once.
 *
 * <p>Held as one array of 64-byte entries; a removed key has 32 zero bytes in place of its value's
 * hash, which no value is known to have. Not thread-safe.
 */
public final class TreeBatch {
  /** The index takes these many low bits of a sort word. */
  private static final int INDEX_BITS = 24;

  private static final int SIZE_MAX = 1 << INDEX_BITS;

  private final HashBatch hashes = new HashBatch();
  private byte[] entries;
  private int size;

  /**
   * An empty batch.
   *
   * @param sizeExpected how many changes to make room for
   */
  public TreeBatch(int sizeExpected) {
    entries = new byte[Math.multiplyExact(Math.max(sizeExpected, 1), ENTRY_BYTES)];
  }

  /** Sets the value of a key. */
  public void put(Bytes key, Bytes value) {
    int offset = claim();
    key.sha256(hashes, entries, offset);
    value.sha256(hashes, entries, offset + HASH_BYTES);
  }

  /** Sets the hash of the value of a key that is given by its hash. */
  void putHashes(Hash key, Hash value) {
    int offset = claim();
    key.write(entries, offset);
    value.write(entries, offset + HASH_BYTES);
  }

  /** Removes a key; nothing happens if the tree does not have it. */
  public void remove(Bytes key) {
    int offset = claim();
    key.sha256(hashes, entries, offset);
    Arrays.fill(entries, offset + HASH_BYTES, offset + ENTRY_BYTES, (byte) 0);
  }

  /** How many changes there are; at most 2^24. */
  public int size() {
    return size;
  }

  /**
   * The entries in ascending order of key hash.
   *
   * @throws IllegalStateException if a key was changed twice
   */
  byte[] sorted() {
    hashes.run();
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = prefix(i) << INDEX_BITS | i;
    }
    // The prefix is 39 bits, so the words are not negative and their order is that of the hashes.
    Arrays.sort(order);
    byte[] sorted = new byte[size * ENTRY_BYTES];
    for (int i = 0; i < size; i++) {
      int source = (int) order[i] & (SIZE_MAX - 1);
      insert(sorted, i, source);
    }
    return sorted;
  }

  /** Puts an entry behind the last, then past those with the same prefix that it comes before. */
  private void insert(byte[] sorted, int count, int source) {
    int at = count;
    while (at > 0) {
      int order = compareKeys(sorted, (at - 1) * ENTRY_BYTES, entries, source * ENTRY_BYTES);
      if (order == 0) {
        throw new IllegalStateException("a batch changes a key twice");
      }
      if (order < 0) {
        break;
      }
      System.arraycopy(sorted, (at - 1) * ENTRY_BYTES, sorted, at * ENTRY_BYTES, ENTRY_BYTES);
      at--;
    }
    System.arraycopy(entries, source * ENTRY_BYTES, sorted, at * ENTRY_BYTES, ENTRY_BYTES);
  }

  static int compareKeys(byte[] a, int aOffset, byte[] b, int bOffset) {
    return Arrays.compareUnsigned(
        a, aOffset, aOffset + HASH_BYTES, b, bOffset, bOffset + HASH_BYTES);
  }

  /** Whether the entry at {@code offset} removes its key. */
  static boolean removes(byte[] entries, int offset) {
    for (int i = offset + HASH_BYTES; i < offset + ENTRY_BYTES; i++) {
      if (entries[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private long prefix(int index) {
    long prefix = 0;
    for (int i = 0; i < 5; i++) {
      prefix = prefix << 8 | (entries[index * ENTRY_BYTES + i] & 0xff);
    }
    return prefix >>> 1;
  }

  private int claim() {
    if (size == SIZE_MAX) {
      throw new IllegalStateException("a batch has at most " + SIZE_MAX + " changes");
    }
    if ((size + 1) * (long) ENTRY_BYTES > entries.length) {
      hashes.run();
      entries = Arrays.copyOf(entries, Math.multiplyExact(entries.length, 2));
    }
    return size++ * ENTRY_BYTES;
  }
}
