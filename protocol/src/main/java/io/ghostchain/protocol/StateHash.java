package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;

/**
 * The hashes of the state's tree: a compact binary Merkle trie over k = SHA-256(key), defined by
 * its content alone.
 *
 * <p>Nothing is 32 zero bytes; a subtree with one key is that key's leaf; else an inner node joins
 * the subtrees of the next bit of k, the most significant first.
 */
public final class StateHash {
  private static final byte LEAF = 0;
  private static final byte INNER = 1;

  /** The root of no keys. */
  public static final Hash EMPTY = Hash.ZERO;

  private StateHash() {}

  /** A leaf: SHA-256(0x00 || k || SHA-256(value)). */
  public static Hash leaf(Hash keyHash, Hash valueHash) {
    return join(LEAF, keyHash, valueHash);
  }

  /** An inner node: SHA-256(0x01 || left || right). */
  public static Hash inner(Hash left, Hash right) {
    return join(INNER, left, right);
  }

  private static Hash join(byte prefix, Hash first, Hash second) {
    byte[] preimage = new byte[1 + 2 * Hash.BYTES];
    preimage[0] = prefix;
    first.write(preimage, 1);
    second.write(preimage, 1 + Hash.BYTES);
    return Hash.sha256(preimage, 0, preimage.length);
  }
}
