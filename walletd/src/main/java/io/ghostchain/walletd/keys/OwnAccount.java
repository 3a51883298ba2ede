package io.ghostchain.walletd.keys;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.walletkit.AccountEntry;

/** An account of a wallet that is kept here. */
public record OwnAccount(String wallet, AccountEntry entry) {
  /** Its id on the chain. */
  public AccountId id() {
    return entry.id();
  }
}
