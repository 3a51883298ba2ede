package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import java.util.BitSet;
import java.util.List;

/**
 * A quorum of votes to finalize a header.
 *
 * @param epoch of the header
 * @param view of the header
 * @param parentView the view of the header's parent
 * @param headerHash the header
 * @param signers bit i of byte i/8, lowest first: validator i voted; exactly as many bytes as the
 *     epoch's validators take
 * @param votes signatures in the order of the bitmap
 */
public record Certificate(
    long epoch, long view, long parentView, Hash headerHash, Bytes signers, List<Bytes> votes) {
  private static final int SIGNERS_BYTES = Limits.VALIDATORS / 8;

  /** Checks the components. */
  public Certificate {
    votes = List.copyOf(votes);
    Require.natural("epoch", epoch);
    Require.natural("view", view);
    Require.natural("parent_view", parentView);
    Require.length("signers", signers, 1, SIGNERS_BYTES);
    int voted = BitSet.valueOf(signers.copy()).cardinality();
    Require.that(votes.size() == voted, "a vote for each of " + voted + " signers", votes.size());
    for (Bytes vote : votes) {
      int bytes = Validator.SCHEME.signatureBytes();
      Require.length("a vote", vote, bytes, bytes);
    }
  }

  /** Decodes a certificate. */
  public static Certificate decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(
        Bytes.of(encoded), Limits.VALIDATOR_SET_BYTES, "certificate", Certificate::read);
  }

  /** The canonical encoding. */
  public byte[] encode() {
    return WireWriter.encode(2500 * votes.size() + 128, this::write);
  }

  /** What each signer signed. */
  public Vote vote(int chainId, Hash genesisHash) {
    return new Vote(chainId, genesisHash, epoch, view, VoteKind.FINALIZE, headerHash, parentView);
  }

  /** The indices of the validators that voted, ascending. */
  public int[] voters() {
    return BitSet.valueOf(signers.copy()).stream().toArray();
  }

  private void write(WireWriter out) {
    out.uint64(1, epoch);
    out.uint64(2, view);
    out.uint64(3, parentView);
    out.hash(4, headerHash);
    out.bytes(5, signers);
    out.repeatedBytes(6, votes);
  }

  private static Certificate read(WireReader in) throws DecodeException {
    return new Certificate(
        in.uint64(1, "epoch"),
        in.uint64(2, "view"),
        in.uint64(3, "parent_view"),
        in.hash(4, "header_hash"),
        in.bytes(5, "signers", SIGNERS_BYTES),
        in.repeatedBytes(6, "votes", Limits.VALIDATORS, Validator.SCHEME.signatureBytes()));
  }
}
