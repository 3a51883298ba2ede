package io.ghostchain.protocol;

/** More of an asset was made. */
public record Minted(AssetId asset, AccountId to, Amount amount) implements Event {
  void write(WireWriter out) {
    out.asset(1, asset);
    out.account(2, to);
    out.amount(3, amount);
  }

  static Minted read(WireReader in) throws DecodeException {
    return new Minted(in.asset(1, "asset"), in.account(2, "to"), in.amount(3, "amount"));
  }
}
