package io.ghostchain.protocol;

/** Some of an asset was destroyed. */
public record Burned(AssetId asset, AccountId from, Amount amount) implements Event {
  void write(WireWriter out) {
    out.asset(1, asset);
    out.account(2, from);
    out.amount(3, amount);
  }

  static Burned read(WireReader in) throws DecodeException {
    return new Burned(in.asset(1, "asset"), in.account(2, "from"), in.amount(3, "amount"));
  }
}
