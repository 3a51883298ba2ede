package io.ghostchain.protocol;

/**
 * What a session key has spent of an asset.
 *
 * @param vaultVersion the grant's; a record of another version counts as absent, from 1
 * @param windowStart block time in milliseconds at which the current window began
 * @param spentInWindow since then
 * @param spentTotal ever
 */
public record SessionUsage(
    long vaultVersion, long windowStart, Amount spentInWindow, Amount spentTotal)
    implements StateRecord {
  /** Checks the components. */
  public SessionUsage {
    Require.range("vault_version", vaultVersion, 1, Long.MAX_VALUE);
    Require.natural("window_start", windowStart);
    Require.that(
        spentInWindow.compareTo(spentTotal) <= 0,
        "at most the total of " + spentTotal + " spent in the window",
        spentInWindow);
  }

  /** Decodes a record. */
  public static SessionUsage decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(
        Bytes.of(encoded), Limits.MESSAGE_BYTES, "session", SessionUsage::read);
  }

  /** The canonical encoding. */
  @Override
  public byte[] encode() {
    return WireWriter.encode(64, this::write);
  }

  private void write(WireWriter out) {
    out.uint64(1, vaultVersion);
    out.uint64(2, windowStart);
    out.amount(3, spentInWindow);
    out.amount(4, spentTotal);
  }

  private static SessionUsage read(WireReader in) throws DecodeException {
    return new SessionUsage(
        in.uint64(1, "vault_version"),
        in.uint64(2, "window_start"),
        in.amount(3, "spent_in_window"),
        in.amount(4, "spent_total"));
  }
}
