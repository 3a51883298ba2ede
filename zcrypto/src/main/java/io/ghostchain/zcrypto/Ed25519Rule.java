package io.ghostchain.zcrypto;

import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * What we ask of Ed25519 keys and signatures beyond the equation: S &lt; L, A and R encoded
 * canonically, and both in the group of prime order.
 *
 * <p>RFC 8032 leaves these cases to the verifier, and providers differ: Bouncy Castle, which
 * multiplies the equation by a short scalar, accepts some signatures that the equation without
 * cofactor refuses, and the other way round, wherever A or R has a component of small order. No
 * honest signer makes such points. Without them the equations with and without cofactor are the
 * same, and all providers agree.
 *
 * <p>A is checked in full here. Of R only the cheap part is: an R that satisfies [S]B = R + [k]A
 * with an A of prime order is of prime order itself, unless it is the neutral point, so a provider
 * that computes just that needs no more.
 */
final class Ed25519Rule {
  private static final int POINT_BYTES = 32;

  /** The order of the base point, little-endian (RFC 8032 section 5.1). */
  private static final byte[] ORDER =
      littleEndian(
          BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493")));

  /** The field's prime, 2^255 - 19, little-endian. */
  private static final byte[] PRIME =
      littleEndian(BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19)));

  /**
   * The y coordinates of the eight points whose order divides 8, little-endian. Two points with one
   * y differ in the sign bit alone, and an encoding of x = 0 with the sign bit set, which is not
   * canonical, has its y among these too.
   */
  private static final byte[][] SMALL_ORDER_Y = {
    littleEndian(BigInteger.ZERO),
    littleEndian(BigInteger.ONE),
    littleEndian(BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(20))),
    HexFormat.of().parseHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    HexFormat.of().parseHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
  };

  private Ed25519Rule() {}

  /** Whether a public key may be used: canonical, and of prime order. */
  static boolean admitsKey(byte[] publicKey) {
    return publicKey.length == POINT_BYTES && Ed25519.validatePublicKeyFull(publicKey, 0);
  }

  /** Whether a signature's R and S are in their ranges, and R is not of small order. */
  static boolean admitsSignature(byte[] signature) {
    return signature.length == 2 * POINT_BYTES
        && admitsPoint(signature, 0)
        && isBelow(signature, POINT_BYTES, 0xff, ORDER);
  }

  private static boolean admitsPoint(byte[] source, int offset) {
    if (!isBelow(source, offset, 0x7f, PRIME)) {
      return false;
    }
    for (byte[] y : SMALL_ORDER_Y) {
      if (compare(source, offset, 0x7f, y) == 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBelow(byte[] source, int offset, int topMask, byte[] bound) {
    return compare(source, offset, topMask, bound) < 0;
  }

  /** Compares little-endian numbers of 32 bytes, the first one's top byte masked. Public data. */
  private static int compare(byte[] source, int offset, int topMask, byte[] other) {
    for (int i = POINT_BYTES - 1; i >= 0; i--) {
      int mask = i == POINT_BYTES - 1 ? topMask : 0xff;
      int order = Integer.compare(source[offset + i] & mask, other[i] & 0xff);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static byte[] littleEndian(BigInteger value) {
    byte[] bytes = new byte[POINT_BYTES];
    for (int i = 0; i < POINT_BYTES; i++) {
      bytes[i] = value.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }
}
