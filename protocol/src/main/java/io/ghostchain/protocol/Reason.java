package io.ghostchain.protocol;

/**
 * Why a transaction, or bytes that claim to be something of the ledger, is refused before it gets
 * into a block.
 *
 * <p>Names and codes are stable: clients decide by them. The page docs/reason-codes.md lists them
 * all. What fails inside a block has a {@link ReceiptStatus} instead.
 */
public enum Reason {
  /** Malformed. */
  MALFORMED(1, false, "the bytes are not the canonical encoding of a valid value"),
  /** Too large. */
  TOO_LARGE(2, false, "the bytes are more than the limit of their kind"),
  /** Unsupported version. */
  UNSUPPORTED_VERSION(3, false, "the layout has a version that this software does not know"),
  /** Unsupported operation. */
  UNSUPPORTED_OPERATION(4, false, "the kind of operation is unknown or not enabled on this chain"),
  /** Wrong chain. */
  WRONG_CHAIN(5, false, "the chain id is another chain's"),
  /** Expired. */
  EXPIRED(6, false, "the validity time is over"),
  /** Valid too long. */
  VALID_TOO_LONG(7, false, "the validity time is more than 30 days ahead"),
  /** Bad signature. */
  BAD_SIGNATURE(8, false, "a signature does not verify, or was made for another chain or body"),
  /** Wrong signers. */
  WRONG_SIGNERS(9, false, "the listed keys are not in the vault, or their weights do not fit"),
  /** Vault mismatch. */
  VAULT_MISMATCH(10, false, "the revealed vault and salt do not give the sender's account id"),
  /** Vault version. */
  VAULT_VERSION(11, false, "the vault has another version: keys were rotated or not yet revealed"),
  /** Unknown account. */
  UNKNOWN_ACCOUNT(12, true, "the sender or payer has no record in the state"),
  /** Sequence too low. */
  SEQUENCE_TOO_LOW(13, false, "the lane's sequence is past this number already"),
  /** Sequence gap. */
  SEQUENCE_GAP(14, true, "the sequence is too far ahead of the lane's"),
  /** Lane limit. */
  LANE_LIMIT(15, false, "the account has as many open lanes as it may have"),
  /** Insufficient funds. */
  INSUFFICIENT_FUNDS(16, true, "the payer's balance does not cover the most the fee can be"),
  /** Fee too low. */
  FEE_TOO_LOW(17, true, "the fee per gas is below the base fee, or below what a replacement pays"),
  /** Gas too low. */
  GAS_TOO_LOW(18, false, "the gas limit is below the transaction's intrinsic gas"),
  /** Gas too high. */
  GAS_TOO_HIGH(19, false, "the gas limit is above the block's"),
  /** Duplicate. */
  DUPLICATE(20, false, "this transaction is known already"),
  /** Mempool full. */
  MEMPOOL_FULL(21, true, "the node holds as many pending transactions as it may; retry later"),
  /** Account limit. */
  ACCOUNT_LIMIT(22, true, "the sender has as many pending transactions as it may; retry later"),
  /** Rate limited. */
  RATE_LIMITED(23, true, "the client sends faster than the node allows; retry later"),
  /** Session expired. */
  SESSION_EXPIRED(24, false, "the session key's grant is over"),
  /** Session operation. */
  SESSION_OPERATION(25, false, "the session key's grant does not cover an operation"),
  /** Session asset. */
  SESSION_ASSET(26, false, "the session key's grant does not cover an asset or contract"),
  /** Session lane. */
  SESSION_LANE(27, false, "the session key's grant does not name the lane"),
  /** Session fee. */
  SESSION_FEE(28, false, "the most the fee can be is above the session key's fee cap"),
  /** Session limit. */
  SESSION_LIMIT(29, false, "the session key's spending limit does not cover the operations"),
  /** Classical vault. */
  CLASSICAL_VAULT(
      30, false, "a vault has classical keys that suffice without another, or for sessions"),
  /** Faucet, not devnet. */
  FAUCET_NOT_DEVNET(
      31, false, "well-known keys and faucets are refused unless genesis says devnet"),
  /** Replaced. */
  REPLACED(32, false, "another transaction with the same lane and sequence pays more"),
  /** Evicted. */
  EVICTED(33, true, "the node dropped the pending transaction for better-paying ones"),
  /** Not ready. */
  NOT_READY(34, true, "the node is starting, catching up or stopping; retry later");

  private final int code;
  private final boolean retryable;
  private final String description;

  Reason(int code, boolean retryable, String description) {
    this.code = code;
    this.retryable = retryable;
    this.description = description;
  }

  /** The number on the wire, above 0. */
  public int code() {
    return code;
  }

  /** Whether the same bytes may be accepted later. */
  public boolean retryable() {
    return retryable;
  }

  /** One line for a person. */
  public String description() {
    return description;
  }
}
