package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.BalanceRecord;
import io.ghostchain.protocol.Event;
import io.ghostchain.protocol.Limits;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.SessionUsage;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operations of one transaction work on: the state under change, the gas, the events, and
 * the moves of money that all of them are made of. Not thread-safe.
 */
public final class OperationContext {
  private final Chain chain;
  private final LedgerChanges ledger;
  private final GasMeter gas;
  private final AccountId sender;
  private final Hash txId;
  private final long blockTime;
  private final @Nullable SessionUse session;
  private final List<Event> events = new ArrayList<>();

  /**
   * A context for one transaction.
   *
   * @param ledger takes the changes; dropped by the caller if an operation fails
   * @param blockTime in milliseconds
   * @param session null if keys with weight signed
   */
  public OperationContext(
      Chain chain,
      LedgerChanges ledger,
      GasMeter gas,
      AccountId sender,
      Hash txId,
      long blockTime,
      @Nullable SessionUse session) {
    this.chain = chain;
    this.ledger = ledger;
    this.gas = gas;
    this.sender = sender;
    this.txId = txId;
    this.blockTime = blockTime;
    this.session = session;
  }

  /** The chain. */
  public Chain chain() {
    return chain;
  }

  /** The state under change. */
  public LedgerChanges ledger() {
    return ledger;
  }

  /** The gas left. */
  public GasMeter gas() {
    return gas;
  }

  /** Whose transaction it is. */
  public AccountId sender() {
    return sender;
  }

  /** Its id. */
  public Hash txId() {
    return txId;
  }

  /** The block's time in milliseconds. */
  public long blockTime() {
    return blockTime;
  }

  /** What happened so far, in order. */
  public List<Event> events() {
    return events;
  }

  /** Adds to what happened. */
  public void emit(Event event) throws OperationFailed {
    if (events.size() == Limits.EVENTS) {
      throw new OperationFailed(ReceiptStatus.RECORD_LIMIT);
    }
    events.add(event);
  }

  /** Takes an amount from the sender, within its session key's limits if one signed. */
  void spend(AssetId asset, Amount amount) throws OperationFailed {
    if (session != null) {
      int keyIndex = session.keyIndex();
      SessionUsage before = ledger.sessionUsage(sender, keyIndex, asset);
      SessionUsage after = session.spend(before, amount, blockTime);
      if (after == null) {
        throw new OperationFailed(ReceiptStatus.SESSION_LIMIT);
      }
      if (before == null) {
        gas.chargeDeposit();
      }
      ledger.put(sender, keyIndex, asset, after);
    }
    debit(sender, asset, amount);
  }

  /** Takes an amount from an account. */
  public void debit(AccountId account, AssetId asset, Amount amount) throws OperationFailed {
    Amount balance = ledger.amount(account, asset);
    if (balance.compareTo(amount) < 0) {
      throw new OperationFailed(ReceiptStatus.INSUFFICIENT_BALANCE);
    }
    if (asset.isFee()) {
      if (!amount.isZero()) {
        ledger.putFeeBalance(account, balance.minus(amount));
      }
    } else {
      BalanceRecord record = ledger.balance(account, asset);
      ledger.put(account, asset, new BalanceRecord(balance.minus(amount), record.frozen()));
    }
  }

  /** Gives an amount to an account, with a deposit for each record that it has not had before. */
  public void credit(AccountId account, AssetId asset, Amount amount) throws OperationFailed {
    open(account);
    if (asset.isFee()) {
      ledger.putFeeBalance(account, plus(ledger.existing(account).feeBalance(), amount));
      return;
    }
    if (!ledger.holds(StateKey.balance(account, asset))) {
      gas.chargeDeposit();
    }
    BalanceRecord record = ledger.balance(account, asset);
    ledger.put(account, asset, new BalanceRecord(plus(record.amount(), amount), record.frozen()));
  }

  /** Makes a record for an account that has none. */
  void open(AccountId account) throws OperationFailed {
    if (ledger.account(account) == null) {
      gas.chargeDeposit();
      ledger.put(account, AccountRecord.NEW);
    }
  }

  static Amount plus(Amount one, Amount other) throws OperationFailed {
    if (other.compareTo(Amount.MAX.minus(one)) > 0) {
      throw new OperationFailed(ReceiptStatus.OVERFLOW);
    }
    return one.plus(other);
  }
}
