package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.BurnAsset;
import io.ghostchain.protocol.CallContract;
import io.ghostchain.protocol.DeployContract;
import io.ghostchain.protocol.IssueAsset;
import io.ghostchain.protocol.MintAsset;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.Reason;
import io.ghostchain.protocol.SessionGrant;
import io.ghostchain.protocol.SetFrozen;
import io.ghostchain.protocol.SetIssuer;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.UpdateVault;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a session key's grant covers a transaction (LEDGER.md, "Session keys"). Its spending is
 * looked at twice: here against the parent's state, and operation by operation when it runs, since
 * others of its transactions may come before it in the block.
 */
final class SessionRules {
  private SessionRules() {}

  static void check(SessionUse session, TransactionBody body, LedgerView parent, long blockTime)
      throws Refused {
    SessionGrant grant = session.grant();
    if (blockTime >= grant.notAfter()) {
      throw Refused.of(
          Reason.SESSION_EXPIRED, "a block time before " + grant.notAfter(), blockTime);
    }
    if (!grant.lanes().contains(body.lane())) {
      throw Refused.of(Reason.SESSION_LANE, "a lane of " + grant.lanes(), "lane " + body.lane());
    }
    if (body.payer() == null && body.maxFee().compareTo(grant.maxFee()) > 0) {
      throw Refused.of(Reason.SESSION_FEE, "a fee of at most " + grant.maxFee(), body.maxFee());
    }
    Map<AssetId, Amount> spent = new TreeMap<>();
    for (Operation operation : body.operations()) {
      if (!grant.allows(operation.kind())) {
        throw Refused.of(
            Reason.SESSION_OPERATION, "an operation that the grant names", operation.kind());
      }
      switch (operation) {
        case Transfer transfer -> add(spent, grant, transfer.asset(), transfer.amount());
        case BurnAsset burn -> add(spent, grant, burn.asset(), burn.amount());
        case DeployContract deploy -> addValue(spent, grant, deploy.value());
        case CallContract call -> {
          requireContract(grant, call.contract());
          addValue(spent, grant, call.value());
        }
        case IssueAsset _, MintAsset _, SetFrozen _, SetIssuer _, UpdateVault _ ->
            throw new IllegalStateException("no grant allows " + operation.kind());
      }
    }
    for (Map.Entry<AssetId, Amount> entry : spent.entrySet()) {
      var usage = parent.sessionUsage(body.sender(), session.keyIndex(), entry.getKey());
      if (session.spend(usage, entry.getValue(), blockTime) == null) {
        throw Refused.of(
            Reason.SESSION_LIMIT,
            "at most "
                + grant.spendPerWindow()
                + " in a window and "
                + grant.spendTotal()
                + " in all, with "
                + (usage == null ? Amount.ZERO : usage.spentTotal())
                + " spent",
            entry.getValue() + " more");
      }
    }
  }

  private static void requireContract(SessionGrant grant, AccountId contract) throws Refused {
    if (!grant.contracts().contains(contract)) {
      throw Refused.of(Reason.SESSION_ASSET, "a contract that the grant names", contract);
    }
  }

  private static void addValue(Map<AssetId, Amount> spent, SessionGrant grant, Amount value)
      throws Refused {
    if (!value.isZero()) {
      add(spent, grant, AssetId.FEE, value);
    }
  }

  private static void add(
      Map<AssetId, Amount> spent, SessionGrant grant, AssetId asset, Amount amount) throws Refused {
    if (!grant.allows(asset)) {
      throw Refused.of(Reason.SESSION_ASSET, "an asset that the grant names", asset);
    }
    Amount before = spent.getOrDefault(asset, Amount.ZERO);
    if (amount.compareTo(Amount.MAX.minus(before)) > 0) {
      throw Refused.of(Reason.SESSION_LIMIT, "amounts of less than 2^128 in all", "more");
    }
    spent.put(asset, before.plus(amount));
  }
}
