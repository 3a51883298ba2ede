package io.ghostchain.ghostd.rpc;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.AccountState;
import io.ghostchain.api.node.v1.AssetState;
import io.ghostchain.api.node.v1.Balance;
import io.ghostchain.api.node.v1.CertifiedHeader;
import io.ghostchain.api.node.v1.GetAccountRequest;
import io.ghostchain.api.node.v1.GetAssetRequest;
import io.ghostchain.api.node.v1.GetStateRequest;
import io.ghostchain.api.node.v1.GetStateResponse;
import io.ghostchain.api.node.v1.Lane;
import io.ghostchain.api.node.v1.ListBalancesRequest;
import io.ghostchain.api.node.v1.ListBalancesResponse;
import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.node.ChainReader.Provable;
import io.ghostchain.ghostd.node.NodeCore;
import io.ghostchain.ghostd.state.StateNotKeptException;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.AssetRecord;
import io.ghostchain.protocol.BalanceRecord;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.StateTable;
import io.ghostchain.protocol.VaultRecord;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the newest provable state holds, with proofs where asked for. */
final class AccountQueries {
  private static final int ASSETS_MAX = 64;
  private static final int KEYS_MAX = 64;
  private static final int BALANCES_DEFAULT = 100;
  private static final int BALANCES_MAX = 1000;
  private static final int LANES_MAX = 64;

  private final NodeCore node;

  AccountQueries(NodeCore node) {
    this.node = node;
  }

  AccountState account(GetAccountRequest request) throws IOException, StateNotKeptException {
    AccountId account = new AccountId(Requests.hash(request.getAccount(), "account"));
    Requests.atMost("assets", ASSETS_MAX, request.getAssetsCount());
    List<AssetId> assets = new ArrayList<>();
    for (ByteString asset : request.getAssetsList()) {
      assets.add(Requests.asset(asset, "assets"));
    }
    if (assets.isEmpty()) {
      assets.add(AssetId.FEE);
    }
    List<Integer> lanes = lanes(account);
    Provable provable = provable();
    AccountState.Builder state =
        node.reader().read(provable.height(), view -> describe(view, account, assets, lanes));
    state.setHeight(provable.height());
    if (request.getWithProof()) {
      List<StateKey> keys = new ArrayList<>();
      keys.add(StateKey.account(account));
      keys.add(StateKey.vault(account));
      assets.stream().filter(a -> !a.isFee()).forEach(a -> keys.add(StateKey.balance(account, a)));
      node.reader()
          .prove(provable.height(), keys)
          .forEach(proof -> state.addProofs(Messages.of(proof)));
      state.setCertified(certified(provable));
    }
    return state.build();
  }

  ListBalancesResponse balances(ListBalancesRequest request)
      throws IOException, StateNotKeptException {
    AccountId account = new AccountId(Requests.hash(request.getAccount(), "account"));
    Requests.atMost("limit", BALANCES_MAX, Integer.toUnsignedLong(request.getLimit()));
    int limit = request.getLimit() == 0 ? BALANCES_DEFAULT : request.getLimit();
    AssetId after =
        request.getAfter().isEmpty()
            ? null
            : new AssetId(Requests.hash(request.getAfter(), "after"));
    StateKey afterKey = after == null || after.isFee() ? null : StateKey.balance(account, after);
    List<StateKey> keys =
        node.store().stateKeys(prefix(StateTable.BALANCE, account), afterKey, limit + 1);
    Provable provable = provable();
    var response = ListBalancesResponse.newBuilder().setHeight(provable.height());
    AssetId last =
        node.reader()
            .read(
                provable.height(),
                view -> addBalances(response, view, account, after == null, keys, limit));
    if (last != null) {
      response.setNext(Messages.bytes(last.hash()));
    }
    return response.build();
  }

  AssetState asset(GetAssetRequest request) throws IOException, StateNotKeptException {
    AssetId asset = Requests.asset(request.getAsset(), "asset");
    AssetRecord record = node.reader().read(provable().height(), view -> view.asset(asset));
    if (record == null) {
      throw Failures.of(RpcReason.ASSET_UNKNOWN, asset.toString());
    }
    var state =
        AssetState.newBuilder()
            .setAsset(Messages.bytes(asset.hash()))
            .setSymbol(record.symbol())
            .setName(record.name())
            .setDecimals(record.decimals())
            .setPolicy(Messages.of(record.policy()))
            .setSupply(Messages.bytes(record.supply()));
    AccountId issuer = record.issuer();
    return issuer == null ? state.build() : state.setIssuer(Messages.bytes(issuer.hash())).build();
  }

