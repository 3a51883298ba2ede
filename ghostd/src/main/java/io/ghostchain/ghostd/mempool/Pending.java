package io.ghostchain.ghostd.mempool;

import io.ghostchain.ghostd.ledger.FeeMarket;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.zcrypto.Hash;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that waits.
 *
 * @param arrival counts up: of two that pay alike the earlier one goes first
 */
record Pending(ValidTransaction transaction, long arrival) {
  Hash id() {
    return transaction.id();
  }

  TransactionBody body() {
    return transaction.body();
  }

  AccountId payer() {
    return transaction.terms().payer();
  }

  Amount maxFee() {
    return transaction.terms().maxFee();
  }

  int bytes() {
    return transaction.bytes();
  }

  /** What the proposer would get for one gas; below 0 if the base fee is too high for it now. */
  long tip(long baseFee) {
    return FeeMarket.tip(body(), baseFee);
  }

  /** Each arrival is its own: the same transaction may come, go and come again. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Pending that && arrival == that.arrival;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(arrival);
  }
}
