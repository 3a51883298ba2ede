package io.ghostchain.ghostd.ledger;

import io.ghostchain.ghostd.state.StateOverlay;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.AssetRecord;
import io.ghostchain.protocol.BalanceRecord;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.LaneRecord;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.SessionUsage;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.VaultRecord;

/** The records of a state under change, written into an overlay. Not thread-safe. */
public final class LedgerChanges extends LedgerView {
  private final StateOverlay overlay;

  /** Reads through {@code overlay} and writes into it. */
  public LedgerChanges(StateOverlay overlay) {
    super(overlay);
    this.overlay = overlay;
  }

  /** Sets an account's record. */
  public void put(AccountId account, AccountRecord record) {
    put(StateKey.account(account), record, record.encode());
  }

  /** Sets an account's vault. Its version and hash in the account's record are the caller's. */
  public void put(AccountId account, VaultRecord record) {
    put(StateKey.vault(account), record, record.encode());
  }

  /** Sets an asset's record. */
  public void put(AssetId asset, AssetRecord record) {
    put(StateKey.asset(asset), record, record.encode());
  }

  /** Sets an account's share of an asset other than the fee asset; nothing is no record. */
  public void put(AccountId account, AssetId asset, BalanceRecord record) {
    StateKey key = StateKey.balance(account, asset);
    if (record.isNone()) {
      overlay.delete(key);
    } else {
      put(key, record, record.encode());
    }
  }

  /** Sets what a session key has spent of an asset. */
  public void put(AccountId account, int keyIndex, AssetId asset, SessionUsage usage) {
    put(StateKey.session(account, keyIndex, asset), usage, usage.encode());
  }

  /** Sets the next sequence of a lane other than 0. */
  public void put(AccountId account, int lane, LaneRecord record) {
    put(StateKey.lane(account, lane), record, record.encode());
  }

  /** Sets the parameters in force. */
  public void put(Parameters parameters) {
    put(StateKey.chain(StateKey.Chain.PARAMETERS), parameters, parameters.encode());
  }

  /** Sets what an account, which exists, holds of the fee asset. */
  public void putFeeBalance(AccountId account, Amount balance) {
    put(account, existing(account).withFeeBalance(balance));
  }

  /**
   * The record of an account that the rules say exists.
   *
   * @throws IllegalStateException if it does not: our bug
   */
  public AccountRecord existing(AccountId account) {
    AccountRecord record = account(account);
    if (record == null) {
      throw new IllegalStateException("no record of " + account + ", which validity asked for");
    }
    return record;
  }

  /** The record is remembered too: what a transaction writes it mostly reads again. */
  private void put(StateKey key, Object record, byte[] encoded) {
    Bytes value = Bytes.of(encoded);
    overlay.put(key, value);
    RecordCache.SHARED.put(key, value, record);
  }
}
