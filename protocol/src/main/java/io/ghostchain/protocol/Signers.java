package io.ghostchain.protocol;

import java.util.List;

/** The rule for a list of signers that needs no vault. */
final class Signers {
  private Signers() {}

  static void check(List<Integer> signers) {
    Require.size("signers", signers, 1, Limits.VAULT_ENTRIES);
    Require.ascendingNaturals("signers", signers);
    Require.range("signers", signers.getLast(), 0, Limits.VAULT_ENTRIES - 1);
  }
}
