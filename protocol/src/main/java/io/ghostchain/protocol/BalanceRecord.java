package io.ghostchain.protocol;

/**
 * What the state holds of an account's share of an asset. A record of nothing is absent.
 *
 * @param amount how much
 * @param frozen whether the issuer stopped the account's use of it
 */
public record BalanceRecord(Amount amount, boolean frozen) implements StateRecord {
  /** What an absent record says. */
  public static final BalanceRecord NONE = new BalanceRecord(Amount.ZERO, false);

  /** Decodes a record. */
  public static BalanceRecord decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(
        Bytes.of(encoded), Limits.MESSAGE_BYTES, "balance", BalanceRecord::read);
  }

  /** Whether this is {@link #NONE}, which the state does not hold. */
  public boolean isNone() {
    return amount.isZero() && !frozen;
  }

  /** The canonical encoding: no bytes for {@link #NONE}. */
  @Override
  public byte[] encode() {
    return WireWriter.encode(24, this::write);
  }

  private void write(WireWriter out) {
    out.amount(1, amount);
    out.bool(2, frozen);
  }

  private static BalanceRecord read(WireReader in) throws DecodeException {
    return new BalanceRecord(in.amount(1, "amount"), in.bool(2, "frozen"));
  }
}
