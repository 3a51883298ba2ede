package io.ghostchain.zcrypto.hd;

import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.SignatureScheme;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * What kind of keys a tree holds: a curve of SLIP-10, or a signature scheme by our own rule. Its
 * domain string keys the first HMAC, so that trees of different kinds share nothing even from one
 * seed.
 *
 * <p>Only secp256k1 and P-256 have normal (not hardened) children.
 */
public final class HdScheme {
  /** secp256k1, as BIP-32 and SLIP-10 have it. */
  public static final HdScheme SECP256K1 =
      ofCurve("secp256k1", "Bitcoin seed", "secp256k1", SignatureScheme.SECP256K1);

  /** NIST P-256, as SLIP-10 has it. */
  public static final HdScheme P256 = ofCurve("P-256", "Nist256p1 seed", "secp256r1", null);

  /** Ed25519, as SLIP-10 has it. */
  public static final HdScheme ED25519 =
      new HdScheme(
          "Ed25519",
          "ed25519 seed",
          null,
          key -> new Ed25519PrivateKeyParameters(key).generatePublicKey().getEncoded(),
          SignatureScheme.ED25519);

  /** X25519, as SLIP-10 has it. */
  public static final HdScheme X25519 =
      new HdScheme(
          "X25519",
          "curve25519 seed",
          null,
          key -> new X25519PrivateKeyParameters(key).generatePublicKey().getEncoded(),
          null);

  private static final Map<SignatureScheme, HdScheme> SIGNING = signing();

  private final String name;
  private final String domain;
  private final @Nullable Curve curve;
  private final @Nullable UnaryOperator<byte[]> publicKey;
  private final @Nullable SignatureScheme signatureScheme;

  private HdScheme(
      String name,
      String domain,
      @Nullable Curve curve,
      @Nullable UnaryOperator<byte[]> publicKey,
      @Nullable SignatureScheme signatureScheme) {
    this.name = name;
    this.domain = domain;
    this.curve = curve;
    this.publicKey = publicKey;
    this.signatureScheme = signatureScheme;
  }

  /** The kind of tree that holds keys of a signature scheme (docs/internals/keys.md). */
  public static HdScheme of(SignatureScheme scheme) {
    return Objects.requireNonNull(SIGNING.get(scheme));
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

  /** The signature scheme whose key pairs the tree holds, if it is one of this library's. */
  public Optional<SignatureScheme> signatureScheme() {
    return Optional.ofNullable(signatureScheme);
  }

  /** The usual name. */
  @Override
  public String toString() {
    return name;
  }

  String domain() {
    return domain;
  }

  @Nullable Curve curve() {
    return curve;
  }

  /** The public key in SLIP-10's 33 bytes, or null if the scheme has none. */
  byte @Nullable [] publicKey(byte[] key) {
    if (publicKey == null) {
      return null;
    }
    byte[] bytes = publicKey.apply(key);
    return bytes.length == 32 ? HdKey.zeroAnd(bytes) : bytes;
  }

  private static HdScheme ofCurve(
      String name, String domain, String curveName, @Nullable SignatureScheme scheme) {
    var curve = new Curve(CustomNamedCurves.getByName(curveName));
    return new HdScheme(name, domain, curve, curve::publicKey, scheme);
  }

  /** SLIP-10's trees where there is one, our own rule for all others. */
  private static Map<SignatureScheme, HdScheme> signing() {
    Map<SignatureScheme, HdScheme> signing = new EnumMap<>(SignatureScheme.class);
    for (SignatureScheme scheme : SignatureScheme.values()) {
      String name = scheme.standardName();
      signing.put(scheme, new HdScheme(name, name + " seed", null, null, scheme));
    }
    signing.put(SignatureScheme.SECP256K1, SECP256K1);
    signing.put(SignatureScheme.ED25519, ED25519);
    return Collections.unmodifiableMap(signing);
  }
}
