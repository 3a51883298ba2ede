package io.ghostchain.walletd.payment;

import io.ghostchain.api.ledger.v1.StateProof;
import io.ghostchain.api.node.v1.AccountState;
import io.ghostchain.api.node.v1.Balance;
import io.ghostchain.api.node.v1.GetAccountRequest;
import io.ghostchain.api.node.v1.ListBalancesRequest;
import io.ghostchain.api.wallet.v1.BalanceReport;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.BalanceRecord;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.FinalHeader;
import io.ghostchain.protocol.ProofException;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.walletd.chain.NodeLink;
import io.ghostchain.walletd.chain.ProvenState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an account holds, proven where the node proves it. A report is called proven only if the
 * record of every balance in it was checked against a header that the validators signed.
 */
public final class Balances {
  private static final Logger LOG = LoggerFactory.getLogger(Balances.class);

  /** Most balances that one request proves. */
  private static final int PROVEN = 64;

  private final NodeLink node;
  private final ProvenState proofs;
  private final AssetCatalog assets;

  /** What was last said of why balances are unproven; a watch would say it at each block. */
  private volatile String reported = "";

  /** Balances as the node and its proofs show them. */
  public Balances(NodeLink node, ProvenState proofs, AssetCatalog assets) {
    this.node = node;
    this.proofs = proofs;
    this.assets = assets;
  }

  /** The report of an account, the fee asset first. */
  public BalanceReport of(AccountId account) {
    List<AssetId> others = others(account);
    GetAccountRequest.Builder request =
        GetAccountRequest.newBuilder()
            .setAccount(Wire.bytes(account))
            .addAssets(AssetCatalog.wire(AssetId.FEE))
            .setWithProof(true);
    others.forEach(asset -> request.addAssets(AssetCatalog.wire(asset)));
    AccountState state = node.call(stub -> stub.getAccount(request.build()));
    try {
      BalanceReport report = proven(account, others, state);
      reported = "";
      return report;
    } catch (ProofException | DecodeException unproven) {
      String cause = String.valueOf(unproven.getMessage());
      if (!cause.equals(reported)) {
        reported = cause;
        LOG.warn("balance unproven account={} cause=\"{}\"", account, cause);
      }
      return asTold(account, state);
    }
  }

  private BalanceReport proven(AccountId account, List<AssetId> others, AccountState state)
      throws ProofException, DecodeException {
    if (!state.hasCertified()) {
      throw new ProofException("the node gave no certified header");
    }
    FinalHeader header = proofs.accept(state.getCertified());
    Map<Bytes, StateProof> byKey = new HashMap<>();
    for (StateProof proof : state.getProofsList()) {
      byKey.put(Bytes.of(proof.getKey().toByteArray()), proof);
    }
    byte[] value = value(header, byKey, StateKey.account(account));
    AccountRecord record = value == null ? AccountRecord.NEW : AccountRecord.decode(value);
    BalanceReport.Builder report =
        BalanceReport.newBuilder()
            .setAddress(account.toString())
            .setExists(value != null)
            .setHeight(header.header().height() - 1)
            .setProven(true)
            .addBalances(assets.amount(AssetId.FEE, record.feeBalance()));
    for (AssetId asset : others) {
      byte[] held = value(header, byKey, StateKey.balance(account, asset));
      BalanceRecord balance = held == null ? BalanceRecord.NONE : BalanceRecord.decode(held);
      if (!balance.isNone()) {
        report.addBalances(
            assets.amount(asset, balance.amount()).toBuilder().setFrozen(balance.frozen()));
      }
    }
    return report.build();
  }

  private static byte @Nullable [] value(
      FinalHeader header, Map<Bytes, StateProof> byKey, StateKey key) throws ProofException {
    StateProof proof = byKey.get(key.bytes());
    if (proof == null) {
      throw new ProofException("the node gave no proof for the key " + key.bytes().hex());
    }
    Bytes value = ProvenState.requireState(header, proof).value();
    return value == null ? null : value.copy();
  }

  private BalanceReport asTold(AccountId account, AccountState state) {
    BalanceReport.Builder report =
        BalanceReport.newBuilder()
            .setAddress(account.toString())
            .setExists(state.getExists())
            .setHeight(state.getHeight());
    boolean fee = false;
    for (Balance balance : state.getBalancesList()) {
      AssetId asset = Wire.asset("balance", balance.getAsset());
      fee |= asset.isFee();
      report.addBalances(
          assets.amount(asset, Wire.amount("balance", balance.getAmount())).toBuilder()
              .setFrozen(balance.getFrozen()));
    }
    if (!fee) {
      report.addBalances(0, assets.amount(AssetId.FEE, Amount.ZERO));
    }
    return report.build();
  }

  private List<AssetId> others(AccountId account) {
    ListBalancesRequest request =
        ListBalancesRequest.newBuilder().setAccount(Wire.bytes(account)).setLimit(PROVEN).build();
    return node.call(stub -> stub.listBalances(request)).getBalancesList().stream()
        .map(balance -> Wire.asset("balance", balance.getAsset()))
        .filter(asset -> !asset.isFee())
        .limit(PROVEN - 1)
        .toList();
  }
}
