package io.ghostchain.zcrypto.hd;

import io.ghostchain.zcrypto.Hmac;
import java.util.Arrays;
import java.util.Objects;

/**
 * A public key of a tree of secp256k1 or P-256 keys: a watching wallet derives its normal children
 * without any secret. Immutable.
 */
public final class HdPublicKey {
  private static final int HALF = 32;

  private final HdScheme scheme;
  private final byte[] key;
  private final byte[] chainCode;
  private final Lineage lineage;

  HdPublicKey(HdScheme scheme, byte[] key, byte[] chainCode, Lineage lineage) {
    this.scheme = scheme;
    this.key = key;
    this.chainCode = chainCode;
    this.lineage = lineage;
  }

  /** What kind of key this is. */
  public HdScheme scheme() {
    return scheme;
  }

  /** How many steps below the master this is. */
  public int depth() {
    return lineage.depth();
  }

  /** The compressed point, 33 bytes. */
  public byte[] raw() {
    return key.clone();
  }

  /** The chain code, 32 bytes. */
  public byte[] chainCode() {
    return chainCode.clone();
  }

  /**
   * A child (SLIP-10, "Public parent key to public child key").
   *
   * @throws IllegalArgumentException for a hardened one, which needs the private key
   */
  public HdPublicKey child(ChildIndex index) {
    if (index.isHardened()) {
      throw new IllegalArgumentException("child " + index + " needs the private key");
    }
    Curve curve = Objects.requireNonNull(scheme.curve());
    byte[] hash = Hmac.SHA_512.tag(chainCode, key, HdKey.bigEndian(index));
    byte[] sum = curve.tweakPublic(key, Arrays.copyOf(hash, HALF));
    while (sum.length == 0) {
      hash = Hmac.SHA_512.tag(chainCode, new byte[] {1}, right(hash), HdKey.bigEndian(index));
      sum = curve.tweakPublic(key, Arrays.copyOf(hash, HALF));
    }
    return new HdPublicKey(scheme, sum, right(hash), lineage.below(Fingerprint.of(key), index));
  }

  Lineage lineage() {
    return lineage;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HdPublicKey that
        && scheme == that.scheme
        && Arrays.equals(key, that.key)
        && Arrays.equals(chainCode, that.chainCode)
        && lineage.equals(that.lineage);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  private static byte[] right(byte[] hash) {
    return Arrays.copyOfRange(hash, HALF, 2 * HALF);
  }
}
