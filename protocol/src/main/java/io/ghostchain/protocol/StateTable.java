package io.ghostchain.protocol;

/**
 * The tables of the state: the first byte of a key. A number is never used for anything else, and
 * the fields that follow it never move. The page docs/internals/state-keys.md describes them all.
 */
public enum StateTable {
  /** {@link AccountRecord} by account. */
  ACCOUNT(0x01),
  /** {@link VaultRecord} by account. */
  VAULT(0x02),
  /** {@link BalanceRecord} by account and asset; of the fee asset it is in the account's record. */
  BALANCE(0x03),
  /** {@link AssetRecord} by asset. */
  ASSET(0x04),
  /** {@link LaneRecord} by account and lane; lane 0 is in the account's record. */
  LANE(0x05),
  /** {@link SessionUsage} by account, index of the key and asset. */
  SESSION(0x06),
  /** A pending recovery by account. */
  RECOVERY(0x07),
  /** An account by its 20-byte EVM alias. */
  ALIAS(0x08),
  /** What the chain has one of, by {@link StateKey.Chain}. */
  CHAIN(0x10),
  /** {@link Validator} by epoch and index. */
  VALIDATOR(0x11),
  /** A contract's kind and code hash by account. */
  CONTRACT(0x20),
  /** Code by its hash. */
  CODE(0x21),
  /** A contract's storage by account and the contract's own key. */
  STORAGE(0x22),
  /** Names. */
  NAME(0x30),
  /** Identities. */
  IDENTITY(0x38),
  /** Stake. */
  STAKE(0x40),
  /** Governance. */
  GOVERNANCE(0x48);

  private final int code;

  StateTable(int code) {
    this.code = code;
  }

  /** The first byte of the table's keys. */
  public int code() {
    return code;
  }
}
