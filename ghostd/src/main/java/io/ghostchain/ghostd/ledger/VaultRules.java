package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AccountSchemes;
import io.ghostchain.protocol.DevnetFaucet;
import io.ghostchain.protocol.KeyEntry;
import io.ghostchain.protocol.Reason;
import io.ghostchain.protocol.Vault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a chain asks of a vault, beyond what every vault is. */
final class VaultRules {
  private VaultRules() {}

  /**
   * Why a chain does not take a vault, null if it does: classical keys are co-signers, and session
   * keys not at all, unless genesis allows them alone; the devnet faucet's key is for devnets.
   */
  static @Nullable Reason fault(Vault vault, Chain chain) {
    int classicalWeight = 0;
    for (KeyEntry entry : vault.entries()) {
      if (!chain.devnet() && entry.key().equals(DevnetFaucet.publicKey())) {
        return Reason.FAUCET_NOT_DEVNET;
      }
      if (AccountSchemes.isClassical(entry.key().scheme()) && !chain.classicalAccounts()) {
        classicalWeight += entry.weight();
        if (entry.isSession()) {
          return Reason.CLASSICAL_VAULT;
        }
      }
    }
    return classicalWeight >= vault.threshold() ? Reason.CLASSICAL_VAULT : null;
  }

  /** Whether one session key signs alone. */
  static boolean isSession(Vault vault, List<Integer> signers) {
    return signers.size() == 1 && vault.entries().get(signers.getFirst()).isSession();
  }
}
