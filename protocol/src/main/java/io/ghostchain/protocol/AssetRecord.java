package io.ghostchain.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What the state holds of an asset.
 *
 * @param issuer null if issuance was given up, and of the assets of genesis
 * @param symbol 1 to {@value Limits#SYMBOL_CHARACTERS} characters of A-Z and 0-9
 * @param name 1 to {@value Limits#NAME_BYTES} bytes of UTF-8
 * @param decimals 0 to {@value Limits#DECIMALS}
 * @param policy fixed at issue
 * @param supply how much exists
 */
public record AssetRecord(
    @Nullable AccountId issuer,
    String symbol,
    String name,
    int decimals,
    AssetPolicy policy,
    Amount supply)
    implements StateRecord {
  /** Checks the components. */
  public AssetRecord {
    AssetText.check(symbol, name, decimals);
    Require.that(
        supply.compareTo(policy.supplyLimit()) <= 0,
        "a supply of at most " + policy.supplyLimit(),
        supply);
  }

  /** This with another supply. */
  public AssetRecord withSupply(Amount newSupply) {
    return new AssetRecord(issuer, symbol, name, decimals, policy, newSupply);
  }

  /** This with another issuer, or none. */
  public AssetRecord withIssuer(@Nullable AccountId newIssuer) {
    return new AssetRecord(newIssuer, symbol, name, decimals, policy, supply);
  }

  /** Decodes a record. */
  public static AssetRecord decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(Bytes.of(encoded), Limits.MESSAGE_BYTES, "asset", AssetRecord::read);
  }

  /** The canonical encoding. */
  @Override
  public byte[] encode() {
    return WireWriter.encode(160, this::write);
  }

  private void write(WireWriter out) {
    out.optionalAccount(1, issuer);
    out.string(2, symbol);
    out.string(3, name);
    out.uint32(4, decimals);
    out.message(5, policy::write);
    out.amount(6, supply);
  }

  private static AssetRecord read(WireReader in) throws DecodeException {
    return new AssetRecord(
        in.optionalAccount(1, "issuer"),
        in.string(2, "symbol", Limits.SYMBOL_CHARACTERS),
        in.string(3, "name", Limits.NAME_BYTES),
        in.uint32(4, "decimals"),
        in.message(5, "policy", AssetPolicy::read),
        in.amount(6, "supply"));
  }
}
