package io.ghostchain.protocol;

import java.util.List;

/**
 * The account that pays a transaction's fee in place of the sender, which signs too.
 *
 * @param account the payer
 * @param vaultVersion of the payer's vault, at least 1: a payer has shown its vault before
 * @param signers indices into that vault, ascending, at least one
 */
public record Payer(AccountId account, long vaultVersion, List<Integer> signers) {
  /** Checks the components. */
  public Payer {
    signers = List.copyOf(signers);
    Require.range("vault_version", vaultVersion, 1, Long.MAX_VALUE);
    Signers.check(signers);
  }

  void write(WireWriter out) {
    out.account(1, account);
    out.uint64(2, vaultVersion);
    out.packed(3, signers);
  }

  static Payer read(WireReader in) throws DecodeException {
    return new Payer(
        in.account(1, "account"),
        in.uint64(2, "vault_version"),
        in.packed(3, "signers", Limits.VAULT_ENTRIES));
  }
}
