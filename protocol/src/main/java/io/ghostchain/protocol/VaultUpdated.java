package io.ghostchain.protocol;

/**
 * An account's vault was replaced.
 *
 * @param account whose
 * @param vaultVersion of the new vault, in effect from the next block on
 */
public record VaultUpdated(AccountId account, long vaultVersion) implements Event {
  /** Checks the components. */
  public VaultUpdated {
    Require.range("vault_version", vaultVersion, 1, Long.MAX_VALUE);
  }

  void write(WireWriter out) {
    out.account(1, account);
    out.uint64(2, vaultVersion);
  }

  static VaultUpdated read(WireReader in) throws DecodeException {
    return new VaultUpdated(in.account(1, "account"), in.uint64(2, "vault_version"));
  }
}
