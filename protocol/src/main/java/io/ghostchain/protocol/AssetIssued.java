package io.ghostchain.protocol;

/** An asset was created, and its first supply credited to the issuer. */
public record AssetIssued(
    AssetId asset, AccountId issuer, String symbol, int decimals, Amount supply) implements Event {
  /** Checks the components. */
  public AssetIssued {
    AssetText.checkSymbol(symbol, decimals);
  }

  void write(WireWriter out) {
    out.asset(1, asset);
    out.account(2, issuer);
    out.string(3, symbol);
    out.uint32(4, decimals);
    out.amount(5, supply);
  }

  static AssetIssued read(WireReader in) throws DecodeException {
    return new AssetIssued(
        in.asset(1, "asset"),
        in.account(2, "issuer"),
        in.string(3, "symbol", Limits.SYMBOL_CHARACTERS),
        in.uint32(4, "decimals"),
        in.amount(5, "supply"));
  }
}