  GetStateResponse state(GetStateRequest request) throws IOException, StateNotKeptException {
    Requests.atMost("keys", KEYS_MAX, request.getKeysCount());
    List<StateKey> keys = new ArrayList<>();
    for (ByteString key : request.getKeysList()) {
      if (key.isEmpty() || key.size() > StateKey.BYTES_MAX) {
        throw Failures.of(
            RpcReason.INVALID_REQUEST,
            "keys: expected 1 to " + StateKey.BYTES_MAX + " bytes, got " + key.size());
      }
      keys.add(new StateKey(Requests.bytes(key)));
    }
    Provable provable = provable();
    var response =
        GetStateResponse.newBuilder()
            .setHeight(provable.height())
            .setCertified(certified(provable));
    node.reader()
        .prove(provable.height(), keys)
        .forEach(proof -> response.addProofs(Messages.of(proof)));
    return response.build();
  }

  private AccountState.Builder describe(
      LedgerView view, AccountId account, List<AssetId> assets, List<Integer> lanes) {
    var state = AccountState.newBuilder().setAccount(Messages.bytes(account.hash()));
    AccountRecord record = view.account(account);
    long next = record == null ? 0 : record.sequence();
    state.addLanes(lane(account, 0, next));
    if (record == null) {
      return state;
    }
    state.setExists(true).setVaultVersion(record.vaultVersion());
    VaultRecord vault = view.vault(account);
    if (vault != null) {
      state.setVault(Messages.of(vault.vault()));
    }
    for (int lane : lanes) {
      state.addLanes(lane(account, lane, view.nextSequence(account, lane)));
    }
    for (AssetId asset : assets) {
      state.addBalances(balance(view, account, asset));
    }
    return state;
  }

  private Lane lane(AccountId account, int lane, long next) {
    return Lane.newBuilder()
        .setLane(lane)
        .setNextSequence(next)
        .setNextPendingSequence(node.pool().nextSequence(account, lane, next))
        .build();
  }

  private static Balance balance(LedgerView view, AccountId account, AssetId asset) {
    BalanceRecord held =
        asset.isFee()
            ? new BalanceRecord(view.amount(account, asset), false)
            : view.balance(account, asset);
    return Balance.newBuilder()
        .setAsset(Messages.bytes(asset.hash()))
        .setAmount(Messages.bytes(held.amount()))
        .setFrozen(held.frozen())
        .build();
  }

  /** The asset to continue after, null at the end. */
  private static @Nullable AssetId addBalances(
      ListBalancesResponse.Builder response,
      LedgerView view,
      AccountId account,
      boolean withFee,
      List<StateKey> keys,
      int limit) {
    if (withFee && view.account(account) != null) {
      response.addBalances(balance(view, account, AssetId.FEE));
    }
    AssetId last = AssetId.FEE;
    for (StateKey key : keys) {
      if (response.getBalancesCount() == limit) {
        return last;
      }
      last = new AssetId(Hash.of(tail(key, 1 + Hash.BYTES)));
      if (!view.balance(account, last).isNone()) {
        response.addBalances(balance(view, account, last));
      }
    }
    return keys.size() > limit ? last : null;
  }

  private List<Integer> lanes(AccountId account) throws IOException {
    List<Integer> lanes = new ArrayList<>();
    for (StateKey key : node.store().stateKeys(prefix(StateTable.LANE, account), null, LANES_MAX)) {
      lanes.add(ByteBuffer.wrap(tail(key, 1 + Hash.BYTES)).getInt());
    }
    return lanes;
  }

  private static Bytes prefix(StateTable table, AccountId account) {
    byte[] prefix = new byte[1 + Hash.BYTES];
    prefix[0] = (byte) table.code();
    account.hash().write(prefix, 1);
    return Bytes.of(prefix);
  }

  private static byte[] tail(StateKey key, int from) {
    byte[] bytes = key.bytes().copy();
    byte[] tail = new byte[bytes.length - from];
    System.arraycopy(bytes, from, tail, 0, tail.length);
    return tail;
  }

  private CertifiedHeader certified(Provable provable) {
    return Messages.certified(provable.certified(), node.genesis().validatorSet());
  }

  private Provable provable() throws IOException {
    Optional<Provable> newest = node.reader().newestProvable();
    return newest.orElseThrow(() -> Failures.of(RpcReason.NOT_READY, "the chain has no block yet"));
  }
}
