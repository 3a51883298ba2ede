package io.ghostchain.protocol;

import org.jspecify.annotations.Nullable;

/** An asset's issuance was handed over; a null issuer means that it was given up for ever. */
public record IssuerSet(AssetId asset, @Nullable AccountId issuer) implements Event {
  void write(WireWriter out) {
    out.asset(1, asset);
    out.optionalAccount(2, issuer);
  }

  static IssuerSet read(WireReader in) throws DecodeException {
    return new IssuerSet(in.asset(1, "asset"), in.optionalAccount(2, "issuer"));
  }
}
