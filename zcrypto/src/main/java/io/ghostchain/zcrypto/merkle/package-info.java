/**
 * Merkle trees over lists, hashed as RFC 9162 section 2.1 does: SHA-256, a leaf is {@code
 * SHA-256(0x00 || bytes)}, an inner node {@code SHA-256(0x01 || left || right)}, and a list splits
 * at the largest power of two below its size.
 *
 * <p>One rule differs: the root of no leaves is {@link io.ghostchain.zcrypto.Hash#ZERO}, as for
 * every empty tree of the ledger. {@link io.ghostchain.zcrypto.merkle.MerkleFrontier} keeps the
 * peaks only, so an ever-growing list (a Merkle mountain range) costs at most 63 hashes; {@link
 * io.ghostchain.zcrypto.merkle.MerkleTree} keeps all nodes and proves. Both give the same root.
 *
 * <p>Stability: the hashing and the encodings of proofs are wire-stable.
 */
@NullMarked
package io.ghostchain.zcrypto.merkle;

import org.jspecify.annotations.NullMarked;
