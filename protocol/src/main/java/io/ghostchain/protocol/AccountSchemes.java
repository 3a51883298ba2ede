package io.ghostchain.protocol;

import io.ghostchain.zcrypto.SignatureScheme;
import java.util.List;

/** The signature schemes that an account's key may have. All else of zcrypto is library only. */
public final class AccountSchemes {
  /** The schemes of rules version 1. */
  public static final List<SignatureScheme> V1 =
      List.of(SignatureScheme.ML_DSA_44, SignatureScheme.ML_DSA_65, SignatureScheme.ML_DSA_87);

  /** secp256k1 and Ed25519. */
  private static final List<Integer> CLASSICAL_IDS = List.of(5, 6);

  private AccountSchemes() {}

  /** Whether a quantum computer forges signatures of the scheme. */
  public static boolean isClassical(SignatureScheme scheme) {
    return CLASSICAL_IDS.contains(scheme.id());
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
