package io.ghostchain.walletd.payment;

import com.google.protobuf.ByteString;
import io.ghostchain.api.ledger.v1.Event;
import io.ghostchain.api.wallet.v1.Movement;
import io.ghostchain.api.wallet.v1.Movement.Direction;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.BurnAsset;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What moved, as one account sees it. */
public final class Movements {
  private final AssetCatalog assets;

  /** Movements with the units of a catalog. */
  public Movements(AssetCatalog assets) {
    this.assets = assets;
  }

  /** What a transaction will move if it succeeds, as its sender sees it. */
  List<Movement> ofBody(TransactionBody body) {
    List<Movement> moved = new ArrayList<>();
    for (Operation operation : body.operations()) {
      switch (operation) {
        case Transfer transfer ->
            moved.add(
                movement(
                    transfer.to().equals(body.sender())
                        ? Direction.DIRECTION_SELF
                        : Direction.DIRECTION_OUT,
                    transfer.to().toString(),
                    transfer.asset(),
                    transfer.amount(),
                    ByteString.copyFrom(transfer.memo().copy())));
        case BurnAsset burn ->
            moved.add(
                movement(
                    Direction.DIRECTION_OUT, "", burn.asset(), burn.amount(), ByteString.EMPTY));
        default -> {}
      }
    }
    return moved;
  }

  /** What an event moved, as an account sees it; nothing if it moved nothing of the account's. */
  Optional<Movement> ofEvent(Event event, AccountId account) {
    ByteString self = Wire.bytes(account);
    return switch (event.getKindCase()) {
      case TRANSFERRED -> {
        var moved = event.getTransferred();
        boolean out = moved.getFrom().equals(self);
        boolean in = moved.getTo().equals(self);
        if (!out && !in) {
          yield Optional.empty();
        }
        ByteString other = out ? moved.getTo() : moved.getFrom();
        yield Optional.of(
            movement(
                out
                    ? (in ? Direction.DIRECTION_SELF : Direction.DIRECTION_OUT)
                    : Direction.DIRECTION_IN,
                new AccountId(Wire.hash("event", other)).toString(),
                Wire.asset("event", moved.getAsset()),
                Wire.amount("event", moved.getAmount()),
                moved.getMemo()));
      }
      case ASSET_ISSUED -> {
        var issued = event.getAssetIssued();
        yield issued.getIssuer().equals(self) && !issued.getSupply().isEmpty()
            ? Optional.of(in(issued.getAsset(), issued.getSupply()))
            : Optional.empty();
      }
      case MINTED -> {
        var minted = event.getMinted();
        yield minted.getTo().equals(self)
            ? Optional.of(in(minted.getAsset(), minted.getAmount()))
            : Optional.empty();
      }
      case BURNED -> {
        var burned = event.getBurned();
        yield burned.getFrom().equals(self)
            ? Optional.of(
                movement(
                    Direction.DIRECTION_OUT,
                    "",
                    Wire.asset("event", burned.getAsset()),
                    Wire.amount("event", burned.getAmount()),
                    ByteString.EMPTY))
            : Optional.empty();
      }
      case FROZEN_SET, ISSUER_SET, VAULT_UPDATED, CONTRACT_EMITTED, KIND_NOT_SET ->
          Optional.empty();
    };
  }

  /** The accounts that an event names. */
  static List<ByteString> accounts(Event event) {
    return switch (event.getKindCase()) {
      case TRANSFERRED -> List.of(event.getTransferred().getFrom(), event.getTransferred().getTo());
      case ASSET_ISSUED -> List.of(event.getAssetIssued().getIssuer());
      case MINTED -> List.of(event.getMinted().getTo());
      case BURNED -> List.of(event.getBurned().getFrom());
      case FROZEN_SET -> List.of(event.getFrozenSet().getAccount());
      case ISSUER_SET -> List.of(event.getIssuerSet().getIssuer());
      case VAULT_UPDATED -> List.of(event.getVaultUpdated().getAccount());
      case CONTRACT_EMITTED, KIND_NOT_SET -> List.of();
    };
  }

  private Movement in(ByteString asset, ByteString amount) {
    return movement(
        Direction.DIRECTION_IN,
        "",
        Wire.asset("event", asset),
        Wire.amount("event", amount),
        ByteString.EMPTY);
  }

  private Movement movement(
      Direction direction, String counterparty, AssetId asset, Amount amount, ByteString memo) {
    return Movement.newBuilder()
        .setDirection(direction)
        .setCounterparty(counterparty)
        .setAmount(assets.amount(asset, amount))
        .setMemo(memo)
        .build();
  }
}
