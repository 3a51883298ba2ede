package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AccountSchemes;
import io.ghostchain.protocol.DevnetFaucet;
import io.ghostchain.protocol.KeyEntry;
import io.ghostchain.protocol.Reason;
import io.ghostchain.protocol.Vault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a chain asks of a vault, and a vault of those who sign. */
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

  /**
   * What is wrong with a list of signers, null if nothing: every index is of an entry, and either
   * all have weight, reach the threshold and none could be left out, or there is one session key
   * alone.
   *
   * @param signers ascending and distinct, at least one
   */
  static @Nullable String signersFault(Vault vault, List<Integer> signers) {
    int entries = vault.entries().size();
    if (signers.getLast() >= entries) {
      return "expected indices into " + entries + " keys, got " + signers.getLast();
    }
    if (isSession(vault, signers)) {
      return null;
    }
    int sum = 0;
    int least = Integer.MAX_VALUE;
    for (int index : signers) {
      KeyEntry entry = vault.entries().get(index);
      if (entry.isSession()) {
        return "expected a session key alone, got key " + index + " among " + signers.size();
      }
      sum += entry.weight();
      least = Math.min(least, entry.weight());
    }
    if (sum < vault.threshold()) {
      return "expected keys of weight " + vault.threshold() + ", got " + sum;
    }
    if (sum - least >= vault.threshold()) {
      return "expected no key more than needed for " + vault.threshold() + ", got " + sum;
    }
    return null;
  }

  /** Whether one session key signs alone. */
  static boolean isSession(Vault vault, List<Integer> signers) {
    return signers.size() == 1 && vault.entries().get(signers.getFirst()).isSession();
  }
}
