package io.ghostchain.protocol;

/**
 * The sender destroys some of an asset it holds.
 *
 * @param asset what to destroy
 * @param amount above 0
 */
public record BurnAsset(AssetId asset, Amount amount) implements Operation {
  /** Checks the components. */
  public BurnAsset {
    Require.that(!amount.isZero(), "an amount above 0", amount);
  }

  void write(WireWriter out) {
    out.asset(1, asset);
    out.amount(2, amount);
  }

  static BurnAsset read(WireReader in) throws DecodeException {
    return new BurnAsset(in.asset(1, "asset"), in.amount(2, "amount"));
  }
}
