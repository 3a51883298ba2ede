package io.ghostchain.zcrypto.mldsa;

import java.util.Arrays;

/**
 * Makes expanded keys: samples A from rho (FIPS 204 algorithm 32), eight polynomials at a time,
 * transforms -t1 2^13, hashes the key to tr.
 *
 * <p>One thread owns it.
 */
final class KeyExpansion {
  private static final int LANES = Kernels.LANES;
  private static final int N = Kernels.N;
  private static final int BLOCK_BYTES = 8 * Sponges.SHAKE128_WORDS;

  /** What a kernel may read behind the bytes it is given, and write behind its ints. */
  private static final int SLACK_BYTES = 64;

  private static final int SLACK_INTS = 16;

  /** t = t1 2^d + t0 (FIPS 204 section 4). */
  private static final double T1_FACTOR = 1 << 13;

  private final Sponges sponges;
  private final byte[] block = new byte[BLOCK_BYTES + SLACK_BYTES];
  private final byte[] raw = new byte[ParameterSet.ML_DSA_87.scheme.publicKeyBytes() + SLACK_BYTES];
  private final int[][] plain = new int[LANES][N + SLACK_INTS];
  private final int[] filled = new int[LANES];
  private final double[] scratch = new double[N];
  private final double[] t1 = new double[N * ParameterSet.ROWS_MAX];

  KeyExpansion(Sponges sponges) {
    this.sponges = sponges;
  }

  /** Expands keys of one set, whose raw bytes have the set's length. */
  MatrixKey[] expand(Kernels kernels, ParameterSet set, byte[][] keys) {
    MatrixKey[] expanded = new MatrixKey[keys.length];
    for (int i = 0; i < keys.length; i++) {
      expanded[i] = new MatrixKey(set);
      putT1(kernels, set, keys[i], expanded[i]);
    }
    int polynomials = keys.length * set.rows * set.columns;
    for (int first = 0; first < polynomials; first += LANES) {
      sample(kernels, set, keys, expanded, first, Math.min(LANES, polynomials - first));
    }
    for (int first = 0; first < keys.length; first += LANES) {
      hash(kernels, keys, expanded, first, Math.min(LANES, keys.length - first));
    }
    return expanded;
  }

  /** Samples up to eight polynomials of all the keys' matrices, counted through. */
  private void sample(
      Kernels kernels,
      ParameterSet set,
      byte[][] keys,
      MatrixKey[] expanded,
      int first,
      int lanes) {
    int each = set.rows * set.columns;
    sponges.reset();
    for (int lane = 0; lane < lanes; lane++) {
      byte[] key = keys[(first + lane) / each];
      int entry = (first + lane) % each;
      for (int i = 0; i < ParameterSet.RHO_BYTES / 8; i++) {
        sponges.set(lane, i, Words.get(key, 8 * i));
      }
      int column = entry % set.columns;
      int row = entry / set.columns;
      sponges.set(lane, ParameterSet.RHO_BYTES / 8, column | row << 8 | Sponges.SUFFIX << 16);
      sponges.set(lane, Sponges.SHAKE128_WORDS - 1, Sponges.LAST);
    }
    Arrays.fill(filled, 0, lanes, 0);
    for (boolean more = true; more; ) {
      sponges.permute(kernels, lanes);
      more = false;
      for (int lane = 0; lane < lanes; lane++) {
        if (filled[lane] < N) {
          sponges.squeeze(lane, Sponges.SHAKE128_WORDS, block);
          filled[lane] = kernels.sample(block, plain[lane], filled[lane]);
          more |= filled[lane] < N;
        }
      }
    }
    for (int lane = 0; lane < lanes; lane++) {
      int entry = (first + lane) % each;
      int offset = entry / set.columns * set.rowInts() + entry % set.columns * N;
      kernels.arrange(plain[lane], expanded[(first + lane) / each].rows, offset);
    }
  }

  private void putT1(Kernels kernels, ParameterSet set, byte[] key, MatrixKey expanded) {
    System.arraycopy(key, 0, raw, 0, key.length);
    kernels.unpack(raw, ParameterSet.RHO_BYTES, ParameterSet.T1_BITS, 0, t1, set.rows);
    for (int row = 0; row < set.rows; row++) {
      kernels.transform(t1, row * N, scratch);
      kernels.store(t1, row * N, T1_FACTOR, expanded.rows, row * set.rowInts() + set.columns * N);
    }
  }

  /** tr = H(pk, 64) (FIPS 204 algorithm 3) of up to eight keys, which have one length. */
  private void hash(Kernels kernels, byte[][] keys, MatrixKey[] expanded, int first, int lanes) {
    int bytes = keys[first].length;
    sponges.reset();
    int whole = bytes / Sponges.SHAKE256_BYTES;
    for (int i = 0; i < whole; i++) {
      for (int lane = 0; lane < lanes; lane++) {
        sponges.absorb(lane, keys[first + lane], i * Sponges.SHAKE256_BYTES);
      }
      sponges.permute(kernels, lanes);
    }
    int words = (bytes - whole * Sponges.SHAKE256_BYTES) / 8;
    for (int lane = 0; lane < lanes; lane++) {
      for (int i = 0; i < words; i++) {
        sponges.xor(lane, i, Words.get(keys[first + lane], whole * Sponges.SHAKE256_BYTES + 8 * i));
      }
      sponges.xor(lane, words, Sponges.SUFFIX);
      sponges.xor(lane, Sponges.SHAKE256_WORDS - 1, Sponges.LAST);
    }
    sponges.permute(kernels, lanes);
    for (int lane = 0; lane < lanes; lane++) {
      sponges.squeeze(lane, MatrixKey.TR_BYTES / 8, expanded[first + lane].tr);
    }
  }
}
