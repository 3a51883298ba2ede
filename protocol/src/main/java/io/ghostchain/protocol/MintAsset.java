package io.ghostchain.protocol;

/**
 * The issuer makes more of a mintable asset.
 *
 * @param asset never the fee asset
 * @param to who gets it
 * @param amount above 0
 */
public record MintAsset(AssetId asset, AccountId to, Amount amount) implements Operation {
  /** Checks the components. */
  public MintAsset {
    Require.that(!asset.isFee(), "an issued asset", "the fee asset");
    Require.that(!amount.isZero(), "an amount above 0", amount);
  }

  void write(WireWriter out) {
    out.asset(1, asset);
    out.account(2, to);
    out.amount(3, amount);
  }

  static MintAsset read(WireReader in) throws DecodeException {
    return new MintAsset(in.asset(1, "asset"), in.account(2, "to"), in.amount(3, "amount"));
  }
}
