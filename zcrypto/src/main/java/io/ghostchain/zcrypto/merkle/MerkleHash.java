package io.ghostchain.zcrypto.merkle;

import io.ghostchain.zcrypto.Hash;

/** The two hashes of RFC 9162 section 2.1.1; their prefixes keep a node from posing as a leaf. */
final class MerkleHash {
  static final byte LEAF_PREFIX = 0;
  static final byte NODE_PREFIX = 1;

  private static final byte[] LEAF_PREFIX_BYTES = {LEAF_PREFIX};

  private MerkleHash() {}

  static Hash leaf(byte[] bytes) {
    return Hash.sha256(LEAF_PREFIX_BYTES, bytes);
  }

  static Hash node(Hash left, Hash right) {
    byte[] preimage = new byte[1 + 2 * Hash.BYTES];
    preimage[0] = NODE_PREFIX;
    left.write(preimage, 1);
    right.write(preimage, 1 + Hash.BYTES);
    return Hash.sha256(preimage, 0, preimage.length);
  }
}
