package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The header of a block. Height 0 is the genesis itself: the first header has height 1, and its
 * parent is the genesis hash.
 *
 * @param version selects the rules, at least 1
 * @param chainId below 2^31
 * @param epoch from 0
 * @param view of the consensus in its epoch
 * @param height from 1
 * @param time in milliseconds since 1970, above the parent's
 * @param parent hash of the block before
 * @param proposer index in the epoch's validators
 * @param txRoot over the ids of the transactions
 * @param witnessRoot over SHA-256 of each witness
 * @param stateRoot after the parent block
 * @param receiptsRoot over the hashes of the parent block's receipts
 * @param gasUsed by the parent block
 * @param baseFee of this block, in units of 10^-18 of the fee asset for one gas
 * @param randao what the proposer reveals
 * @param validatorsHash of this epoch's validators
 * @param nextValidatorsHash of the next epoch's, in the last block of an epoch alone; else null
 * @param historyRoot over the hashes of all earlier blocks, the genesis hash first
 * @param extraRoot of what later rules commit to; 32 zero bytes
 */
public record Header(
    int version,
    int chainId,
    long epoch,
    long view,
    long height,
    long time,
    Hash parent,
    int proposer,
    Hash txRoot,
    Hash witnessRoot,
    Hash stateRoot,
    Hash receiptsRoot,
    long gasUsed,
    long baseFee,
    Hash randao,
    Hash validatorsHash,
    @Nullable Hash nextValidatorsHash,
    Hash historyRoot,
    Hash extraRoot) {
  /** Checks the components. */
  public Header {
    Require.range("version", version, 1, Integer.MAX_VALUE);
    Require.range("chain_id", chainId, 1, Integer.MAX_VALUE);
    Require.natural("epoch", epoch);
    Require.natural("view", view);
    Require.range("height", height, 1, Long.MAX_VALUE);
    Require.natural("time", time);
    Require.range("proposer", proposer, 0, Limits.VALIDATORS - 1);
    Require.natural("gas_used", gasUsed);
    Require.natural("base_fee", baseFee);
  }

  /** Decodes a header. */
  public static Header decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(Bytes.of(encoded), Limits.MESSAGE_BYTES, "header", Header::read);
  }

  /** The canonical encoding. */
  public byte[] encode() {
    return WireWriter.encode(512, this::write);
  }

  /** The hash of the block. */
  public Hash hash() {
    return Tag.BLOCK.hash(encode());
  }

  /** Whether this is the last block of its epoch. */
  public boolean endsEpoch() {
    return nextValidatorsHash != null;
  }

  void write(WireWriter out) {
    out.uint32(1, version);
    out.uint32(2, chainId);
    out.uint64(3, epoch);
    out.uint64(4, view);
    out.uint64(5, height);
    out.uint64(6, time);
    out.hash(7, parent);
    out.uint32(8, proposer);
    out.hash(9, txRoot);
    out.hash(10, witnessRoot);
    out.hash(11, stateRoot);
    out.hash(12, receiptsRoot);
    out.uint64(13, gasUsed);
    out.uint64(14, baseFee);
    out.hash(15, randao);
    out.hash(16, validatorsHash);
    out.optionalHash(17, nextValidatorsHash);
    out.hash(18, historyRoot);
    out.hash(19, extraRoot);
  }

  static Header read(WireReader in) throws DecodeException {
    return new Header(
        in.uint32(1, "version"),
        in.uint32(2, "chain_id"),
        in.uint64(3, "epoch"),
        in.uint64(4, "view"),
        in.uint64(5, "height"),
        in.uint64(6, "time"),
        in.hash(7, "parent"),
        in.uint32(8, "proposer"),
        in.hash(9, "tx_root"),
        in.hash(10, "witness_root"),
        in.hash(11, "state_root"),
        in.hash(12, "receipts_root"),
        in.uint64(13, "gas_used"),
        in.uint64(14, "base_fee"),
        in.hash(15, "randao"),
        in.hash(16, "validators_hash"),
        in.optionalHash(17, "next_validators_hash"),
        in.hash(18, "history_root"),
        in.hash(19, "extra_root"));
  }
}
