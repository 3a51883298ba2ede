package io.ghostchain.walletd.payment;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.AssetState;
import io.ghostchain.api.node.v1.GetAssetRequest;
import io.ghostchain.api.wallet.v1.AssetAmount;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.GenesisAsset;
import io.ghostchain.walletd.chain.NodeLink;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Symbols and decimals of assets, which never change once issued. Safe for use by several threads.
 */
public final class AssetCatalog {
  /** Most assets remembered; beyond, the node is asked each time. */
  private static final int REMEMBERED = 10_000;

  /** What is shown of an asset. */
  public record Unit(String symbol, int decimals) {}

  private final NodeLink node;
  private final Map<AssetId, Unit> known = new ConcurrentHashMap<>();

  /** A catalog of the node's chain. */
  public AssetCatalog(NodeLink node) {
    this.node = node;
  }

  /** An asset's unit; no symbol and whole units for one that the chain does not know. */
  public Unit unit(AssetId asset) {
    if (asset.equals(AssetId.FEE)) {
      return unit(node.chain().genesis().feeAsset());
    }
    if (asset.equals(AssetId.STAKE)) {
      return unit(node.chain().genesis().stakeAsset());
    }
    Unit remembered = known.get(asset);
    if (remembered != null) {
      return remembered;
    }
    try {
      AssetState state =
          node.call(
              stub -> stub.getAsset(GetAssetRequest.newBuilder().setAsset(wire(asset)).build()));
      Unit unit = new Unit(state.getSymbol(), state.getDecimals());
      if (known.size() < REMEMBERED) {
        known.put(asset, unit);
      }
      return unit;
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return new Unit("", 0);
      }
      throw refused;
    }
  }

  /** An amount as the wallet's wire carries it. */
  public AssetAmount amount(AssetId asset, Amount amount) {
    Unit unit = unit(asset);
    return AssetAmount.newBuilder()
        .setAsset(asset.isFee() ? ByteString.EMPTY : wire(asset))
        .setSymbol(unit.symbol())
        .setDecimals(unit.decimals())
        .setAmount(wire(amount))
        .build();
  }

  /** An amount for a person. */
  public String text(AssetId asset, Amount amount) {
    Unit unit = unit(asset);
    return amount.format(unit.decimals()) + " " + unit.symbol();
  }

  /** An amount's bytes. */
  public static ByteString wire(Amount amount) {
    return ByteString.copyFrom(amount.bytes().copy());
  }

  /** An asset id's bytes. */
  public static ByteString wire(AssetId asset) {
    return ByteString.copyFrom(asset.hash().bytes());
  }

  private static Unit unit(GenesisAsset asset) {
    return new Unit(asset.symbol(), asset.decimals());
  }
}
