package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AssetRecord;
import io.ghostchain.protocol.BurnAsset;
import io.ghostchain.protocol.Burned;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.Transferred;

/** What a holder may do with what it holds: move it or destroy it. */
final class TransferOperations {
  private TransferOperations() {}

  /** A transfer to oneself needs the balance and changes nothing. */
  static void transfer(Transfer transfer, OperationContext context) throws OperationFailed {
    AssetRecord asset = AssetOperations.existing(transfer.asset(), context);
    if (asset.policy().nonTransferable() && !context.sender().equals(asset.issuer())) {
      throw new OperationFailed(ReceiptStatus.NON_TRANSFERABLE);
    }
    AssetOperations.requireUsable(transfer.asset(), context.sender(), context);
    AssetOperations.requireUsable(transfer.asset(), transfer.to(), context);
    context.spend(transfer.asset(), transfer.amount());
    context.credit(transfer.to(), transfer.asset(), transfer.amount());
    context.emit(
        new Transferred(
            context.sender(), transfer.to(), transfer.asset(), transfer.amount(), transfer.memo()));
  }

  static void burn(BurnAsset burn, OperationContext context) throws OperationFailed {
    AssetRecord asset = AssetOperations.existing(burn.asset(), context);
    AssetOperations.requireUsable(burn.asset(), context.sender(), context);
    context.spend(burn.asset(), burn.amount());
    context.ledger().put(burn.asset(), asset.withSupply(asset.supply().minus(burn.amount())));
    context.emit(new Burned(burn.asset(), context.sender(), burn.amount()));
  }
}
