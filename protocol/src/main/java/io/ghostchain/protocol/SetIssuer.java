package io.ghostchain.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The issuer hands an asset's issuance over.
 *
 * @param asset never the fee asset
 * @param issuer the new issuer; null gives issuance up for ever
 */
public record SetIssuer(AssetId asset, @Nullable AccountId issuer) implements Operation {
  /** Checks the components. */
  public SetIssuer {
    Require.that(!asset.isFee(), "an issued asset", "the fee asset");
  }

  void write(WireWriter out) {
    out.asset(1, asset);
    out.optionalAccount(2, issuer);
  }

  static SetIssuer read(WireReader in) throws DecodeException {
    return new SetIssuer(in.asset(1, "asset"), in.optionalAccount(2, "issuer"));
  }
}
