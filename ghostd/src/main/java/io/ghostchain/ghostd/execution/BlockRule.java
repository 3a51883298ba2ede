package io.ghostchain.ghostd.execution;

/** The rules that a proposed block can break. */
public enum BlockRule {
  /** The header's version selects no rules that this software knows. */
  VERSION,
  /** The chain id is another chain's. */
  CHAIN,
  /** The height is not the parent's plus one. */
  HEIGHT,
  /** The epoch is not the one of the height. */
  EPOCH,
  /** The time is not above the parent's. */
  TIME,
  /** The parent is another block. */
  PARENT,
  /** No validator has the proposer's index. */
  PROPOSER,
  /** The root over the transactions' ids differs. */
  TX_ROOT,
  /** The root over the witnesses differs. */
  WITNESS_ROOT,
  /** The root of the state after the parent differs. */
  STATE_ROOT,
  /** The root over the parent's receipts differs. */
  RECEIPTS_ROOT,
  /** The gas that the parent used differs. */
  GAS_USED,
  /** The base fee does not follow from the parent's. */
  BASE_FEE,
  /** The hash of this or the next epoch's validators differs. */
  VALIDATORS,
  /** The root over all earlier blocks differs. */
  HISTORY_ROOT,
  /** The extra root commits to something. */
  EXTRA_ROOT,
  /** A body or witness does not decode, or there are not as many of one as of the other. */
  MALFORMED,
  /** A transaction is not valid on the parent's state. */
  TRANSACTION,
  /** A lane's sequences are not consecutive. */
  SEQUENCE,
  /** An account opens more lanes than it may. */
  LANES,
  /** A payer's balance does not cover the sum of its most possible fees. */
  FUNDS,
  /** The gas limits are more than the block's. */
  GAS,
  /** The bodies or witnesses have more bytes than a block may have. */
  BYTES,
  /** There are more signatures than a block may have. */
  SIGNATURES,
  /** There are more transactions than a block may have. */
  COUNT
}
