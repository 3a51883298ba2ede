package io.ghostchain.ghostd.ledger;

import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.ghostd.state.StateOverlay;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.AssetRecord;
import io.ghostchain.protocol.BalanceRecord;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.LaneRecord;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.SessionUsage;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.StateRecord;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.VaultRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of a state under change, written into an overlay. Not thread-safe. */
public final class LedgerChanges extends LedgerView {
  private final StateOverlay overlay;

  /** Where accounts stand, which most of what happens is about. */
  private final Map<AccountId, StateOverlay.Slot> accounts = new LinkedHashMap<>();

  /** Reads through {@code overlay} and writes into it. */
  public LedgerChanges(StateOverlay overlay) {
    super(overlay);
    this.overlay = overlay;
  }

  /** What is different from the state below the overlay. */
  public StateDiff diff() {
    return overlay.diff((key, value, record) -> {
      if (value != null && record != null) {
        RecordCache.SHARED.put(key, value, record);
      }
    });
  }

  /** Reads accounts together, before anything else, which bodies are going to ask for. */
  public void expect(List<ValidBody> bodies) {
    List<StateOverlay.Slot> reserved = new ArrayList<>(2 * bodies.size());
    for (ValidBody each : bodies) {
      expect(each.body().sender(), reserved);
      expect(each.payer(), reserved);
      for (Operation operation : each.body().operations()) {
        if (operation instanceof Transfer transfer) {
          expect(transfer.to(), reserved);
        }
      }
    }
    overlay.fill(reserved);
  }

  private void expect(AccountId account, List<StateOverlay.Slot> reserved) {
    if (!accounts.containsKey(account)) {
      StateOverlay.Slot slot = overlay.reserve(StateKey.account(account));
      accounts.put(account, slot);
      reserved.add(slot);
    }
  }

  @Override
  public @Nullable AccountRecord account(AccountId account) {
    return read(slot(account), AccountRecord::decode);
  }

  /** Sets an account's record. */
  public void put(AccountId account, AccountRecord record) {
    slot(account).put(record);
  }

  /** Sets an account's vault. Its version and hash in the account's record are the caller's. */
  public void put(AccountId account, VaultRecord record) {
    overlay.slot(StateKey.vault(account)).put(record);
  }

  /** Sets an asset's record. */
  public void put(AssetId asset, AssetRecord record) {
    overlay.slot(StateKey.asset(asset)).put(record);
  }

  /** Sets an account's share of an asset other than the fee asset; nothing is no record. */
  public void put(AccountId account, AssetId asset, BalanceRecord record) {
    StateKey key = StateKey.balance(account, asset);
    if (record.isNone()) {
      overlay.delete(key);
    } else {
      overlay.slot(key).put(record);
    }
  }

  /** Sets what a session key has spent of an asset. */
  public void put(AccountId account, int keyIndex, AssetId asset, SessionUsage usage) {
    overlay.slot(StateKey.session(account, keyIndex, asset)).put(usage);
  }

  /** Sets the next sequence of a lane other than 0. */
  public void put(AccountId account, int lane, LaneRecord record) {
    overlay.slot(StateKey.lane(account, lane)).put(record);
  }

  /** Sets the parameters in force. */
  public void put(Parameters parameters) {
    overlay.slot(StateKey.chain(StateKey.Chain.PARAMETERS)).put(parameters);
  }

  /** Sets what an account, which exists, holds of the fee asset. */
  public void putFeeBalance(AccountId account, Amount balance) {
    slot(account).put(existing(account).withFeeBalance(balance));
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

  @Override
  boolean holds(StateKey key) {
    return overlay.slot(key).isPresent();
  }

  @Override
  <T extends StateRecord> @Nullable T read(StateKey key, Decoder<T> decoder) {
    return read(overlay.slot(key), decoder);
  }

  private StateOverlay.Slot slot(AccountId account) {
    StateOverlay.Slot slot = accounts.get(account);
    if (slot == null) {
      slot = overlay.slot(StateKey.account(account));
      accounts.put(account, slot);
    }
    return slot;
  }

  private static <T extends StateRecord> @Nullable T read(
      StateOverlay.Slot slot, Decoder<T> decoder) {
    StateRecord known = slot.record();
    if (known != null) {
      return ofItsTable(known);
    }
    Bytes value = slot.bytes();
    if (value == null) {
      return null;
    }
    T record = decoded(slot.key(), value, decoder);
    slot.remember(record);
    return record;
  }
}
