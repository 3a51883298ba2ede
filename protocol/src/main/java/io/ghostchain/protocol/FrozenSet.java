package io.ghostchain.protocol;

/** An account's use of an asset was stopped, or allowed again. */
public record FrozenSet(AssetId asset, AccountId account, boolean frozen) implements Event {
  void write(WireWriter out) {
    out.asset(1, asset);
    out.account(2, account);
    out.bool(3, frozen);
  }

  static FrozenSet read(WireReader in) throws DecodeException {
    return new FrozenSet(in.asset(1, "asset"), in.account(2, "account"), in.bool(3, "frozen"));
  }
}
