package io.ghostchain.protocol;

/**
 * Creates an asset, whose id is {@link AssetId#issued}, with the sender as its issuer.
 *
 * @param symbol 1 to {@value Limits#SYMBOL_CHARACTERS} characters of A-Z and 0-9; not unique
 * @param name 1 to {@value Limits#NAME_BYTES} bytes of UTF-8
 * @param decimals 0 to {@value Limits#DECIMALS}
 * @param policy what the issuer may do later
 * @param initialSupply credited to the sender; within the policy's limit
 */
public record IssueAsset(
    String symbol, String name, int decimals, AssetPolicy policy, Amount initialSupply)
    implements Operation {
  /** Checks the components. */
  public IssueAsset {
    AssetText.check(symbol, name, decimals);
    Require.that(
        initialSupply.compareTo(policy.supplyLimit()) <= 0,
        "an initial supply of at most " + policy.supplyLimit(),
        initialSupply);
    Require.that(
        policy.mintable() || !initialSupply.isZero(),
        "an initial supply above 0, as nothing can be minted later",
        initialSupply);
  }

  void write(WireWriter out) {
    out.string(1, symbol);
    out.string(2, name);
    out.uint32(3, decimals);
    out.message(4, policy::write);
    out.amount(5, initialSupply);
  }

  static IssueAsset read(WireReader in) throws DecodeException {
    return new IssueAsset(
        in.string(1, "symbol", Limits.SYMBOL_CHARACTERS),
        in.string(2, "name", Limits.NAME_BYTES),
        in.uint32(3, "decimals"),
        in.message(4, "policy", AssetPolicy::read),
        in.amount(5, "initial_supply"));
  }
}
