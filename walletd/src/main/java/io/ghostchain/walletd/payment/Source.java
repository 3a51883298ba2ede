package io.ghostchain.walletd.payment;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.VaultReveal;

/** An account that sends, with what its first transaction reveals. */
record Source(AccountId id, VaultReveal reveal) {}
