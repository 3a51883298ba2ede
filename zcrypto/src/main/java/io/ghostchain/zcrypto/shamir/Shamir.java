package io.ghostchain.zcrypto.shamir;

import io.ghostchain.zcrypto.Hmac;
import io.ghostchain.zcrypto.SecretBytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Splits a secret into shares and gives it back.
 *
 * <p>Each byte is the value at 0 of a random polynomial of degree {@code threshold - 1}; the share
 * of index i holds the values at i. What is shared is the secret and a digest of it, so that wrong
 * or foreign shares are noticed instead of giving a wrong secret, while too few still tell nothing.
 */
public final class Shamir {
  /** The longest secret in bytes. */
  public static final int SECRET_BYTES_MAX = 4096;

  /** The most shares: indices are the non-zero elements of GF(2^8). */
  public static final int SHARES_MAX = 255;

  /** The smallest threshold; with 1, every share would be the secret. */
  public static final int THRESHOLD_MIN = 2;

  static final int DIGEST_BYTES = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Shamir() {}

  /**
   * Splits a secret.
   *
   * @param secret 1 to {@value #SECRET_BYTES_MAX} bytes
   * @param threshold how many shares are needed, from 2 to {@code shares}
   * @param shares how many to make, at most {@value #SHARES_MAX}
   */
  public static List<Share> split(SecretBytes secret, int threshold, int shares) {
    return split(secret, threshold, shares, RANDOM);
  }

  static List<Share> split(SecretBytes secret, int threshold, int shares, RandomGenerator random) {
    if (secret.length() < 1 || secret.length() > SECRET_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a secret of 1 to " + SECRET_BYTES_MAX + " bytes can be split, got " + secret.length());
    }
    if (threshold < THRESHOLD_MIN || threshold > shares || shares > SHARES_MAX) {
      throw new IllegalArgumentException(
          "the threshold is 2 to the number of shares, that at most 255; got "
              + threshold
              + " of "
              + shares);
    }
    int setId = random.nextInt();
    byte[][] coefficients = new byte[threshold][secret.length() + DIGEST_BYTES];
    for (byte[] coefficient : coefficients) {
      random.nextBytes(coefficient);
    }
    coefficients[0] = secret.lend(bytes -> withDigest(bytes, setId, threshold));
    var split = new ArrayList<Share>(shares);
    for (int index = 1; index <= shares; index++) {
      byte[] values = evaluate(coefficients, index);
      split.add(new Share(setId, threshold, index, SecretBytes.taking(values)));
    }
    for (byte[] coefficient : coefficients) {
      Arrays.fill(coefficient, (byte) 0);
    }
    return List.copyOf(split);
  }

  /**
   * Gives the secret back. All shares given are used, so one that is wrong is noticed even if there
   * are enough without it.
   *
   * @throws ShamirException if there are too few, twice the same, some of another set, or a wrong
   *     one
   */
  public static SecretBytes combine(Collection<Share> shares) throws ShamirException {
    requireOneSet(shares);
    Share first = shares.iterator().next();
    byte[] sum = new byte[first.values().length()];
    for (Share share : shares) {
      int weight = weightAtZero(share, shares);
      share
          .values()
          .lend(values -> {
            for (int i = 0; i < sum.length; i++) {
              sum[i] ^= (byte) Gf256.multiply(Byte.toUnsignedInt(values[i]), weight);
            }
            return sum;
          });
    }
    byte[] secret = Arrays.copyOf(sum, sum.length - DIGEST_BYTES);
    byte[] expected = withDigest(secret, first.setId(), first.threshold());
    boolean sound = MessageDigest.isEqual(expected, sum);
    Arrays.fill(expected, (byte) 0);
    Arrays.fill(sum, (byte) 0);
    if (!sound) {
      Arrays.fill(secret, (byte) 0);
      throw new ShamirException("the shares do not fit together: at least one of them is wrong");
    }
    return SecretBytes.taking(secret);
  }

  private static void requireOneSet(Collection<Share> shares) throws ShamirException {
    if (shares.isEmpty()) {
      throw new ShamirException("no shares were given");
    }
    Share first = shares.iterator().next();
    boolean[] seen = new boolean[SHARES_MAX + 1];
    for (Share share : shares) {
      if (share.setId() != first.setId()
          || share.threshold() != first.threshold()
          || share.values().length() != first.values().length()) {
        throw new ShamirException(share + " is of another set than " + first);
      }
      if (seen[share.index()]) {
        throw new ShamirException(share + " was given twice");
      }
      seen[share.index()] = true;
    }
    if (shares.size() < first.threshold()) {
      throw new ShamirException(
          first.threshold() + " shares are needed, " + shares.size() + " were given");
    }
  }

  /** The Lagrange coefficient at 0: the product of j / (j - i) over the other indices j. */
  private static int weightAtZero(Share share, Collection<Share> shares) {
    int weight = 1;
    for (Share other : shares) {
      if (other.index() != share.index()) {
        int quotient = Gf256.multiply(other.index(), Gf256.invert(other.index() ^ share.index()));
        weight = Gf256.multiply(weight, quotient);
      }
    }
    return weight;
  }

  /** All polynomials at once at {@code x}, by Horner's rule. */
  private static byte[] evaluate(byte[][] coefficients, int x) {
    byte[] values = new byte[coefficients[0].length];
    for (int degree = coefficients.length - 1; degree >= 0; degree--) {
      for (int i = 0; i < values.length; i++) {
        int scaled = Gf256.multiply(Byte.toUnsignedInt(values[i]), x);
        values[i] = (byte) (scaled ^ coefficients[degree][i]);
      }
    }
    return values;
  }

  /** The secret, then 16 bytes of HMAC-SHA-256 over it under the set's id and threshold. */
  private static byte[] withDigest(byte[] secret, int setId, int threshold) {
    byte[] key = ByteBuffer.allocate(5).putInt(setId).put((byte) threshold).array();
    byte[] shared = Arrays.copyOf(secret, secret.length + DIGEST_BYTES);
    System.arraycopy(Hmac.SHA_256.tag(key, secret), 0, shared, secret.length, DIGEST_BYTES);
    return shared;
  }
}
