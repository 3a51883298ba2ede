package io.ghostchain.zcrypto.hd;

import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.SignatureScheme;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.jspecify.annotations.Nullable;

/**
 * What kind of keys a tree holds. Its domain string keys the first HMAC, so that trees of different
 * schemes share nothing even from one seed.
 *
 * <p>Only secp256k1 and P-256 have normal (not hardened) children.
 */
public enum HdScheme {
  /** secp256k1, as BIP-32 and SLIP-10 have it. */
  SECP256K1("Bitcoin seed", curve("secp256k1"), null),
  /** NIST P-256, as SLIP-10 has it. */
  P256("Nist256p1 seed", curve("secp256r1"), null),
  /** Ed25519, as SLIP-10 has it. */
  ED25519("ed25519 seed", null, null),
  /** X25519, as SLIP-10 has it. */
  X25519("curve25519 seed", null, null),
  /** ML-DSA-44, by our rule. */
  ML_DSA_44("ML-DSA-44 seed", null, SignatureScheme.ML_DSA_44),
  /** ML-DSA-65, by our rule. */
  ML_DSA_65("ML-DSA-65 seed", null, SignatureScheme.ML_DSA_65),
  /** ML-DSA-87, by our rule. */
  ML_DSA_87("ML-DSA-87 seed", null, SignatureScheme.ML_DSA_87);

  private final String domain;

  /** Curve parameters never change, though Bouncy Castle's class does not say so. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final @Nullable Curve curve;

  private final @Nullable SignatureScheme signatureScheme;

  HdScheme(String domain, @Nullable Curve curve, @Nullable SignatureScheme signatureScheme) {
    this.domain = domain;
    this.curve = curve;
    this.signatureScheme = signatureScheme;
  }

  /**
   * The kind of tree that holds keys of a signature scheme.
   *
   * @throws IllegalArgumentException if no rule derives such keys
   */
  public static HdScheme of(SignatureScheme scheme) {
    for (HdScheme hd : values()) {
      if (hd.signatureScheme == scheme) {
        return hd;
      }
    }
    throw new IllegalArgumentException("no rule derives keys of " + scheme + " from a seed");
  }

  /**
   * The root of the tree.
   *
   * @param seed 16 to 64 bytes, as BIP-39 gives
   */
  public HdKey master(SecretBytes seed) {
    return HdKey.master(this, seed);
  }

  /** Whether the public key of a normal child follows from that of its parent. */
  public boolean hasNormalChildren() {
    return curve != null;
  }

  String domain() {
    return domain;
  }

  @Nullable Curve curve() {
    return curve;
  }

  @Nullable SignatureScheme signatureScheme() {
    return signatureScheme;
  }

  private static Curve curve(String name) {
    return new Curve(CustomNamedCurves.getByName(name));
  }
}
