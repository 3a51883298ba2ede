package io.ghostchain.protocol;

/** An account that a chain starts with. Its vault is revealed by its first transaction. */
public record GenesisAccount(AccountId account, Amount feeAssetAmount, Amount stakeAssetAmount) {
  void write(WireWriter out) {
    out.account(1, account);
    out.amount(2, feeAssetAmount);
    out.amount(3, stakeAssetAmount);
  }

  static GenesisAccount read(WireReader in) throws DecodeException {
    return new GenesisAccount(
        in.account(1, "account"),
        in.amount(2, "fee_asset_amount"),
        in.amount(3, "stake_asset_amount"));
  }
}
