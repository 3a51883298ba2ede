package io.ghostchain.protocol;

/**
 * The issuer stops or allows again an account's use of a freezable asset.
 *
 * @param asset never the fee asset
 * @param account whose use
 * @param frozen whether it is stopped from now on
 */
public record SetFrozen(AssetId asset, AccountId account, boolean frozen) implements Operation {
  /** Checks the components. */
  public SetFrozen {
    Require.that(!asset.isFee(), "an issued asset", "the fee asset");
  }

  void write(WireWriter out) {
    out.asset(1, asset);
    out.account(2, account);
    out.bool(3, frozen);
  }

  static SetFrozen read(WireReader in) throws DecodeException {
    return new SetFrozen(in.asset(1, "asset"), in.account(2, "account"), in.bool(3, "frozen"));
  }
}
