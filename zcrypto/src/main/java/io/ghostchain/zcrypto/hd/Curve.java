package io.ghostchain.zcrypto.hd;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * The arithmetic that children of secp256k1 and P-256 keys need. Scalars pass through {@link
 * BigInteger}, which is neither constant-time nor wiped: derivation is for wallets, not for a
 * machine that an attacker shares.
 */
record Curve(X9ECParameters parameters) {
  /** Length of a scalar in bytes. */
  static final int SCALAR_BYTES = 32;

  /** Whether 32 bytes are a number from 1 to n - 1. */
  boolean isPrivateKey(byte[] scalar) {
    BigInteger value = new BigInteger(1, scalar);
    return value.signum() > 0 && value.compareTo(parameters.getN()) < 0;
  }

  /** The public key in compressed form, 33 bytes (SEC 1 section 2.3.3). */
  byte[] publicKey(byte[] scalar) {
    return times(new BigInteger(1, scalar)).getEncoded(true);
  }

  /** {@code tweak + key mod n}, or nothing if that is no private key (SLIP-10, BIP-32). */
  byte[] tweakPrivate(byte[] key, byte[] tweak) {
    BigInteger offset = new BigInteger(1, tweak);
    if (offset.compareTo(parameters.getN()) >= 0) {
      return new byte[0];
    }
    BigInteger sum = offset.add(new BigInteger(1, key)).mod(parameters.getN());
    return sum.signum() == 0 ? new byte[0] : BigIntegers.asUnsignedByteArray(SCALAR_BYTES, sum);
  }

  /** {@code tweak * G + key}, or nothing if that is no public key (SLIP-10, BIP-32). */
  byte[] tweakPublic(byte[] key, byte[] tweak) {
    BigInteger offset = new BigInteger(1, tweak);
    if (offset.compareTo(parameters.getN()) >= 0) {
      return new byte[0];
    }
    ECPoint sum = times(offset).add(parameters.getCurve().decodePoint(key)).normalize();
    return sum.isInfinity() ? new byte[0] : sum.getEncoded(true);
  }

  /** Whether 33 bytes are a compressed point of the curve. */
  boolean isPublicKey(byte[] point) {
    if (point[0] != 2 && point[0] != 3) {
      return false;
    }
    try {
      return Arrays.equals(parameters.getCurve().decodePoint(point).getEncoded(true), point);
    } catch (IllegalArgumentException notOnTheCurve) {
      return false;
    }
  }

  private ECPoint times(BigInteger scalar) {
    return new FixedPointCombMultiplier().multiply(parameters.getG(), scalar).normalize();
  }
}
