package io.ghostchain.protocol;

/**
 * Replaces the sender's vault from the next block on: how keys are rotated. The account's id stays,
 * and pending transactions that name the old version are void.
 */
public record UpdateVault(Vault vault) implements Operation {
  void write(WireWriter out) {
    out.message(1, vault::write);
  }

  static UpdateVault read(WireReader in) throws DecodeException {
    return new UpdateVault(in.message(1, "vault", Vault::read));
  }
}
