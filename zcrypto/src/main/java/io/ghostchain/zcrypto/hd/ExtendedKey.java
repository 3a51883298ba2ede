package io.ghostchain.zcrypto.hd;

import io.ghostchain.zcrypto.SecretBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * BIP-32's text form of secp256k1 keys with their chain codes: {@code xprv...} and {@code xpub...},
 * the versions of Bitcoin's main net, as other wallets exchange them.
 *
 * <p>Private ones go in and out as {@code char[]}, which the caller wipes.
 */
public final class ExtendedKey {
  private static final int PUBLIC_VERSION = 0x0488b21e;
  private static final int PRIVATE_VERSION = 0x0488ade4;
  private static final int BYTES = 78;

  private ExtendedKey() {}

  /** The {@code xprv} of a private key. */
  public static char[] format(HdKey key) {
    requireBitcoinCurve(key.scheme());
    byte[] bytes = new byte[BYTES];
    try (SecretBytes raw = key.raw();
        SecretBytes chainCode = key.chainCode()) {
      ByteBuffer out = header(bytes, PRIVATE_VERSION, key.lineage());
      chainCode.lend(out::put);
      out.put((byte) 0);
      raw.lend(out::put);
      return Base58.encodeChecked(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** The {@code xpub} of a public key. */
  public static String format(HdPublicKey key) {
    requireBitcoinCurve(key.scheme());
    byte[] bytes = new byte[BYTES];
    header(bytes, PUBLIC_VERSION, key.lineage()).put(key.chainCode()).put(key.raw());
    return new String(Base58.encodeChecked(bytes));
  }

  /**
   * Reads an {@code xprv}.
   *
   * @throws IllegalArgumentException if the text is not exactly a valid one
   */
  public static HdKey parsePrivate(char[] text) {
    byte[] bytes = decode(text);
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      Lineage lineage = lineage(in, PRIVATE_VERSION, "xprv");
      byte[] chainCode = take(in, 32);
      byte prefix = in.get();
      byte[] key = take(in, 32);
      if (prefix != 0) {
        throw new IllegalArgumentException(
            "the key of an xprv starts with a zero byte, got " + prefix);
      }
      if (!curve().isPrivateKey(key)) {
        throw new IllegalArgumentException("the key of the xprv is not within 1 to n - 1");
      }
      return new HdKey(
          HdScheme.SECP256K1, SecretBytes.taking(key), SecretBytes.taking(chainCode), lineage);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * Reads an {@code xpub}.
   *
   * @throws IllegalArgumentException if the text is not exactly a valid one
   */
  public static HdPublicKey parsePublic(String text) {
    ByteBuffer in = ByteBuffer.wrap(decode(text.toCharArray()));
    Lineage lineage = lineage(in, PUBLIC_VERSION, "xpub");
    byte[] chainCode = take(in, 32);
    byte[] key = take(in, 33);
    if (!curve().isPublicKey(key)) {
      throw new IllegalArgumentException(
          "the key of the xpub is not a compressed point of secp256k1");
    }
    return new HdPublicKey(HdScheme.SECP256K1, key, chainCode, lineage);
  }

  private static ByteBuffer header(byte[] target, int version, Lineage lineage) {
    return ByteBuffer.wrap(target)
        .putInt(version)
        .put((byte) lineage.depth())
        .putInt(lineage.parentFingerprint())
        .putInt(lineage.index().raw());
  }

  private static Lineage lineage(ByteBuffer in, int version, String name) {
    int found = in.getInt();
    if (found != version) {
      throw new IllegalArgumentException(
          "an " + name + " has the version " + hex(version) + ", got " + hex(found));
    }
    int depth = Byte.toUnsignedInt(in.get());
    var lineage = new Lineage(depth, in.getInt(), new ChildIndex(in.getInt()));
    if (depth == 0 && !lineage.equals(Lineage.MASTER)) {
      throw new IllegalArgumentException("a master key has neither a parent nor an index");
    }
    return lineage;
  }

  private static String hex(int version) {
    return HexFormat.of().toHexDigits(version);
  }

  private static byte[] decode(char[] text) {
    byte[] bytes = Base58.decodeChecked(text);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "an extended key has " + BYTES + " bytes, got " + bytes.length);
    }
    return bytes;
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static Curve curve() {
    return Objects.requireNonNull(HdScheme.SECP256K1.curve());
  }

  private static void requireBitcoinCurve(HdScheme scheme) {
    if (scheme != HdScheme.SECP256K1) {
      throw new IllegalArgumentException("BIP-32 writes keys of secp256k1, not of " + scheme);
    }
  }
}
