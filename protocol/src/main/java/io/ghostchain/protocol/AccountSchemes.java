package io.ghostchain.protocol;

import io.ghostchain.zcrypto.SignatureScheme;
import java.util.List;
import java.util.Optional;

/**
 * The signature schemes that an account's key may have. All else of zcrypto is library only.
 *
 * <p>secp256k1 is for co-signers: it signs {@link TransactionTypedData}, and {@link Vault} refuses
 * keys that could do without a post-quantum one. The others sign {@link Tag#TRANSACTION}'s message.
 */
public final class AccountSchemes {
  /** The schemes of rules version 1. No two have signatures of one length. */
  public static final List<SignatureScheme> V1 =
      List.of(
          SignatureScheme.ML_DSA_44,
          SignatureScheme.ML_DSA_65,
          SignatureScheme.ML_DSA_87,
          SignatureScheme.SLH_DSA_SHA2_128S,
          SignatureScheme.SECP256K1);

  /** secp256k1 and Ed25519. */
  private static final List<Integer> CLASSICAL_IDS = List.of(5, 6);

  private AccountSchemes() {}

  /** Whether a quantum computer forges signatures of the scheme. */
  public static boolean isClassical(SignatureScheme scheme) {
    return CLASSICAL_IDS.contains(scheme.id());
  }

  /** Whether an account's key may have this scheme. */
  public static boolean admits(SignatureScheme scheme) {
    return V1.contains(scheme);
  }

  /** The scheme whose signatures have this length, empty if none has. */
  public static Optional<SignatureScheme> ofSignatureLength(int bytes) {
    return V1.stream().filter(scheme -> scheme.signatureBytes() == bytes).findFirst();
  }

  static SignatureScheme ofId(int id) {
    for (SignatureScheme scheme : V1) {
      if (scheme.id() == id) {
        return scheme;
      }
    }
    throw new Require.Invalid("a signature scheme of accounts", Integer.toString(id));
  }
}
