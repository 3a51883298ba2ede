package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;

/**
 * What a validator signs: a vote that counts in one view of one epoch of one chain.
 *
 * @param chainId of the header
 * @param genesisHash names the chain
 * @param epoch of the header
 * @param view of the header
 * @param kind what is voted for
 * @param digest hash of the header, {@link Hash#ZERO} to nullify
 * @param parentView the view of the header's parent
 */
public record Vote(
    int chainId,
    Hash genesisHash,
    long epoch,
    long view,
    VoteKind kind,
    Hash digest,
    long parentView) {
  private static final int BYTES = 4 + Hash.BYTES + 8 + 8 + 1 + Hash.BYTES + 8;

  /** The 48 bytes that are signed: numbers are big-endian, in the order of the components. */
  public byte[] message() {
    byte[] fields = new byte[BYTES];
    BigEndian.putInt(fields, 0, chainId);
    genesisHash.write(fields, 4);
    BigEndian.putLong(fields, 36, epoch);
    BigEndian.putLong(fields, 44, view);
    fields[52] = (byte) kind.code();
    digest.write(fields, 53);
    BigEndian.putLong(fields, 85, parentView);
    return Tag.VOTE.message(Hash.sha256(fields));
  }
}
