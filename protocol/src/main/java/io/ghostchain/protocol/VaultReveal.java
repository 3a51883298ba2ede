package io.ghostchain.protocol;

/**
 * An account's first vault, shown with the salt that its id was made with.
 *
 * @param vault the first vault
 * @param salt 0 to {@value Limits#SALT_BYTES} bytes
 */
public record VaultReveal(Vault vault, Bytes salt) {
  /** Checks the components. */
  public VaultReveal {
    Require.length("a salt", salt, 0, Limits.SALT_BYTES);
  }

  /** The id of the account that this is the first vault of. */
  public AccountId accountId() {
    return vault.accountId(salt);
  }

  void write(WireWriter out) {
    out.message(1, vault::write);
    out.bytes(2, salt);
  }

  static VaultReveal read(WireReader in) throws DecodeException {
    return new VaultReveal(
        in.message(1, "vault", Vault::read), in.bytes(2, "salt", Limits.SALT_BYTES));
  }
}
