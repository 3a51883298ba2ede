package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.DevnetFaucet;
import io.ghostchain.protocol.Reason;
import io.ghostchain.protocol.Vault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a chain asks of a vault, beyond what every vault is. */
final class VaultRules {
  private VaultRules() {}

  /**
   * Why a chain does not take a vault, null if it does: the devnet faucet's key is for devnets.
   * That classical keys are co-signers is a rule of {@link Vault} itself.
   */
  static @Nullable Reason fault(Vault vault, Chain chain) {
    return !chain.devnet()
            && vault.entries().stream()
                .anyMatch(entry -> entry.key().equals(DevnetFaucet.publicKey()))
        ? Reason.FAUCET_NOT_DEVNET
        : null;
  }

  /** Whether one session key signs alone. */
  static boolean isSession(Vault vault, List<Integer> signers) {
    return signers.size() == 1 && vault.entries().get(signers.getFirst()).isSession();
  }
}
