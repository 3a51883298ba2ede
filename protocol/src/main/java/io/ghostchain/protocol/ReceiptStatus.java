package io.ghostchain.protocol;

/**
 * Whether a transaction's operations took effect, else why not. The fee is charged either way.
 *
 * <p>Codes are part of the ledger: they are never reused or renumbered. The page
 * docs/reason-codes.md lists them all.
 */
public enum ReceiptStatus {
  /** Success. */
  SUCCESS(0, "all operations took effect"),
  /** Out of gas. */
  OUT_OF_GAS(1, "an operation needed more gas than the gas limit left"),
  /** Insufficient balance. */
  INSUFFICIENT_BALANCE(2, "the sender holds less of the asset than the operation takes"),
  /** Overflow. */
  OVERFLOW(3, "a balance or supply would pass 2^128 - 1"),
  /** Asset unknown. */
  ASSET_UNKNOWN(4, "no asset has this id"),
  /** Not issuer. */
  NOT_ISSUER(5, "the sender is not the asset's issuer, or issuance was given up"),
  /** Not mintable. */
  NOT_MINTABLE(6, "the asset's policy allows no minting"),
  /** Supply limit. */
  SUPPLY_LIMIT(7, "the asset's supply would pass the limit of its policy"),
  /** Not freezable. */
  NOT_FREEZABLE(8, "the asset's policy allows no freezing"),
  /** Frozen. */
  FROZEN(9, "the issuer froze the sender's or the recipient's use of the asset"),
  /** Non-transferable. */
  NON_TRANSFERABLE(10, "only the issuer may move this asset"),
  /** Asset exists. */
  ASSET_EXISTS(11, "an asset with the derived id exists already"),
  /** Vault invalid. */
  VAULT_INVALID(12, "the new vault breaks a rule of the chain, such as a well-known key"),
  /** Session limit. */
  SESSION_LIMIT(13, "the session key's spending limit does not cover the operation"),
  /** Engine absent. */
  ENGINE_ABSENT(14, "no contract engine runs this kind of code on this chain"),
  /** Contract unknown. */
  CONTRACT_UNKNOWN(15, "no contract has this id"),
  /** Contract failed. */
  CONTRACT_FAILED(16, "the contract reverted or trapped"),
  /** Record limit. */
  RECORD_LIMIT(17, "the account may open no more records of this kind");

  private final int code;
  private final String description;

  ReceiptStatus(int code, String description) {
    this.code = code;
    this.description = description;
  }

  /**
   * The status of a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ReceiptStatus ofCode(int code) {
    for (ReceiptStatus status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    throw new Require.Invalid("a known receipt status", Integer.toString(code));
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** One line for a person. */
  public String description() {
    return description;
  }
}
