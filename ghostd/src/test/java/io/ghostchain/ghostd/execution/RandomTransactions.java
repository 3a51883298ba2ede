package io.ghostchain.ghostd.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ghostchain.ghostd.ledger.Actor;
import io.ghostchain.ghostd.ledger.Draft;
import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.ledger.TestChain;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.AssetPolicy;
import io.ghostchain.protocol.AssetRecord;
import io.ghostchain.protocol.BurnAsset;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.IssueAsset;
import io.ghostchain.protocol.MintAsset;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.Payer;
import io.ghostchain.protocol.SetFrozen;
import io.ghostchain.protocol.SetIssuer;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.protocol.VaultRecord;
import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Transactions as friends and enemies would send them: mostly plausible on the state at hand, with
 * the ends of every range and repeated, crossing and impossible operations among them.
 */
final class RandomTransactions {
  private final RandomGenerator random;
  private final List<Actor> actors;
  private final List<AssetId> assets = new ArrayList<>(List.of(AssetId.FEE, AssetId.STAKE));

  RandomTransactions(RandomGenerator random, List<Actor> actors) {
    this.random = random;
    this.actors = actors;
  }

  /** Tells of an asset that exists from now on. */
  void issued(AssetId asset) {
    assets.add(asset);
  }

  List<AssetId> assets() {
    return assets;
  }

  /**
   * A transaction of a random actor.
   *
   * @param ahead how many of its lane are in the block already
   */
  Transaction next(LedgerView ledger, Ahead ahead) {
    Actor actor = actors.get(random.nextInt(actors.size()));
    Draft draft = new Draft(actor, operations(actor, ledger));
    AccountRecord record = ledger.account(actor.id());
    if (record != null && record.vaultVersion() > 0) {
      draft.reveal = null;
      draft.vaultVersion = record.vaultVersion();
      draft.signers = signers(ledger.vault(actor.id()));
    } else if (actor.vault().entries().getLast().isSession() && random.nextInt(3) == 0) {
      draft.signers = List.of(Actor.SESSION_KEY);
    }
    if (draft.signers.equals(List.of(Actor.SESSION_KEY))) {
      draft.operations = List.of(sessionOperation());
    }
    draft.lane = random.nextInt(4) == 0 ? 5 : 0;
    draft.sequence = ledger.nextSequence(actor.id(), draft.lane) + ahead.of(actor.id(), draft.lane);
    if (random.nextInt(6) == 0) {
      Actor payer = actors.get(random.nextInt(actors.size()));
      AccountRecord payerRecord = ledger.account(payer.id());
      if (!payer.equals(actor) && payerRecord != null && payerRecord.vaultVersion() > 0) {
        draft.payer =
            new Payer(payer.id(), payerRecord.vaultVersion(), signers(ledger.vault(payer.id())));
      }
    }
    mutate(draft);
    return draft.transaction();
  }

  interface Ahead {
    long of(AccountId account, int lane);
  }

  private List<Integer> signers(@Nullable VaultRecord revealed) {
    VaultRecord vault = Objects.requireNonNull(revealed);
    boolean session = vault.vault().entries().getLast().isSession();
    if (session) {
      return random.nextBoolean() ? List.of(Actor.SESSION_KEY) : List.of(0);
    }
    return vault.vault().entries().size() == 3 ? List.of(0, 2) : List.of(0);
  }

  private void mutate(Draft draft) {
    switch (random.nextInt(12)) {
      case 0 -> draft.gasLimit = pick(0, 1, 21_000, 60_000, 30_000_000, Long.MAX_VALUE);
      case 1 -> {
        draft.maxFeePerGas = pick(TestChain.BASE_FEE, TestChain.BASE_FEE + 1, Long.MAX_VALUE);
        draft.priorityFeePerGas = Math.min(draft.maxFeePerGas, pick(0, 1, Long.MAX_VALUE));
      }
      case 2 -> draft.sequence = pick(0, draft.sequence + 1, Long.MAX_VALUE);
      case 3 -> draft.validUntil = pick(0, TestChain.START + 5_000, Long.MAX_VALUE);
      case 4 -> draft.lane = (int) pick(1, 2, Integer.MAX_VALUE);
      case 5 -> draft.gasLimit = 40_000L + random.nextInt(60_000);
      default -> {}
    }
  }

  private Operation[] operations(Actor sender, LedgerView ledger) {
    Operation[] operations = new Operation[1 + random.nextInt(random.nextInt(5) == 0 ? 6 : 2)];
    for (int i = 0; i < operations.length; i++) {
      operations[i] = operation(issuedAsset(sender, ledger));
    }
    return operations;
  }

  private Operation sessionOperation() {
    AssetId asset = random.nextBoolean() ? AssetId.FEE : AssetId.STAKE;
    Amount amount = Amount.of(pick(1, 40, 110, 110, 110, 201));
    return random.nextBoolean()
        ? new BurnAsset(asset, amount)
        : new Transfer(actor().id(), asset, amount);
  }

  private Operation operation(AssetId issued) {
    return switch (random.nextInt(16)) {
      case 0 ->
          new IssueAsset(
              "COIN",
              "Coin",
              (int) pick(0, 6, 18),
              new AssetPolicy(
                  true,
                  random.nextBoolean(),
                  random.nextInt(4) == 0,
                  random.nextInt(3) == 0 ? Amount.of(1_000) : Amount.ZERO),
              Amount.of(pick(0, 1, 1_000)));
      case 1 -> new IssueAsset("FIX", "Fixed", 0, AssetPolicy.FIXED, amount());
      case 2, 3 -> new MintAsset(issued, actor().id(), amount());
      case 4, 5 -> new BurnAsset(asset(), amount());
      case 6, 7 -> new SetFrozen(issued, actor().id(), random.nextInt(3) > 0);
      case 8 -> new SetIssuer(issued, random.nextInt(4) == 0 ? null : actor().id());
      case 9 -> new UpdateVault(actor().vault());
      default ->
          new Transfer(
              random.nextInt(8) == 0 ? stranger() : actor().id(),
              asset(),
              amount(),
              random.nextInt(4) == 0 ? Bytes.of(new byte[256]) : Bytes.EMPTY);
    };
  }

  private AccountId stranger() {
    return new AccountId(Hash.sha256(Integer.toString(random.nextInt(50)).getBytes(UTF_8)));
  }

  private Actor actor() {
    return actors.get(random.nextInt(actors.size()));
  }

  private AssetId asset() {
    return random.nextInt(30) == 0
        ? new AssetId(Hash.sha256(new byte[1]))
        : assets.get(random.nextInt(assets.size()));
  }

  /** Mostly one that the sender did issue, if any of a few tries finds it. */
  private AssetId issuedAsset(Actor sender, LedgerView ledger) {
    AssetId asset = assets.get(random.nextInt(1, assets.size()));
    for (int tries = 0; tries < 6; tries++) {
      AssetRecord record = ledger.asset(asset);
      if (record != null && sender.id().equals(record.issuer())) {
        break;
      }
      asset = assets.get(random.nextInt(1, assets.size()));
    }
    return asset;
  }

  private Amount amount() {
    return switch (random.nextInt(20)) {
      case 0 -> Amount.MAX;
      case 1 -> TestChain.RICHES;
      case 2 -> new Amount(random.nextLong() & Long.MAX_VALUE, random.nextLong());
      default -> Amount.of(pick(1, 2, 40, 100, 999, 5_000));
    };
  }

  private long pick(long... values) {
    return values[random.nextInt(values.length)];
  }
}
