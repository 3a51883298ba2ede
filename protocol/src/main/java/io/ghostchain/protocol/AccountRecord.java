package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import org.jspecify.annotations.Nullable;

/**
 * What the state holds of an account.
 *
 * @param vaultVersion 0 until the first transaction reveals the vault, then from 1 up
 * @param vaultHash {@link Vault#hash}; null while the version is 0
 * @param sequence the next one of lane 0
 * @param openLanes how many lanes besides lane 0 are open
 * @param feeBalance of the fee asset
 */
public record AccountRecord(
    long vaultVersion, @Nullable Hash vaultHash, long sequence, int openLanes, Amount feeBalance)
    implements StateRecord {
  /** An account that was only just paid to. */
  public static final AccountRecord NEW = new AccountRecord(0, null, 0, 0, Amount.ZERO);

  /** Of the layout. Keeps a new account's encoding from being empty, which is to say absent. */
  private static final int VERSION = 1;

  /** Checks the components. */
  public AccountRecord {
    Require.natural("vault_version", vaultVersion);
    Require.that(
        (vaultVersion == 0) == (vaultHash == null),
        "a vault hash from vault version 1 on",
        "version " + vaultVersion + (vaultHash == null ? " without" : " with") + " a hash");
    Require.natural("sequence", sequence);
    Require.range("open_lanes", openLanes, 0, Limits.LANES - 1);
  }

  /** This with another balance. */
  public AccountRecord withFeeBalance(Amount balance) {
    return new AccountRecord(vaultVersion, vaultHash, sequence, openLanes, balance);
  }

  /** This with another next sequence of lane 0. */
  public AccountRecord withSequence(long next) {
    return new AccountRecord(vaultVersion, vaultHash, next, openLanes, feeBalance);
  }

  /** This with another number of open lanes. */
  public AccountRecord withOpenLanes(int lanes) {
    return new AccountRecord(vaultVersion, vaultHash, sequence, lanes, feeBalance);
  }

  /** This with the next version of its vault. */
  public AccountRecord withVault(Hash hash) {
    return new AccountRecord(vaultVersion + 1, hash, sequence, openLanes, feeBalance);
  }

  /** Decodes a record. */
  public static AccountRecord decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(
        Bytes.of(encoded), Limits.MESSAGE_BYTES, "account", AccountRecord::read);
  }

  /** The canonical encoding. */
  @Override
  public byte[] encode() {
    return WireWriter.encode(80, this::write);
  }

  private void write(WireWriter out) {
    out.uint32(1, VERSION);
    out.uint64(2, vaultVersion);
    out.optionalHash(3, vaultHash);
    out.uint64(4, sequence);
    out.uint32(5, openLanes);
    out.amount(6, feeBalance);
  }

  private static AccountRecord read(WireReader in) throws DecodeException {
    Require.range("version", in.uint32(1, "version"), VERSION, VERSION);
    return new AccountRecord(
        in.uint64(2, "vault_version"),
        in.optionalHash(3, "vault_hash"),
        in.uint64(4, "sequence"),
        in.uint32(5, "open_lanes"),
        in.amount(6, "fee_balance"));
  }
}
