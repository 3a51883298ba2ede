package io.ghostchain.zcrypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The ranges of secp256k1: 1 &lt;= r &lt; n and 1 &lt;= s &lt;= n/2 for signatures, so that nobody
 * can turn one valid signature into another; 1 &lt;= d &lt; n for secrets; compressed points for
 * public keys.
 */
final class EcdsaRule {
  static final int SCALAR_BYTES = 32;

  /** The order of the base point (SEC 2 section 2.4.1). */
  static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private static final byte[] ORDER_BYTES =
      HexFormat.of().parseHex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
  private static final byte[] HALF_ORDER_BYTES =
      HexFormat.of().parseHex("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");
  private static final byte[] ZERO = new byte[SCALAR_BYTES];

  private EcdsaRule() {}

  /** Whether the bytes are a compressed point in form; whether it is on the curve is not asked. */
  static boolean admitsKey(byte[] publicKey) {
    return publicKey.length == SCALAR_BYTES + 1 && (publicKey[0] == 2 || publicKey[0] == 3);
  }

  /** Whether r and s of a signature are in their ranges. */
  static boolean admitsSignature(byte[] signature) {
    return signature.length == 2 * SCALAR_BYTES
        && compare(signature, 0, ZERO) > 0
        && compare(signature, 0, ORDER_BYTES) < 0
        && compare(signature, SCALAR_BYTES, ZERO) > 0
        && compare(signature, SCALAR_BYTES, HALF_ORDER_BYTES) <= 0;
  }

  /** Whether the bytes are a secret scalar. Takes the same time for all but absurd values. */
  static boolean admitsSecret(byte[] secret) {
    if (secret.length != SCALAR_BYTES) {
      return false;
    }
    int any = 0;
    int borrow = 0;
    for (int i = SCALAR_BYTES - 1; i >= 0; i--) {
      any |= secret[i];
      borrow = ((secret[i] & 0xff) - (ORDER_BYTES[i] & 0xff) - borrow) >>> 31;
    }
    return any != 0 && borrow == 1;
  }

  private static int compare(byte[] source, int offset, byte[] bound) {
    return Arrays.compareUnsigned(source, offset, offset + SCALAR_BYTES, bound, 0, SCALAR_BYTES);
  }
}
