package io.ghostchain.protocol;

/**
 * Moves an asset from the sender. An unseen recipient gets a record, for which the sender pays a
 * state deposit.
 *
 * @param to the recipient
 * @param asset what to move
 * @param amount above 0
 * @param memo at most {@value Limits#MEMO_BYTES} bytes, kept in the event alone
 */
public record Transfer(AccountId to, AssetId asset, Amount amount, Bytes memo)
    implements Operation {
  /** Checks the components. */
  public Transfer {
    Require.that(!amount.isZero(), "an amount above 0", amount);
    Require.length("a memo", memo, 0, Limits.MEMO_BYTES);
  }

  /** A transfer without a memo. */
  public Transfer(AccountId to, AssetId asset, Amount amount) {
    this(to, asset, amount, Bytes.EMPTY);
  }

  void write(WireWriter out) {
    out.account(1, to);
    out.asset(2, asset);
    out.amount(3, amount);
    out.bytes(4, memo);
  }

  static Transfer read(WireReader in) throws DecodeException {
    return new Transfer(
        in.account(1, "to"),
        in.asset(2, "asset"),
        in.amount(3, "amount"),
        in.bytes(4, "memo", Limits.MEMO_BYTES));
  }
}
