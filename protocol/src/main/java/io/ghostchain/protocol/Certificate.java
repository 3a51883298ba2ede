package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.Verifier;
import java.util.ArrayList;
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

  /**
   * Checks that a quorum of an epoch's validators, by stake, made these votes.
   *
   * @param chainId of the chain
   * @param genesisHash of the chain
   * @param validators of this epoch; the caller knows that they are
   * @param verifier decides over each vote
   * @throws ProofException if one vote does not hold, or they are too few
   */
  public void verify(int chainId, Hash genesisHash, ValidatorSet validators, Verifier verifier)
      throws ProofException {
    List<Validator> all = validators.validators();
    int bytes = (all.size() + 7) / 8;
    ProofException.require(
        signers.length() == bytes,
        "a bitmap of " + bytes + " bytes for " + all.size() + " validators",
        signers.length());
    int[] voters = voters();
    Amount stake = Amount.ZERO;
    for (int voter : voters) {
      ProofException.require(voter < all.size(), "voters below " + all.size(), voter);
      stake = stake.plus(all.get(voter).stake());
    }
    Amount quorum = validators.quorum();
    ProofException.require(
        stake.compareTo(quorum) >= 0, "votes of a stake of at least " + quorum, stake);
    byte[] message = vote(chainId, genesisHash).message();
    List<Verifier.Claim> claims = new ArrayList<>();
    for (int i = 0; i < voters.length; i++) {
      PublicKey key = all.get(voters[i]).consensusKey();
      claims.add(new Verifier.Claim(key, message, votes.get(i).copy()));
    }
    boolean[] holds = verifier.verifyAll(claims);
    for (int i = 0; i < voters.length; i++) {
      ProofException.require(
          holds[i], "a valid vote of validator " + voters[i], "another signature");
    }
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
