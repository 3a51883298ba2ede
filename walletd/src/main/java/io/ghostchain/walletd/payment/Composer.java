package io.ghostchain.walletd.payment;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.AccountState;
import io.ghostchain.api.node.v1.Balance;
import io.ghostchain.api.node.v1.EstimateFeeRequest;
import io.ghostchain.api.node.v1.EstimateFeeResponse;
import io.ghostchain.api.node.v1.GetAccountRequest;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.BurnAsset;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.TransactionBuilder;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.Vault;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletd.chain.NodeLink;
import io.ghostchain.walletkit.Cosigners;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds transactions on the node's present state: sequence, vault or its first reveal, gas and
 * fees. Signs nothing.
 */
public final class Composer {
  /** Most assets that one request of an account may name. */
  private static final int ASSETS = 64;

  private static final Duration VALID_MAX = Duration.ofDays(30);

  private final NodeLink node;
  private final AssetCatalog assets;
  private final InstantSource clock;

  /** A composer on a node's state. */
  public Composer(NodeLink node, AssetCatalog assets, InstantSource clock) {
    this.node = node;
    this.assets = assets;
    this.clock = clock;
  }

  /**
   * A transaction that the chain would take as far as this daemon can see.
   *
   * @param nextSequence the least that the sequence may be, for transactions that the node does not
   *     know of yet
   * @throws Refusal with have and need if the account does not hold what it would spend
   */
  Draft affordable(Source source, List<Operation> operations, Terms terms, long nextSequence) {
    Draft draft = draft(source, operations, terms, nextSequence);
    for (Map.Entry<AssetId, Amount> spent : draft.spent().entrySet()) {
      requireFunds(draft, spent.getKey(), spent.getValue());
    }
    if (!draft.spent().containsKey(AssetId.FEE)) {
      requireFunds(draft, AssetId.FEE, Amount.ZERO);
    }
    return draft;
  }

  /** A transaction on the present state, affordable or not. */
  Draft draft(Source source, List<Operation> operations, Terms terms, long nextSequence) {
    requireTerms(operations, terms);
    SortedMap<AssetId, Amount> spent = spent(operations);
    AccountState state = account(source.id(), spent);
    Vault vault = vault(state);
    TransactionBuilder builder =
        new TransactionBuilder(node.chain().genesis().chainId(), source.id())
            .sequence(terms.lane(), Math.max(sequence(state, terms.lane()), nextSequence))
            .validUntil(clock.millis() + terms.validFor().toMillis());
    if (vault == null) {
      builder.reveal(source.reveal());
    } else {
      builder.vaultVersion(state.getVaultVersion()).signers(signers(vault));
    }
    operations.forEach(builder::add);
    EstimateFeeResponse fee = estimate(build(builder));
    long maxFee = terms.maxFeePerGas() > 0 ? terms.maxFeePerGas() : fee.getMaxFeePerGas();
    long priority = terms.priorityFeePerGas().orElse(fee.getPriorityFeePerGas());
    builder
        .gasLimit(terms.gasLimit() > 0 ? terms.gasLimit() : fee.getGas())
        .fees(maxFee, Math.min(priority, maxFee));
    return new Draft(build(builder), vault, fee, spent, balances(state));
  }

  private static List<Integer> signers(Vault vault) {
    try {
      return Cosigners.signers(vault);
    } catch (IllegalArgumentException several) {
      throw Refusal.state("MULTI_KEY_VAULT", String.valueOf(several.getMessage()));
    }
  }

  private static TransactionBody build(TransactionBuilder builder) {
    try {
      return builder.build();
    } catch (IllegalArgumentException wrong) {
      throw Refusal.invalid("MALFORMED", String.valueOf(wrong.getMessage()));
    }
  }

  private void requireFunds(Draft draft, AssetId asset, Amount amount) {
    Amount have = draft.balances().getOrDefault(asset, Amount.ZERO);
    Amount need = asset.isFee() ? plus(amount, draft.body().maxFee()) : amount;
    if (have.compareTo(need) < 0) {
      String what = asset.isFee() ? "the amount and the highest fee" : "the amount";
      throw Refusal.state("INSUFFICIENT_FUNDS", "the account holds less than " + what + " together")
          .with("have", assets.text(asset, have))
          .with("need", assets.text(asset, need));
    }
  }

  private static Amount plus(Amount one, Amount other) {
    try {
      return one.plus(other);
    } catch (ArithmeticException overflow) {
      throw Refusal.invalid("MALFORMED", "the amounts add up to more than 2^128 - 1");
    }
  }

  private EstimateFeeResponse estimate(TransactionBody body) {
    ByteString encoded = ByteString.copyFrom(body.encode());
    return node.call(
        stub -> stub.estimateFee(EstimateFeeRequest.newBuilder().setBody(encoded).build()));
  }

  private AccountState account(AccountId id, Map<AssetId, Amount> spent) {
    GetAccountRequest.Builder request =
        GetAccountRequest.newBuilder()
            .setAccount(Wire.bytes(id))
            .addAssets(AssetCatalog.wire(AssetId.FEE));
    spent.keySet().stream()
        .filter(asset -> !asset.isFee())
        .limit(ASSETS - 1)
        .forEach(asset -> request.addAssets(AssetCatalog.wire(asset)));
    return node.call(stub -> stub.getAccount(request.build()));
  }

  private static long sequence(AccountState state, int lane) {
    return state.getLanesList().stream()
        .filter(candidate -> candidate.getLane() == lane)
        .mapToLong(found -> Math.max(found.getNextSequence(), found.getNextPendingSequence()))
        .findFirst()
        .orElse(0);
  }

  private static SortedMap<AssetId, Amount> balances(AccountState state) {
    SortedMap<AssetId, Amount> balances = new TreeMap<>();
    balances.put(AssetId.FEE, Amount.ZERO);
    for (Balance balance : state.getBalancesList()) {
      balances.put(
          Wire.asset("balance", balance.getAsset()), Wire.amount("balance", balance.getAmount()));
    }
    return balances;
  }

  private static @Nullable Vault vault(AccountState state) {
    if (state.getVaultVersion() == 0) {
      return null;
    }
    try {
      return Vault.decode(state.getVault().toByteArray());
    } catch (DecodeException malformed) {
      throw Refusal.state("BAD_NODE", "the node's answer is malformed: " + malformed.getMessage());
    }
  }

  /** What the operations take from the sender, by asset. */
  private static SortedMap<AssetId, Amount> spent(List<Operation> operations) {
    SortedMap<AssetId, Amount> spent = new TreeMap<>();
    for (Operation operation : operations) {
      switch (operation) {
        case Transfer transfer -> spent.merge(transfer.asset(), transfer.amount(), Composer::plus);
        case BurnAsset burn -> spent.merge(burn.asset(), burn.amount(), Composer::plus);
        default -> {}
      }
    }
    return spent;
  }

  private static void requireTerms(List<Operation> operations, Terms terms) {
    if (operations.isEmpty()) {
      throw Refusal.invalid("MALFORMED", "expected at least one recipient or operation, got none");
    }
    Duration validFor = terms.validFor();
    if (validFor.isNegative() || validFor.isZero() || validFor.compareTo(VALID_MAX) > 0) {
      throw Refusal.invalid(
          "BAD_DURATION", "a transaction is valid for at most 30 days, got " + validFor);
    }
    if (terms.lane() < 0 || terms.gasLimit() < 0 || terms.maxFeePerGas() < 0) {
      throw Refusal.invalid("MALFORMED", "lane, gas limit and fees are below 2^31 and 2^63");
    }
  }
}
