package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.merkle.MerkleProof;

/**
 * A header that a {@link LightClient} found to be final, and what follows from it. What it says of
 * its own block is final; of the state and receipts it proves those of its parent.
 */
public final class FinalHeader {
  private final Header header;
  private final Hash hash;

  FinalHeader(Header header, Hash hash) {
    this.header = header;
    this.hash = hash;
  }

  /** The header. */
  public Header header() {
    return header;
  }

  /** Its hash. */
  public Hash hash() {
    return hash;
  }

  /**
   * An older header of the same chain, which needs no certificate of its own.
   *
   * @param proof that the older header's hash stands at its height in {@link Header#historyRoot}
   * @throws ProofException if it does not
   */
  public FinalHeader older(Header older, MerkleProof proof) throws ProofException {
    Hash olderHash = older.hash();
    requireLeaf("header", proof, older.height(), header.height(), header.historyRoot(), olderHash);
    return new FinalHeader(older, olderHash);
  }

  /**
   * Checks what the state after the parent block holds for a key: the proof's value, or nothing.
   *
   * @throws ProofException if the proof does not lead to {@link Header#stateRoot}
   */
  public void requireState(StateProof proof) throws ProofException {
    ProofException.require(
        proof.verify(header.stateRoot()),
        "a proof that leads to the state root " + header.stateRoot(),
        "another root");
  }

  /**
   * Checks that a transaction is in this block.
   *
   * @param index in the block
   * @param count of the block's transactions
   * @throws ProofException if the proof does not lead to {@link Header#txRoot}
   */
  public void requireTransaction(Hash txId, int index, int count, MerkleProof proof)
      throws ProofException {
    requireLeaf("transaction", proof, index, count, header.txRoot(), txId);
  }

  /**
   * Checks that a receipt is of the parent block.
   *
   * @param index of its transaction in the parent block
   * @param count of the parent block's transactions
   * @throws ProofException if the proof does not lead to {@link Header#receiptsRoot}
   */
  public void requireReceipt(Receipt receipt, int index, int count, MerkleProof proof)
      throws ProofException {
    requireLeaf("receipt", proof, index, count, header.receiptsRoot(), receipt.hash());
  }

  private static void requireLeaf(
      String what, MerkleProof proof, long index, long count, Hash root, Hash leaf)
      throws ProofException {
    ProofException.require(
        proof.leafIndex() == index && proof.treeSize() == count,
        "a proof of " + what + " " + index + " of " + count,
        proof.leafIndex() + " of " + proof.treeSize());
    ProofException.require(
        proof.holds(root, leaf.bytes()), "a proof that leads to the root " + root, "another root");
  }
}
