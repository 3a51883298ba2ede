package io.ghostchain.protocol;

/**
 * What may be done with an asset once it is issued. Fixed at issue.
 *
 * @param mintable whether the issuer may make more
 * @param freezable whether the issuer may stop an account's use of it
 * @param nonTransferable whether only the issuer may move it
 * @param maxSupply the most that may exist, {@link Amount#ZERO} for no limit but 2^128 - 1
 */
public record AssetPolicy(
    boolean mintable, boolean freezable, boolean nonTransferable, Amount maxSupply) {
  /** Nothing but transfers: the supply is fixed at issue. */
  public static final AssetPolicy FIXED = new AssetPolicy(false, false, false, Amount.ZERO);

  /** The most that may exist. */
  public Amount supplyLimit() {
    return maxSupply.isZero() ? Amount.MAX : maxSupply;
  }

  void write(WireWriter out) {
    out.bool(1, mintable);
    out.bool(2, freezable);
    out.bool(3, nonTransferable);
    out.amount(4, maxSupply);
  }

  static AssetPolicy read(WireReader in) throws DecodeException {
    return new AssetPolicy(
        in.bool(1, "mintable"),
        in.bool(2, "freezable"),
        in.bool(3, "non_transferable"),
        in.amount(4, "max_supply"));
  }
}
