package io.ghostchain.walletd.history;

import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.zcrypto.Hash;

/**
 * A transaction that was signed here and is not yet provable: kept so that it can be sent again.
 */
public record Pending(Hash txId, Transaction transaction) {
  /**
   * Whether the sender's later transactions must wait for it: it reveals or replaces the vault that
   * their signatures are checked against.
   */
  public boolean changesVault() {
    return transaction.body().reveal() != null
        || transaction.body().operations().stream().anyMatch(UpdateVault.class::isInstance);
  }

  static Pending decode(byte[] key, byte[] value) {
    try {
      return new Pending(Hash.of(key), Transaction.decode(value));
    } catch (DecodeException damaged) {
      throw new IllegalStateException(
          "the history holds a damaged transaction " + Hash.of(key), damaged);
    }
  }
}
