package io.ghostchain.protocol;

/** The bounds of every encoding: a message beyond one is not an encoding at all. */
public final class Limits {
  /** Bytes of a receipt: events repeat what many operations and contracts say. */
  public static final int RECEIPT_BYTES = 4 * 1024 * 1024;

  /** Bytes of a transaction, a state proof and everything else not named here. */
  public static final int MESSAGE_BYTES = 128 * 1024;

  /** Bytes of a block without its witnesses, and of the witnesses. */
  public static final int BLOCK_BYTES = 32 * 1024 * 1024;

  /** Bytes of a genesis. */
  public static final int GENESIS_BYTES = 64 * 1024 * 1024;

  /** Bytes of a certificate or a set of validators: {@link #VALIDATORS} votes and some. */
  public static final int VALIDATOR_SET_BYTES = 1024 * 1024;

  /** Operations of a transaction. */
  public static final int OPERATIONS = 1000;

  /** Keys of a vault. */
  public static final int VAULT_ENTRIES = 16;

  /** Signatures of a transaction: the sender's and the payer's. */
  public static final int SIGNATURES = 2 * VAULT_ENTRIES;

  /** Bytes of the longest signature of an account scheme (SLH-DSA-SHA2-128s: 7,856). */
  public static final int SIGNATURE_BYTES = 8 * 1024;

  /** Bytes of the longest public key of an account scheme (ML-DSA-87: 2,592). */
  public static final int PUBLIC_KEY_BYTES = 4 * 1024;

  /** Weight of a key, threshold of a vault. */
  public static final int WEIGHT = 1000;

  /** Assets, contracts and lanes that a session grant names, each. */
  public static final int GRANT_ITEMS = 64;

  /** Bytes of a salt. */
  public static final int SALT_BYTES = 32;

  /** Bytes of a memo. */
  public static final int MEMO_BYTES = 256;

  /** Characters of an asset's symbol. */
  public static final int SYMBOL_CHARACTERS = 12;

  /** Bytes of an asset's name in UTF-8. */
  public static final int NAME_BYTES = 64;

  /** Decimals of an asset. */
  public static final int DECIMALS = 18;

  /** Validators of an epoch. */
  public static final int VALIDATORS = 256;

  /** Transactions of a block. */
  public static final int BLOCK_TRANSACTIONS = 100_000;

  /** Events of a receipt. */
  public static final int EVENTS = 4096;

  /** Topics of a contract's event. */
  public static final int TOPICS = 4;

  /** Accounts of a genesis. */
  public static final int GENESIS_ACCOUNTS = 500_000;

  /** Open lanes of an account, lane 0 included. */
  public static final int LANES = 64;

  /** How far ahead of the block a transaction's validity may end, in milliseconds: 30 days. */
  public static final long VALID_MILLIS = 30L * 24 * 60 * 60 * 1000;

  private Limits() {}
}
