package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.BurnAsset;
import io.ghostchain.protocol.CallContract;
import io.ghostchain.protocol.DeployContract;
import io.ghostchain.protocol.IssueAsset;
import io.ghostchain.protocol.MintAsset;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.SetFrozen;
import io.ghostchain.protocol.SetIssuer;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.UpdateVault;

/** Runs any operation. Its own gas is part of the intrinsic; what it creates is charged here. */
public final class Operations {
  private final ContractEngines engines;

  /** Operations with these engines for contracts. */
  public Operations(ContractEngines engines) {
    this.engines = engines;
  }

  /**
   * Runs an operation.
   *
   * @param index among the operations of its transaction
   * @throws OperationFailed if it cannot take effect; what it wrote so far is then to be dropped
   */
  public void run(Operation operation, int index, OperationContext context) throws OperationFailed {
    switch (operation) {
      case Transfer transfer -> TransferOperations.transfer(transfer, context);
      case IssueAsset issue -> AssetOperations.issue(issue, index, context);
      case MintAsset mint -> AssetOperations.mint(mint, context);
      case BurnAsset burn -> TransferOperations.burn(burn, context);
      case SetFrozen set -> AssetOperations.setFrozen(set, context);
      case SetIssuer set -> AssetOperations.setIssuer(set, context);
      case UpdateVault update -> VaultOperations.update(update, context);
      case DeployContract deploy -> engines.deploy(deploy, index, context);
      case CallContract call -> engines.call(call, context);
    }
  }
}
