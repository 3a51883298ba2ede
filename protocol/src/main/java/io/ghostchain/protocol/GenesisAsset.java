package io.ghostchain.protocol;

/** An asset that a chain starts with. */
public record GenesisAsset(String symbol, String name, int decimals) {
  /** Checks the components. */
  public GenesisAsset {
    AssetText.check(symbol, name, decimals);
  }

  void write(WireWriter out) {
    out.string(1, symbol);
    out.string(2, name);
    out.uint32(3, decimals);
  }

  static GenesisAsset read(WireReader in) throws DecodeException {
    return new GenesisAsset(
        in.string(1, "symbol", Limits.SYMBOL_CHARACTERS),
        in.string(2, "name", Limits.NAME_BYTES),
        in.uint32(3, "decimals"));
  }
}
