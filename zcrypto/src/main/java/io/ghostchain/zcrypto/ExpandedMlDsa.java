package io.ghostchain.zcrypto;

import java.util.Arrays;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;

/**
 * The expanded private key of ML-DSA (FIPS 204 algorithm 24), rho || K || tr || s1 || s2 || t0:
 * reading one that came from elsewhere, without its seed.
 *
 * <p>A key whose parts do not belong together signs wrongly and may give itself away, so all of it
 * is checked: the ranges of s1 and s2, the hash tr, and A s1 + s2 = t1 2^13 + t0. The last is
 * checked value by value in the domain of the number-theoretic transform (FIPS 204 section 7.5).
 */
final class ExpandedMlDsa {
  private static final int Q = 8_380_417;
  private static final int N = 256;

  /** t = t1 2^D + t0 (FIPS 204 section 4). */
  private static final int D = 13;

  private static final int SEED_BYTES = 32;
  private static final int SECRETS_OFFSET = 128;
  private static final int T1_BITS = 10;
  private static final int SHAKE128_RATE = 168;

  /** The points of the transform, powers of 1753: the root of place i is its 2 BitRev8(i) + 1st. */
  private static final int[] ROOTS = roots();

  private final int k;
  private final int l;
  private final int eta;
  private final byte[] key;

  private ExpandedMlDsa(SignatureScheme scheme, byte[] key) {
    switch (scheme) {
      case ML_DSA_44 -> {
        k = 4;
        l = 4;
        eta = 2;
      }
      case ML_DSA_65 -> {
        k = 6;
        l = 5;
        eta = 4;
      }
      case ML_DSA_87 -> {
        k = 8;
        l = 7;
        eta = 2;
      }
      default -> throw new IllegalArgumentException(scheme + " has no expanded form");
    }
    this.key = key;
  }

  /** How many bytes an expanded key of a scheme has. */
  static int bytes(SignatureScheme scheme) {
    var form = new ExpandedMlDsa(scheme, new byte[0]);
    return form.t0Offset() + form.k * N / 8 * D;
  }

  /**
   * A key from its expanded form, which is copied.
   *
   * @throws KeyFormatException if its parts do not belong together
   */
  static PrivateKey read(SignatureScheme scheme, byte[] expanded) throws KeyFormatException {
    if (expanded.length != bytes(scheme)) {
      throw new KeyFormatException(
          "an expanded key of %s has %d bytes, got %d"
              .formatted(scheme, bytes(scheme), expanded.length));
    }
    byte[] publicKey = new ExpandedMlDsa(scheme, expanded).check(scheme);
    return PrivateKey.ofExpandedMlDsa(PublicKey.of(scheme, publicKey), expanded.clone());
  }

  /** Checks all of the key and returns the raw public key. */
  private byte[] check(SignatureScheme scheme) throws KeyFormatException {
    int[][] s1 = new int[l][];
    int[][] s2 = new int[k][];
    try {
      for (int i = 0; i < l; i++) {
        s1[i] = secret(i, "s1");
      }
      for (int i = 0; i < k; i++) {
        s2[i] = secret(l + i, "s2");
      }
      byte[] publicKey = publicKey(scheme);
      requireRelation(s1, s2, publicKey);
      return publicKey;
    } finally {
      wipe(s1);
      wipe(s2);
    }
  }

  /** The public key, of which Bouncy Castle makes sure that its hash is tr. */
  private byte[] publicKey(SignatureScheme scheme) throws KeyFormatException {
    MLDSAPrivateKeyParameters parsed;
    try {
      parsed = new MLDSAPrivateKeyParameters(SignatureEngines.mlDsa(scheme), key.clone());
    } catch (IllegalArgumentException e) {
      throw new KeyFormatException("the expanded key's tr is not the hash of its public key");
    }
    byte[] publicKey = parsed.getPublicKey();
    parsed.destroy();
    return publicKey;
  }

