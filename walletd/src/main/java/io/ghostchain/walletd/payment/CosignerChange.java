package io.ghostchain.walletd.payment;

import io.ghostchain.api.wallet.v1.RotateKeyRequest;
import io.ghostchain.protocol.Vault;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletkit.Cosigners;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import org.jspecify.annotations.Nullable;

/** Who must sign beside an account's key after the key's rotation. */
public sealed interface CosignerChange {
  /** Who did before. */
  record Keep() implements CosignerChange {}

  /** Nobody. */
  record Remove() implements CosignerChange {}

  /** This secp256k1 key. */
  record Set(PublicKey cosigner) implements CosignerChange {}

  /** What a request asks for. */
  static CosignerChange of(RotateKeyRequest request) {
    return switch (request.getCosignerChangeCase()) {
      case COSIGNERCHANGE_NOT_SET -> new Keep();
      case NO_COSIGNER -> request.getNoCosigner() ? new Remove() : new Keep();
      case COSIGNER -> {
        try {
          yield new Set(SignatureScheme.SECP256K1.publicKey(request.getCosigner().toByteArray()));
        } catch (IllegalArgumentException malformed) {
          throw Refusal.invalid("MALFORMED", String.valueOf(malformed.getMessage()));
        }
      }
    };
  }

  /**
   * The vault of the next key.
   *
   * @param before the present vault; null before it is revealed
   */
  default Vault next(PublicKey key, @Nullable Vault before) {
    return switch (this) {
      case Remove _ -> Vault.of(key);
      case Set(PublicKey cosigner) -> cosigned(key, cosigner);
      case Keep _ ->
          before == null || before.entries().size() == 1
              ? Vault.of(key)
              : cosigned(key, onlyCosigner(before));
    };
  }

  private static Vault cosigned(PublicKey key, PublicKey cosigner) {
    try {
      return Cosigners.vault(key, cosigner);
    } catch (IllegalArgumentException wrong) {
      throw Refusal.invalid("BAD_COSIGNER", String.valueOf(wrong.getMessage()));
    }
  }

  private static PublicKey onlyCosigner(Vault vault) {
    PublicKey second = vault.entries().get(1).key();
    if (vault.entries().size() != 2 || second.scheme() != SignatureScheme.SECP256K1) {
      throw Refusal.state(
          "MULTI_KEY_VAULT", "the account's vault has other keys than its own and a co-signer's");
    }
    return second;
  }
}
