package io.ghostchain.zcrypto.hd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ghostchain.zcrypto.Hmac;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.kdf.Hkdf;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A private key of a tree with the chain code that its children need. {@link #close} wipes both;
 * children live on their own.
 */
public final class HdKey implements AutoCloseable {
  private static final int KEY_BYTES = 32;
  private static final int SEED_BYTES_MIN = 16;
  private static final int SEED_BYTES_MAX = 64;

  private final HdScheme scheme;
  private final SecretBytes key;
  private final SecretBytes chainCode;
  private final Lineage lineage;

  HdKey(HdScheme scheme, SecretBytes key, SecretBytes chainCode, Lineage lineage) {
    this.scheme = scheme;
    this.key = key;
    this.chainCode = chainCode;
    this.lineage = lineage;
  }

  /** SLIP-10, "Master key generation". */
  static HdKey master(HdScheme scheme, SecretBytes seed) {
    if (seed.length() < SEED_BYTES_MIN || seed.length() > SEED_BYTES_MAX) {
      throw new IllegalArgumentException("a seed of keys has 16 to 64 bytes, got " + seed.length());
    }
    byte[] domain = scheme.domain().getBytes(US_ASCII);
    byte[] hash = seed.lend(bytes -> Hmac.SHA_512.tag(domain, bytes));
    Curve curve = scheme.curve();
    while (curve != null && !curve.isPrivateKey(Arrays.copyOf(hash, KEY_BYTES))) {
      hash = Hmac.SHA_512.tag(domain, hash);
    }
    HdKey master = new HdKey(scheme, left(hash), right(hash), Lineage.MASTER);
    Arrays.fill(hash, (byte) 0);
    return master;
  }

  /** What kind of key this is. */
  public HdScheme scheme() {
    return scheme;
  }

  /** How many steps below the master this is. */
  public int depth() {
    return lineage.depth();
  }

  /** The key at the end of a path from here. */
  public HdKey derive(DerivationPath path) {
    HdKey here = new HdKey(scheme, copy(key), copy(chainCode), lineage);
    for (ChildIndex step : path.steps()) {
      try (HdKey parent = here) {
        here = parent.child(step);
      }
    }
    return here;
  }

  /**
   * A child (SLIP-10, "Private parent key to private child key").
   *
   * @throws IllegalArgumentException for a normal child of a scheme that has none
   * @throws IllegalStateException below the deepest level
   */
  public HdKey child(ChildIndex index) {
    Curve curve = scheme.curve();
    if (!index.isHardened() && curve == null) {
      throw new IllegalArgumentException(
          scheme + " has hardened children only: " + index + "' would be one");
    }
    byte[] hash = key.lend(bytes -> childHash(bytes, index));
    Lineage below = lineage.below(fingerprint(), index);
    SecretBytes childKey = left(hash);
    while (curve != null) {
      byte[] sum = key.lend(parent -> childKey(curve, parent, hash));
      if (sum.length > 0) {
        childKey.close();
        childKey = SecretBytes.taking(sum);
        break;
      }
      retry(hash, index);
    }
    HdKey child = new HdKey(scheme, childKey, right(hash), below);
    Arrays.fill(hash, (byte) 0);
    return child;
  }

  /** The raw private key: 32 bytes, for a curve its scalar or seed. */
  public SecretBytes raw() {
    return copy(key);
  }

  /** The chain code, 32 bytes. With a parent's public key it gives away the children's. */
  public SecretBytes chainCode() {
    return copy(chainCode);
  }

  /**
   * The public key in SLIP-10's form, 33 bytes.
   *
   * @throws IllegalStateException for a post-quantum scheme, whose form is {@link #signingKey}'s
   */
  public byte[] publicKey() {
    byte[] publicKey = compressedPublicKey();
    if (publicKey == null) {
      throw new IllegalStateException(scheme + " has no public key of 33 bytes");
    }
    return publicKey;
  }

  /** The public half, which derives normal children without the private key. */
  public HdPublicKey publicHalf() {
    if (!scheme.hasNormalChildren()) {
      throw new IllegalStateException(scheme + " derives from private keys only");
    }
    return new HdPublicKey(scheme, publicKey(), chainCode.bytes(), lineage);
  }

  /**
   * The key pair of this place in the tree.
   *
   * @throws IllegalStateException if the scheme is not one that signs
   */
  public PrivateKey signingKey() {
    SignatureScheme signs =
        scheme
            .signatureScheme()
            .orElseThrow(
                () -> new IllegalStateException("no key pair of this library is of " + scheme));
    try (SecretBytes seed = seed(signs)) {
      return seed.lend(signs::fromSeed);
    }
  }

  /** The first four bytes of the public key's HASH160, 0 for a scheme without such a key. */
  int fingerprint() {
    byte[] publicKey = compressedPublicKey();
    return publicKey == null ? 0 : Fingerprint.of(publicKey);
  }

  Lineage lineage() {
    return lineage;
  }

  /** Wipes key and chain code. Closing twice is harmless. */
  @Override
  public void close() {
    key.close();
    chainCode.close();
  }

  /** Scheme and depth only. */
  @Override
  public String toString() {
    return "HdKey[" + scheme + ", depth " + lineage.depth() + "]";
  }

  /** A seed of 32 bytes is the key itself; a longer one is expanded from it (docs: keys.md). */
  private SecretBytes seed(SignatureScheme signs) {
    return signs.seedBytes() == KEY_BYTES
        ? copy(key)
        : Hkdf.SHA_256.expand(key, scheme.domain().getBytes(US_ASCII), signs.seedBytes());
  }

  private byte @Nullable [] compressedPublicKey() {
    return key.<byte @Nullable []>lend(scheme::publicKey);
  }

  private byte[] childHash(byte[] key, ChildIndex index) {
    byte[] parent = index.isHardened() ? zeroAnd(key) : publicKey();
    byte[] hash = chainCode.lend(code -> Hmac.SHA_512.tag(code, parent, bigEndian(index)));
    Arrays.fill(parent, (byte) 0);
    return hash;
  }

  private static byte[] childKey(Curve curve, byte[] parent, byte[] hash) {
    byte[] tweak = Arrays.copyOf(hash, KEY_BYTES);
    byte[] sum = curve.tweakPrivate(parent, tweak);
    Arrays.fill(tweak, (byte) 0);
    return sum;
  }

  /** SLIP-10: no valid key, so hash once more; BIP-32 would leave this child out. */
  private void retry(byte[] hash, ChildIndex index) {
    byte[] right = Arrays.copyOfRange(hash, KEY_BYTES, 2 * KEY_BYTES);
    byte[] next =
        chainCode.lend(code -> Hmac.SHA_512.tag(code, new byte[] {1}, right, bigEndian(index)));
    System.arraycopy(next, 0, hash, 0, hash.length);
  }

  static byte[] bigEndian(ChildIndex index) {
    return ByteBuffer.allocate(4).putInt(index.raw()).array();
  }

  static byte[] zeroAnd(byte[] bytes) {
    byte[] longer = new byte[1 + bytes.length];
    System.arraycopy(bytes, 0, longer, 1, bytes.length);
    return longer;
  }

  private static SecretBytes left(byte[] hash) {
    return SecretBytes.taking(Arrays.copyOf(hash, KEY_BYTES));
  }

  private static SecretBytes right(byte[] hash) {
    return SecretBytes.taking(Arrays.copyOfRange(hash, KEY_BYTES, 2 * KEY_BYTES));
  }

  private static SecretBytes copy(SecretBytes secret) {
    return SecretBytes.taking(secret.bytes());
  }
}
