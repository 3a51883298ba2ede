package io.ghostchain.protocol;

/** An asset moved. */
public record Transferred(AccountId from, AccountId to, AssetId asset, Amount amount, Bytes memo)
    implements Event {
  /** Checks the components. */
  public Transferred {
    Require.length("a memo", memo, 0, Limits.MEMO_BYTES);
  }

  void write(WireWriter out) {
    out.account(1, from);
    out.account(2, to);
    out.asset(3, asset);
    out.amount(4, amount);
    out.bytes(5, memo);
  }

  static Transferred read(WireReader in) throws DecodeException {
    return new Transferred(
        in.account(1, "from"),
        in.account(2, "to"),
        in.asset(3, "asset"),
        in.amount(4, "amount"),
        in.bytes(5, "memo", Limits.MEMO_BYTES));
  }
}
