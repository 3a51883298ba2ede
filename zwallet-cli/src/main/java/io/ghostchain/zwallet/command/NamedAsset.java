package io.ghostchain.zwallet.command;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.AssetState;
import io.ghostchain.api.node.v1.GetAssetRequest;
import io.ghostchain.api.wallet.v1.AccountRef;
import io.ghostchain.api.wallet.v1.AssetAmount;
import io.ghostchain.api.wallet.v1.GetBalanceRequest;
import io.ghostchain.zwallet.Addresses;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Failure;
import java.util.List;

/**
 * An asset that a person named: by its id, or by its symbol where the account holds just one of
 * that symbol.
 *
 * @param id empty for the fee asset
 */
record NamedAsset(ByteString id, String symbol, int decimals) {
  static NamedAsset ofFees(FeeAsset fees) {
    return new NamedAsset(ByteString.EMPTY, fees.symbol(), fees.decimals());
  }

  static NamedAsset find(Cli cli, FeeAsset fees, AccountRef holder, String named) {
    if (named.equals(fees.symbol())) {
      return ofFees(fees);
    }
    return Addresses.looksLikeAssetId(named) ? byId(cli, named) : bySymbol(cli, holder, named);
  }

  static NamedAsset byId(Cli cli, String text) {
    AssetState state = state(cli, text);
    return new NamedAsset(state.getAsset(), state.getSymbol(), state.getDecimals());
  }

  static AssetState state(Cli cli, String text) {
    ByteString id = Addresses.assetId(text);
    return cli.call(stub -> stub.getAsset(GetAssetRequest.newBuilder().setAsset(id).build()));
  }

  private static NamedAsset bySymbol(Cli cli, AccountRef holder, String symbol) {
    List<AssetAmount> held =
        cli
            .call(
                stub -> stub.getBalance(GetBalanceRequest.newBuilder().setAccount(holder).build()))
            .getBalancesList()
            .stream()
            .filter(balance -> balance.getSymbol().equals(symbol))
            .toList();
    if (held.size() != 1) {
      throw Failure.usage(
              held.isEmpty()
                  ? "the account holds no asset called " + symbol
                  : "the account holds " + held.size() + " assets called " + symbol)
          .hint("name the asset by its id; zwallet balance shows it");
    }
    AssetAmount only = held.getFirst();
    return new NamedAsset(only.getAsset(), only.getSymbol(), only.getDecimals());
  }
}