  private void requireRelation(int[][] s1, int[][] s2, byte[] publicKey) throws KeyFormatException {
    int[][] s1Hat = new int[l][];
    for (int i = 0; i < l; i++) {
      s1Hat[i] = transform(s1[i]);
    }
    try {
      for (int row = 0; row < k; row++) {
        int[] product = new int[N];
        for (int column = 0; column < l; column++) {
          int[] a = matrixEntry(row, column);
          for (int i = 0; i < N; i++) {
            product[i] = (int) ((product[i] + (long) a[i] * s1Hat[column][i]) % Q);
          }
        }
        int[] rest = new int[N];
        for (int i = 0; i < N; i++) {
          int t1 = bits(publicKey, SEED_BYTES, row * N + i, T1_BITS);
          int t0 = (1 << (D - 1)) - bits(key, t0Offset(), row * N + i, D);
          rest[i] = Math.floorMod((t1 << D) + t0 - s2[row][i], Q);
        }
        if (!Arrays.equals(product, transform(rest))) {
          throw new KeyFormatException("the expanded key's t0 does not follow from its s1 and s2");
        }
      }
    } finally {
      wipe(s1Hat);
    }
  }

  /** A polynomial of s1 or s2, its coefficients from -eta to eta (FIPS 204 algorithm 19). */
  private int[] secret(int index, String name) throws KeyFormatException {
    int[] polynomial = new int[N];
    for (int i = 0; i < N; i++) {
      int value = bits(key, SECRETS_OFFSET, index * N + i, secretBits());
      if (value > 2 * eta) {
        throw new KeyFormatException("the expanded key's " + name + " is out of range");
      }
      polynomial[i] = eta - value;
    }
    return polynomial;
  }

  /** A polynomial of the matrix A, transformed as it is (FIPS 204 algorithms 30 and 32). */
  private int[] matrixEntry(int row, int column) {
    XofHasher shake =
        Xof.SHAKE_128
            .hasher()
            .update(Arrays.copyOf(key, SEED_BYTES))
            .update(new byte[] {(byte) column, (byte) row});
    int[] polynomial = new int[N];
    int filled = 0;
    while (filled < N) {
      byte[] block = shake.squeeze(SHAKE128_RATE);
      for (int at = 0; at < block.length && filled < N; at += 3) {
        int value = (block[at] & 0xff) | (block[at + 1] & 0xff) << 8 | (block[at + 2] & 0x7f) << 16;
        if (value < Q) {
          polynomial[filled++] = value;
        }
      }
    }
    return polynomial;
  }

  private int secretBits() {
    return eta == 2 ? 3 : 4;
  }

  private int t0Offset() {
    return SECRETS_OFFSET + (k + l) * N / 8 * secretBits();
  }

  /** Values of a polynomial at all the roots: slow but plain, it runs once for a key. */
  private static int[] transform(int[] polynomial) {
    int[] values = new int[N];
    for (int i = 0; i < N; i++) {
      long value = 0;
      for (int power = N - 1; power >= 0; power--) {
        value = (value * ROOTS[i] + polynomial[power]) % Q;
      }
      values[i] = Math.floorMod((int) value, Q);
    }
    return values;
  }

  /** The {@code index}th of numbers of some bits each, packed from the least significant bit on. */
  private static int bits(byte[] source, int offset, int index, int bits) {
    int value = 0;
    for (int i = 0; i < bits; i++) {
      int bit = index * bits + i;
      value |= ((source[offset + bit / 8] >>> (bit & 7)) & 1) << i;
    }
    return value;
  }

  private static int[] roots() {
    int[] powers = new int[2 * N];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = (int) (powers[i - 1] * 1753L % Q);
    }
    int[] roots = new int[N];
    for (int i = 0; i < N; i++) {
      roots[i] = powers[2 * (Integer.reverse(i) >>> 24) + 1];
    }
    return roots;
  }

  private static void wipe(int[][] polynomials) {
    for (int[] polynomial : polynomials) {
      if (polynomial != null) {
        Arrays.fill(polynomial, 0);
      }
    }
  }
}
