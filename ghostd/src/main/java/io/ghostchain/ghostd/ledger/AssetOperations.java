package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.AssetIssued;
import io.ghostchain.protocol.AssetRecord;
import io.ghostchain.protocol.BalanceRecord;
import io.ghostchain.protocol.FrozenSet;
import io.ghostchain.protocol.IssueAsset;
import io.ghostchain.protocol.IssuerSet;
import io.ghostchain.protocol.MintAsset;
import io.ghostchain.protocol.Minted;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.SetFrozen;
import io.ghostchain.protocol.SetIssuer;
import io.ghostchain.protocol.StateKey;

/** What an issuer may do. The assets of genesis have no issuer. */
final class AssetOperations {
  private AssetOperations() {}

  /** The deposit for the asset's own record is part of the intrinsic gas. */
  static void issue(IssueAsset issue, int index, OperationContext context) throws OperationFailed {
    AssetId id = AssetId.issued(context.txId(), index);
    if (context.ledger().asset(id) != null) {
      throw new OperationFailed(ReceiptStatus.ASSET_EXISTS);
    }
    context
        .ledger()
        .put(
            id,
            new AssetRecord(
                context.sender(),
                issue.symbol(),
                issue.name(),
                issue.decimals(),
                issue.policy(),
                issue.initialSupply()));
    if (!issue.initialSupply().isZero()) {
      context.credit(context.sender(), id, issue.initialSupply());
    }
    context.emit(
        new AssetIssued(
            id, context.sender(), issue.symbol(), issue.decimals(), issue.initialSupply()));
  }

  static void mint(MintAsset mint, OperationContext context) throws OperationFailed {
    AssetRecord asset = issuedBySender(mint.asset(), context);
    if (!asset.policy().mintable()) {
      throw new OperationFailed(ReceiptStatus.NOT_MINTABLE);
    }
    requireUsable(mint.asset(), mint.to(), context);
    Amount supply = OperationContext.plus(asset.supply(), mint.amount());
    if (supply.compareTo(asset.policy().supplyLimit()) > 0) {
      throw new OperationFailed(ReceiptStatus.SUPPLY_LIMIT);
    }
    context.ledger().put(mint.asset(), asset.withSupply(supply));
    context.credit(mint.to(), mint.asset(), mint.amount());
    context.emit(new Minted(mint.asset(), mint.to(), mint.amount()));
  }

  /** An account may be frozen before it holds any of the asset, or has a record at all. */
  static void setFrozen(SetFrozen set, OperationContext context) throws OperationFailed {
    AssetRecord asset = issuedBySender(set.asset(), context);
    if (!asset.policy().freezable()) {
      throw new OperationFailed(ReceiptStatus.NOT_FREEZABLE);
    }
    BalanceRecord balance = context.ledger().balance(set.account(), set.asset());
    if (set.frozen() && !context.ledger().holds(StateKey.balance(set.account(), set.asset()))) {
      context.gas().chargeDeposit();
    }
    context
        .ledger()
        .put(set.account(), set.asset(), new BalanceRecord(balance.amount(), set.frozen()));
    context.emit(new FrozenSet(set.asset(), set.account(), set.frozen()));
  }

  static void setIssuer(SetIssuer set, OperationContext context) throws OperationFailed {
    AssetRecord asset = issuedBySender(set.asset(), context);
    context.ledger().put(set.asset(), asset.withIssuer(set.issuer()));
    context.emit(new IssuerSet(set.asset(), set.issuer()));
  }

  static AssetRecord existing(AssetId id, OperationContext context) throws OperationFailed {
    AssetRecord asset = context.ledger().asset(id);
    if (asset == null) {
      throw new OperationFailed(ReceiptStatus.ASSET_UNKNOWN);
    }
    return asset;
  }

  /** The fee asset cannot be frozen. */
  static void requireUsable(AssetId asset, AccountId account, OperationContext context)
      throws OperationFailed {
    if (!asset.isFee() && context.ledger().balance(account, asset).frozen()) {
      throw new OperationFailed(ReceiptStatus.FROZEN);
    }
  }

  private static AssetRecord issuedBySender(AssetId id, OperationContext context)
      throws OperationFailed {
    AssetRecord asset = existing(id, context);
    if (!context.sender().equals(asset.issuer())) {
      throw new OperationFailed(ReceiptStatus.NOT_ISSUER);
    }
    return asset;
  }
}
