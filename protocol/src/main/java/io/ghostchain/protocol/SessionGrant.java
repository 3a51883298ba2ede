package io.ghostchain.protocol;

import java.util.List;

/**
 * What a session key may do: some kinds of operation, on some assets and contracts, up to limits
 * that count each asset by its own unit. Never vault, stake, governance, identity or issuance.
 *
 * @param operations bits of {@link OperationKind#bit}, of grantable kinds alone, at least one
 * @param assets it may spend, ascending; none means the fee asset alone
 * @param contracts it may call, ascending
 * @param spendPerWindow the most it may spend in a window
 * @param windowMillis length of a window in milliseconds, above 0
 * @param spendTotal the most it may ever spend
 * @param maxFee the most that one transaction may pay as fee, of the fee asset
 * @param notAfter block time in milliseconds from which on the grant is void
 * @param lanes it may use, ascending, at least one; lane 0 must be named to be used
 */
public record SessionGrant(
    int operations,
    List<AssetId> assets,
    List<AccountId> contracts,
    Amount spendPerWindow,
    long windowMillis,
    Amount spendTotal,
    Amount maxFee,
    long notAfter,
    List<Integer> lanes) {
  private static final int GRANTABLE = grantable();

  /** Checks the components. */
  public SessionGrant {
    assets = List.copyOf(assets);
    contracts = List.copyOf(contracts);
    lanes = List.copyOf(lanes);
    Require.that(
        operations != 0 && (operations & ~GRANTABLE) == 0,
        "operations that a session key may be allowed, within 0x" + Integer.toHexString(GRANTABLE),
        "0x" + Integer.toHexString(operations));
    Require.size("assets", assets, 0, Limits.GRANT_ITEMS);
    Require.ascending("assets", assets);
    Require.size("contracts", contracts, 0, Limits.GRANT_ITEMS);
    Require.ascending("contracts", contracts);
    Require.range("window_millis", windowMillis, 1, Long.MAX_VALUE);
    Require.natural("not_after", notAfter);
    Require.size("lanes", lanes, 1, Limits.GRANT_ITEMS);
    Require.ascendingNaturals("lanes", lanes);
  }

  /** Whether the key may use this kind of operation. */
  public boolean allows(OperationKind kind) {
    return (operations & kind.bit()) != 0;
  }

  /** Whether the key may spend this asset. */
  public boolean allows(AssetId asset) {
    return assets.isEmpty() ? asset.isFee() : assets.contains(asset);
  }

  void write(WireWriter out) {
    out.uint32(1, operations);
    out.repeatedHash(2, assets.stream().map(AssetId::hash).toList());
    out.repeatedHash(3, contracts.stream().map(AccountId::hash).toList());
    out.amount(4, spendPerWindow);
    out.uint64(5, windowMillis);
    out.amount(6, spendTotal);
    out.amount(7, maxFee);
    out.uint64(8, notAfter);
    out.packed(9, lanes);
  }

  static SessionGrant read(WireReader in) throws DecodeException {
    return new SessionGrant(
        in.uint32(1, "operations"),
        in.repeatedHash(2, "assets", Limits.GRANT_ITEMS).stream().map(AssetId::new).toList(),
        in.repeatedHash(3, "contracts", Limits.GRANT_ITEMS).stream().map(AccountId::new).toList(),
        in.amount(4, "spend_per_window"),
        in.uint64(5, "window_millis"),
        in.amount(6, "spend_total"),
        in.amount(7, "max_fee"),
        in.uint64(8, "not_after"),
        in.packed(9, "lanes", Limits.GRANT_ITEMS));
  }

  private static int grantable() {
    int bits = 0;
    for (OperationKind kind : OperationKind.values()) {
      bits |= kind.grantable() ? kind.bit() : 0;
    }
    return bits;
  }
}
