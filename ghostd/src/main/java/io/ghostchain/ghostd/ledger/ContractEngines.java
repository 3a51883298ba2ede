package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.BurnAsset;
import io.ghostchain.protocol.CallContract;
import io.ghostchain.protocol.DeployContract;
import io.ghostchain.protocol.IssueAsset;
import io.ghostchain.protocol.MintAsset;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.SetFrozen;
import io.ghostchain.protocol.SetIssuer;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.UpdateVault;
import java.util.List;

/**
 * The engines of a chain, asked in order. While there are none, contract operations are refused at
 * admission.
 */
public record ContractEngines(List<ContractEngine> engines) {
  /** No engines. */
  public static final ContractEngines NONE = new ContractEngines(List.of());

  /** Copies the list. */
  public ContractEngines {
    engines = List.copyOf(engines);
  }

  /** Whether an operation can be in a block at all. What a call meets is seen when it runs. */
  public boolean admit(Operation operation) {
    return switch (operation) {
      case DeployContract deploy -> engines.stream().anyMatch(e -> e.runs(deploy.code()));
      case CallContract _ -> !engines.isEmpty();
      case Transfer _,
          IssueAsset _,
          MintAsset _,
          BurnAsset _,
          SetFrozen _,
          SetIssuer _,
          UpdateVault _ ->
          true;
    };
  }

  void deploy(DeployContract deploy, int index, OperationContext context) throws OperationFailed {
    for (ContractEngine engine : engines) {
      if (engine.runs(deploy.code())) {
        if (!deploy.value().isZero()) {
          context.spend(AssetId.FEE, deploy.value());
        }
        engine.deploy(deploy, index, context);
        return;
      }
    }
    throw new OperationFailed(ReceiptStatus.ENGINE_ABSENT);
  }

  void call(CallContract call, OperationContext context) throws OperationFailed {
    for (ContractEngine engine : engines) {
      if (engine.owns(context.ledger(), call.contract())) {
        if (!call.value().isZero()) {
          context.spend(AssetId.FEE, call.value());
          context.credit(call.contract(), AssetId.FEE, call.value());
        }
        engine.call(call, context);
        return;
      }
    }
    throw new OperationFailed(ReceiptStatus.CONTRACT_UNKNOWN);
  }
}
