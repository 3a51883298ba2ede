package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.protocol.VaultRecord;
import io.ghostchain.protocol.VaultUpdated;

/** The rotation of keys. */
final class VaultOperations {
  private VaultOperations() {}

  /**
   * Writes the new vault at once: signatures are checked against the parent's state, so it takes
   * effect in the next block.
   */
  static void update(UpdateVault update, OperationContext context) throws OperationFailed {
    if (VaultRules.fault(update.vault(), context.chain()) != null) {
      throw new OperationFailed(ReceiptStatus.VAULT_INVALID);
    }
    AccountRecord account =
        context.ledger().existing(context.sender()).withVault(update.vault().hash());
    context.ledger().put(context.sender(), account);
    context.ledger().put(context.sender(), new VaultRecord(account.vaultVersion(), update.vault()));
    context.emit(new VaultUpdated(context.sender(), account.vaultVersion()));
  }
}
