package io.ghostchain.ghostd.ledger;

import io.ghostchain.ghostd.state.StateView;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.AssetRecord;
import io.ghostchain.protocol.BalanceRecord;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.LaneRecord;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.SessionUsage;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.StateRecord;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultRecord;
import io.ghostchain.zcrypto.Hash;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The records of a state. What a state holds was written by us: a record that does not decode is
 * our bug or a broken disk, and stops the node.
 */
public class LedgerView {
  private final StateView state;

  /** The records of {@code state}, read when asked for. */
  public LedgerView(StateView state) {
    this.state = state;
  }

  /** An account's record, null if nobody ever paid to it. */
  public @Nullable AccountRecord account(AccountId account) {
    return read(StateKey.account(account), AccountRecord::decode);
  }

  /** An account's vault, null until it is revealed. */
  public @Nullable VaultRecord vault(AccountId account) {
    return read(StateKey.vault(account), VaultRecord::decode);
  }

  /**
   * The vault of an account that has one.
   *
   * @param record of the account, with a vault's version and hash
   */
  final Vault vault(AccountId account, AccountRecord record) {
    Hash hash = Objects.requireNonNull(record.vaultHash());
    Vault known = VaultCache.SHARED.find(hash);
    if (known != null) {
      return known;
    }
    VaultRecord found = vault(account);
    if (found == null) {
      throw new IllegalStateException("no vault of " + account + ", whose record has a version");
    }
    VaultCache.SHARED.put(hash, found.vault());
    return found.vault();
  }

  /** An asset's record, null if there is no such asset. */
  public @Nullable AssetRecord asset(AssetId asset) {
    return read(StateKey.asset(asset), AssetRecord::decode);
  }

  /** An account's share of an asset other than the fee asset. */
  public BalanceRecord balance(AccountId account, AssetId asset) {
    BalanceRecord record = read(StateKey.balance(account, asset), BalanceRecord::decode);
    return record == null ? BalanceRecord.NONE : record;
  }

  /** How much of any asset an account holds. */
  public Amount amount(AccountId account, AssetId asset) {
    if (!asset.isFee()) {
      return balance(account, asset).amount();
    }
    AccountRecord record = account(account);
    return record == null ? Amount.ZERO : record.feeBalance();
  }

  /** The next sequence of an account's lane: 0 if the account or the lane is yet unknown. */
  public long nextSequence(AccountId account, int lane) {
    if (lane == 0) {
      AccountRecord record = account(account);
      return record == null ? 0 : record.sequence();
    }
    LaneRecord record = read(StateKey.lane(account, lane), LaneRecord::decode);
    return record == null ? 0 : record.sequence();
  }

  /** What a session key has spent of an asset, null if nothing. */
  public @Nullable SessionUsage sessionUsage(AccountId account, int keyIndex, AssetId asset) {
    return read(StateKey.session(account, keyIndex, asset), SessionUsage::decode);
  }

  /** The parameters in force. */
  public Parameters parameters() {
    Parameters parameters = read(StateKey.chain(StateKey.Chain.PARAMETERS), Parameters::decode);
    if (parameters == null) {
      throw new IllegalStateException("the state has no parameters: it is of no chain");
    }
    return parameters;
  }

  /** Whether the state holds anything for a key. */
  boolean holds(StateKey key) {
    return state.get(key) != null;
  }

  /** The record that the state holds for a key, null if there is none. */
  <T extends StateRecord> @Nullable T read(StateKey key, Decoder<T> decoder) {
    Bytes value = state.get(key);
    return value == null ? null : decoded(key, value, decoder);
  }

  /** The record that a value of the state is the encoding of. */
  static <T extends StateRecord> T decoded(StateKey key, Bytes value, Decoder<T> decoder) {
    StateRecord known = RecordCache.SHARED.find(key, value);
    if (known != null) {
      return ofItsTable(known);
    }
    try {
      T record = decoder.decode(value.copy());
      RecordCache.SHARED.put(key, value, record);
      return record;
    } catch (DecodeException broken) {
      throw new IllegalStateException("the state holds a broken record at " + key, broken);
    }
  }

  /** A table has records of one kind, and a key names its table. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <T extends StateRecord> T ofItsTable(StateRecord record) {
    return (T) record;
  }

  /** Reads records of one table. */
  interface Decoder<T extends StateRecord> {
    /** Reads an encoding. */
    T decode(byte[] encoded) throws DecodeException;
  }
}
