package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.merkle.MerkleRoot;
import java.util.List;

/**
 * The Merkle roots of a header over lists, each of which has a 32-byte hash an item (RFC 9162
 * section 2.1, and 32 zero bytes for no items). A proof is zcrypto's {@code MerkleProof} of such a
 * hash.
 */
public final class Roots {
  private Roots() {}

  /** Over the ids of a block's transactions. */
  public static Hash transactions(List<Hash> txIds) {
    return root(txIds);
  }

  /** Over SHA-256 of each of a block's encoded witnesses. */
  public static Hash witnesses(List<Bytes> witnesses) {
    return root(witnesses.stream().map(Bytes::sha256).toList());
  }

  /** As {@link #witnesses}, of hashes that are known: see {@link Transaction#witnessHash}. */
  public static Hash witnessHashes(List<Hash> hashes) {
    return root(hashes);
  }

  /** Over the hashes of a block's receipts. */
  public static Hash receipts(List<Receipt> receipts) {
    return root(receipts.stream().map(Receipt::hash).toList());
  }

  /** Over the hashes of all blocks so far: the genesis hash, then the block of height 1, and on. */
  public static Hash history(List<Hash> blockHashes) {
    return root(blockHashes);
  }

  private static Hash root(List<Hash> hashes) {
    return MerkleRoot.of(hashes);
  }
}
