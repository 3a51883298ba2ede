package io.ghostchain.ghostd.ledger;

import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.ghostd.state.StateOverlay;
import io.ghostchain.ghostd.state.StateView;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.AssetPolicy;
import io.ghostchain.protocol.AssetRecord;
import io.ghostchain.protocol.BalanceRecord;
import io.ghostchain.protocol.DevnetFaucet;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.GenesisAccount;
import io.ghostchain.protocol.GenesisAsset;
import java.util.function.Function;

/** The state that a genesis describes, which the first block is built on. */
public final class GenesisState {
  private GenesisState() {}

  /**
   * Every record of the state at height 0.
   *
   * @throws IllegalArgumentException if the genesis gives funds to the devnet's well-known faucet
   *     without saying that it is a devnet
   */
  public static StateDiff of(Genesis genesis) {
    LedgerChanges ledger = new LedgerChanges(new StateOverlay(StateView.EMPTY));
    ledger.put(genesis.parameters());
    ledger.put(AssetId.FEE, asset(genesis, genesis.feeAsset(), GenesisAccount::feeAssetAmount));
    ledger.put(
        AssetId.STAKE, asset(genesis, genesis.stakeAsset(), GenesisAccount::stakeAssetAmount));
    for (GenesisAccount account : genesis.accounts()) {
      if (account.account().equals(DevnetFaucet.account()) && !genesis.devnet()) {
        throw new IllegalArgumentException(
            "the account "
                + account.account()
                + " is the devnet faucet's, whose key everybody knows: expected devnet = true");
      }
      ledger.put(account.account(), AccountRecord.NEW.withFeeBalance(account.feeAssetAmount()));
      ledger.put(
          account.account(), AssetId.STAKE, new BalanceRecord(account.stakeAssetAmount(), false));
    }
    return ledger.diff();
  }

  private static AssetRecord asset(
      Genesis genesis, GenesisAsset asset, Function<GenesisAccount, Amount> amount) {
    Amount supply = Amount.ZERO;
    for (GenesisAccount account : genesis.accounts()) {
      supply = supply.plus(amount.apply(account));
    }
    return new AssetRecord(
        null, asset.symbol(), asset.name(), asset.decimals(), AssetPolicy.FIXED, supply);
  }
}
