package io.ghostchain.ghostd.execution;

import io.ghostchain.ghostd.ledger.Actor;
import io.ghostchain.ghostd.ledger.TestChain;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.AssetPolicy;
import io.ghostchain.protocol.BurnAsset;
import io.ghostchain.protocol.CallContract;
import io.ghostchain.protocol.DeployContract;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.IssueAsset;
import io.ghostchain.protocol.MintAsset;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.SessionGrant;
import io.ghostchain.protocol.SetFrozen;
import io.ghostchain.protocol.SetIssuer;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.protocol.Vault;
import io.ghostchain.zcrypto.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * The ledger once more, as short as can be and obviously right: maps of big integers, copied whole
 * before each transaction. Written from LEDGER.md and the operations' documentation, sharing none
 * of the code it is compared with but the values of protocol.
 */
@NullUnmarked
final class ReferenceLedger {
  private static final BigInteger MAX = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);

  private final Genesis genesis;
  private Tables tables = new Tables();
  private BigInteger burned = BigInteger.ZERO;

  record Holding(AccountId account, AssetId asset) implements Comparable<Holding> {
    @Override
    public int compareTo(Holding other) {
      int order = account.compareTo(other.account);
      return order != 0 ? order : asset.compareTo(other.asset);
    }
  }

  record Asset(@Nullable AccountId issuer, AssetPolicy policy, BigInteger supply) {}

  record Usage(long version, long windowStart, BigInteger inWindow, BigInteger total) {}

  record Account(long vaultVersion, @Nullable Vault vault, Map<Integer, Long> lanes) {}

  record Outcome(ReceiptStatus status, int failedOperation, long gasUsed, BigInteger fee) {}

  /** Everything that operations change. */
  static final class Tables {
    final TreeMap<AccountId, Account> accounts = new TreeMap<>();
    final TreeMap<Holding, BigInteger> holdings = new TreeMap<>();
    final TreeMap<Holding, Boolean> frozen = new TreeMap<>();
    final TreeMap<AssetId, Asset> assets = new TreeMap<>();
    final TreeMap<Holding, Usage> usages = new TreeMap<>();

    Tables copy() {
      Tables copy = new Tables();
      copy.accounts.putAll(accounts);
      copy.holdings.putAll(holdings);
      copy.frozen.putAll(frozen);
      copy.assets.putAll(assets);
      copy.usages.putAll(usages);
      return copy;
    }
  }

  /** The operation at hand fails. */
  private static final class Fails extends Exception {
    private static final long serialVersionUID = 1;
    final ReceiptStatus status;

    Fails(ReceiptStatus status) {
      this.status = status;
    }
  }

  ReferenceLedger(Genesis genesis) {
    this.genesis = genesis;
    BigInteger fees = BigInteger.ZERO;
    BigInteger stakes = BigInteger.ZERO;
    for (var account : genesis.accounts()) {
      tables.accounts.put(account.account(), new Account(0, null, Map.of(0, 0L)));
      fees = fees.add(account.feeAssetAmount().toBigInteger());
      stakes = stakes.add(account.stakeAssetAmount().toBigInteger());
      hold(account.account(), AssetId.FEE, account.feeAssetAmount().toBigInteger());
      hold(account.account(), AssetId.STAKE, account.stakeAssetAmount().toBigInteger());
    }
    tables.assets.put(AssetId.FEE, new Asset(null, AssetPolicy.FIXED, fees));
    tables.assets.put(AssetId.STAKE, new Asset(null, AssetPolicy.FIXED, stakes));
  }

  Tables tables() {
    return tables;
  }

  BigInteger burned() {
    return burned;
  }

  BigInteger held(AccountId account, AssetId asset) {
    return tables.holdings.getOrDefault(new Holding(account, asset), BigInteger.ZERO);
  }

  /** A transaction of a block, with the gas that it uses whatever happens. */
  record Entry(Hash id, TransactionBody body, long intrinsicGas) {}

  List<Outcome> block(List<Entry> entries, long time, long baseFee, AccountId proposer) {
    Map<AccountId, Account> parent = new TreeMap<>(tables.accounts);
    for (Entry entry : entries) {
      TransactionBody body = entry.body;
      Account sender = tables.accounts.get(body.sender());
      Map<Integer, Long> lanes = new TreeMap<>(sender.lanes);
      lanes.put(body.lane(), body.sequence() + 1);
      boolean reveals = body.reveal() != null && sender.vaultVersion == 0;
      tables.accounts.put(
          body.sender(),
          new Account(
              reveals ? 1 : sender.vaultVersion,
              reveals ? body.reveal().vault() : sender.vault,
              lanes));
      add(body.feePayer(), AssetId.FEE, price(body, baseFee, body.gasLimit()).negate());
    }
    List<Outcome> outcomes = new ArrayList<>();
    BigInteger earned = BigInteger.ZERO;
    BigInteger baseFees = BigInteger.ZERO;
    for (Entry entry : entries) {
      TransactionBody body = entry.body;
      Outcome outcome = transaction(entry, parent.get(body.sender()), time, baseFee);
      outcomes.add(outcome);
      long unused = body.gasLimit() - outcome.gasUsed;
      add(body.feePayer(), AssetId.FEE, price(body, baseFee, unused));
      earned = earned.add(outcome.fee);
      baseFees = baseFees.add(BigInteger.valueOf(baseFee).multiply(big(outcome.gasUsed)));
    }
    BigInteger burn = baseFees.multiply(big(genesis.parameters().burnShare())).divide(big(10_000));
    burned = burned.add(burn);
    supply(AssetId.FEE, burn.negate());
    if (earned.compareTo(burn) > 0) {
      tables.accounts.putIfAbsent(proposer, new Account(0, null, Map.of(0, 0L)));
      add(proposer, AssetId.FEE, earned.subtract(burn));
    }
    return outcomes;
  }

  private Outcome transaction(Entry entry, Account parentSender, long time, long baseFee) {
    Tables before = tables.copy();
    TransactionBody body = entry.body;
    long[] gas = {entry.intrinsicGas};
    ReceiptStatus status = ReceiptStatus.SUCCESS;
    int failed = 0;
    for (int i = 0; i < body.operations().size(); i++) {
      try {
        operation(entry, i, parentSender, time, gas);
      } catch (Fails fails) {
        status = fails.status;
        failed = i;
        tables = before;
        break;
      }
    }
    return new Outcome(status, failed, gas[0], price(body, baseFee, gas[0]));
  }

  private void operation(Entry entry, int index, Account parentSender, long time, long[] gas)
      throws Fails {
    TransactionBody body = entry.body;
    AccountId sender = body.sender();
    switch (body.operations().get(index)) {
      case Transfer op -> {
        Asset asset = asset(op.asset());
        require(
            !asset.policy.nonTransferable() || sender.equals(asset.issuer),
            ReceiptStatus.NON_TRANSFERABLE);
        require(!frozen(sender, op.asset()), ReceiptStatus.FROZEN);
        require(!frozen(op.to(), op.asset()), ReceiptStatus.FROZEN);
        spend(body, parentSender, op.asset(), op.amount(), time, gas);
        give(body, op.to(), op.asset(), op.amount().toBigInteger(), gas);
      }
      case IssueAsset op -> {
        AssetId id = AssetId.issued(entry.id, index);
        tables.assets.put(id, new Asset(sender, op.policy(), op.initialSupply().toBigInteger()));
        if (!op.initialSupply().isZero()) {
          give(body, sender, id, op.initialSupply().toBigInteger(), gas);
        }
      }
      case MintAsset op -> {
        Asset asset = issued(sender, op.asset());
        require(asset.policy.mintable(), ReceiptStatus.NOT_MINTABLE);
        require(!frozen(op.to(), op.asset()), ReceiptStatus.FROZEN);
        BigInteger supply = asset.supply.add(op.amount().toBigInteger());
        require(supply.compareTo(MAX) <= 0, ReceiptStatus.OVERFLOW);
        require(
            supply.compareTo(asset.policy.supplyLimit().toBigInteger()) <= 0,
            ReceiptStatus.SUPPLY_LIMIT);
        supply(op.asset(), op.amount().toBigInteger());
        give(body, op.to(), op.asset(), op.amount().toBigInteger(), gas);
      }
      case BurnAsset op -> {
        asset(op.asset());
        require(!frozen(sender, op.asset()), ReceiptStatus.FROZEN);
        spend(body, parentSender, op.asset(), op.amount(), time, gas);
        supply(op.asset(), op.amount().toBigInteger().negate());
      }
      case SetFrozen op -> {
        require(issued(sender, op.asset()).policy.freezable(), ReceiptStatus.NOT_FREEZABLE);
        Holding holding = new Holding(op.account(), op.asset());
        if (op.frozen() && !hasRecord(holding)) {
          deposit(body, gas);
        }
        tables.frozen.put(holding, op.frozen());
      }
      case SetIssuer op -> {
        Asset asset = issued(sender, op.asset());
        tables.assets.put(op.asset(), new Asset(op.issuer(), asset.policy, asset.supply));
      }
      case UpdateVault op -> {
        Account account = tables.accounts.get(sender);
        tables.accounts.put(
            sender, new Account(account.vaultVersion + 1, op.vault(), account.lanes));
      }
      case DeployContract _, CallContract _ -> throw new AssertionError("not admitted");
    }
  }

  private void spend(
      TransactionBody body,
      Account parentSender,
      AssetId asset,
      Amount amount,
      long time,
      long[] gas)
      throws Fails {
    if (body.signers().equals(List.of(Actor.SESSION_KEY)) && isSession(body, parentSender)) {
      countSession(body, parentSender, asset, amount.toBigInteger(), time, gas);
    }
    require(
        held(body.sender(), asset).compareTo(amount.toBigInteger()) >= 0,
        ReceiptStatus.INSUFFICIENT_BALANCE);
    add(body.sender(), asset, amount.toBigInteger().negate());
  }

  private static Vault signingVault(TransactionBody body, Account parentSender) {
    return body.reveal() != null ? body.reveal().vault() : parentSender.vault;
  }

  private static boolean isSession(TransactionBody body, Account parentSender) {
    return signingVault(body, parentSender).entries().get(Actor.SESSION_KEY).isSession();
  }

  private void countSession(
      TransactionBody body,
      Account parentSender,
      AssetId asset,
      BigInteger amount,
      long time,
      long[] gas)
      throws Fails {
    SessionGrant grant = signingVault(body, parentSender).entries().get(Actor.SESSION_KEY).grant();
    long version = Math.max(1, body.vaultVersion());
    Holding key = new Holding(body.sender(), asset);
    Usage usage = tables.usages.get(key);
    Usage before =
        usage == null || usage.version != version
            ? new Usage(version, time, BigInteger.ZERO, BigInteger.ZERO)
            : usage;
    if (time - before.windowStart >= grant.windowMillis()) {
      before = new Usage(version, time, BigInteger.ZERO, before.total);
    }
    Usage after =
        new Usage(
            version, before.windowStart, before.inWindow.add(amount), before.total.add(amount));
    require(
        after.inWindow.compareTo(grant.spendPerWindow().toBigInteger()) <= 0
            && after.total.compareTo(grant.spendTotal().toBigInteger()) <= 0,
        ReceiptStatus.SESSION_LIMIT);
    if (usage == null) {
      deposit(body, gas);
    }
    tables.usages.put(key, after);
  }

  private void give(
      TransactionBody body, AccountId to, AssetId asset, BigInteger amount, long[] gas)
      throws Fails {
    if (!tables.accounts.containsKey(to)) {
      deposit(body, gas);
      tables.accounts.put(to, new Account(0, null, Map.of(0, 0L)));
    }
    if (!asset.isFee() && !hasRecord(new Holding(to, asset))) {
      deposit(body, gas);
    }
    add(to, asset, amount);
  }

  private boolean hasRecord(Holding holding) {
    return held(holding.account, holding.asset).signum() > 0
        || frozen(holding.account, holding.asset);
  }

  private boolean frozen(AccountId account, AssetId asset) {
    return tables.frozen.getOrDefault(new Holding(account, asset), false);
  }

  private Asset asset(AssetId id) throws Fails {
    Asset asset = tables.assets.get(id);
    require(asset != null, ReceiptStatus.ASSET_UNKNOWN);
    return asset;
  }

  private Asset issued(AccountId sender, AssetId id) throws Fails {
    Asset asset = asset(id);
    require(sender.equals(asset.issuer), ReceiptStatus.NOT_ISSUER);
    return asset;
  }

  private void deposit(TransactionBody body, long[] gas) throws Fails {
    gas[0] += TestChain.PARAMETERS.stateDepositGas();
    if (gas[0] > body.gasLimit()) {
      gas[0] = body.gasLimit();
      throw new Fails(ReceiptStatus.OUT_OF_GAS);
    }
  }

  private void supply(AssetId id, BigInteger change) {
    Asset asset = tables.assets.get(id);
    tables.assets.put(id, new Asset(asset.issuer, asset.policy, asset.supply.add(change)));
  }

  private void add(AccountId account, AssetId asset, BigInteger change) {
    hold(account, asset, held(account, asset).add(change));
  }

  private void hold(AccountId account, AssetId asset, BigInteger amount) {
    if (amount.signum() < 0) {
      throw new AssertionError("a balance below zero");
    }
    tables.holdings.put(new Holding(account, asset), amount);
  }

  private static BigInteger price(TransactionBody body, long baseFee, long gas) {
    BigInteger most = big(body.maxFeePerGas());
    BigInteger price = big(baseFee).add(big(body.priorityFeePerGas())).min(most);
    return price.multiply(big(gas));
  }

  private static void require(boolean holds, ReceiptStatus otherwise) throws Fails {
    if (!holds) {
      throw new Fails(otherwise);
    }
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
