package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.SessionGrant;
import io.ghostchain.protocol.SessionUsage;
import org.jspecify.annotations.Nullable;

/**
 * The session key that signs a transaction, as the parent's state knows it.
 *
 * @param keyIndex in the vault
 * @param vaultVersion of the vault that the transaction is checked against
 * @param grant of the key
 */
public record SessionUse(int keyIndex, long vaultVersion, SessionGrant grant) {
  /**
   * What is counted once {@code amount} more is spent, null if that is more than the grant allows.
   *
   * @param usage so far, null for none; one of another vault version counts as none
   * @param blockTime in milliseconds
   */
  @Nullable SessionUsage spend(@Nullable SessionUsage usage, Amount amount, long blockTime) {
    Amount total = Amount.ZERO;
    Amount window = Amount.ZERO;
    long windowStart = blockTime;
    if (usage != null && usage.vaultVersion() == vaultVersion) {
      total = usage.spentTotal();
      if (blockTime - usage.windowStart() < grant.windowMillis()) {
        window = usage.spentInWindow();
        windowStart = usage.windowStart();
      }
    }
    if (!fits(total, amount, grant.spendTotal()) || !fits(window, amount, grant.spendPerWindow())) {
      return null;
    }
    return new SessionUsage(vaultVersion, windowStart, window.plus(amount), total.plus(amount));
  }

  /** Whether the grant names the asset. */
  boolean allows(AssetId asset) {
    return grant.allows(asset);
  }

  private static boolean fits(Amount spent, Amount more, Amount limit) {
    return spent.compareTo(limit) <= 0 && more.compareTo(limit.minus(spent)) <= 0;
  }
}
