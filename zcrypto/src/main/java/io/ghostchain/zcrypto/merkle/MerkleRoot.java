package io.ghostchain.zcrypto.merkle;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.sha256.HashBatch;
import java.util.List;

/**
 * The root over a list that is there as a whole (RFC 9162 section 2.1.1), each level hashed at
 * once.
 *
 * <p>The standard splits at the largest power of two below the size. That is to join neighbours
 * level by level, where the last of an odd number goes up as it is.
 */
public final class MerkleRoot {
  private static final int NODE_BYTES = 2 * Hash.BYTES;

  private MerkleRoot() {}

  /** The root over 32-byte leaves; {@link Hash#ZERO} if there are none. */
  public static Hash of(List<Hash> leaves) {
    int size = leaves.size();
    if (size == 0) {
      return Hash.ZERO;
    }
    byte[] bytes = new byte[Math.multiplyExact(size, Hash.BYTES)];
    int offset = 0;
    for (Hash leaf : leaves) {
      leaf.write(bytes, offset);
      offset += Hash.BYTES;
    }
    HashBatch batch = new HashBatch();
    byte[] level = new byte[bytes.length];
    for (int at = 0; at < bytes.length; at += Hash.BYTES) {
      batch.add(MerkleHash.LEAF_PREFIX, bytes, at, Hash.BYTES, level, at);
    }
    batch.run();
    for (; size > 1; size = (size + 1) / 2) {
      // The array of the leaves has served: the two take turns.
      byte[] above = bytes;
      for (int i = 0; i < size / 2; i++) {
        batch.add(MerkleHash.NODE_PREFIX, level, i * NODE_BYTES, NODE_BYTES, above, i * Hash.BYTES);
      }
      batch.run();
      if (size % 2 != 0) {
        System.arraycopy(level, (size - 1) * Hash.BYTES, above, size / 2 * Hash.BYTES, Hash.BYTES);
      }
      bytes = level;
      level = above;
    }
    return Hash.read(level, 0);
  }
}
