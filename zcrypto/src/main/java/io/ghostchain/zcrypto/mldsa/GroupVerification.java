package io.ghostchain.zcrypto.mldsa;

/**
 * Verifies up to eight signatures of one parameter set together (FIPS 204 algorithm 8): whatever is
 * hashed is hashed eight at a time, the polynomials are computed one signature after the other.
 *
 * <p>One thread owns it.
 */
final class GroupVerification {
  private static final int LANES = Kernels.LANES;
  private static final int N = Kernels.N;

  /** The most words that mu and the high bits take, with padding to whole blocks: ML-DSA-87's. */
  private static final int WORDS_MAX = 9 * Sponges.SHAKE256_WORDS;

  private final Sponges sponges;
  private final MessageHashes messages;
  private final Challenge challenge = new Challenge();

  /** mu || w1Encode(w1) of each signature, interleaved. */
  private final long[] words = new long[WORDS_MAX * LANES];

  /** z, and behind it c. */
  private final double[] response = new double[(ParameterSet.COLUMNS_MAX + 1) * N];

  private final double[][] challenges = new double[LANES][N];
  private final double[] scratch = new double[N];
  private final double[] row = new double[N];
  private final double[] hints = new double[ParameterSet.ROWS_MAX * N];
  private final boolean[] wellFormed = new boolean[LANES];

  GroupVerification(Sponges sponges) {
    this.sponges = sponges;
    this.messages = new MessageHashes(sponges);
  }

  /** Verifies the entries of a batch whose indices are given, and sets their verdicts. */
  void verify(Kernels kernels, ParameterSet set, SignatureBatch batch, int[] entries, int lanes) {
    messages.hash(kernels, batch, entries, lanes, words);
    sampleChallenges(kernels, set, batch, entries, lanes);
    for (int lane = 0; lane < lanes; lane++) {
      wellFormed[lane] = commit(kernels, set, batch, entries[lane], lane);
    }
    hashCommitments(kernels, set, lanes);
    for (int lane = 0; lane < lanes; lane++) {
      int entry = entries[lane];
      batch.verdicts[entry] =
          wellFormed[lane]
              && commitmentIs(set, lane, batch.signatures[entry], batch.signatureOffsets[entry]);
    }
  }

  private void sampleChallenges(
      Kernels kernels, ParameterSet set, SignatureBatch batch, int[] entries, int lanes) {
    int hashWords = set.hashBytes / 8;
    sponges.reset();
    for (int lane = 0; lane < lanes; lane++) {
      byte[] signature = batch.signatures[entries[lane]];
      int from = batch.signatureOffsets[entries[lane]];
      for (int i = 0; i < hashWords; i++) {
        sponges.set(lane, i, Words.get(signature, from + 8 * i));
      }
      sponges.set(lane, hashWords, Sponges.SUFFIX);
      sponges.set(lane, Sponges.SHAKE256_WORDS - 1, Sponges.LAST);
    }
    sponges.permute(kernels, lanes);
    for (int lane = 0; lane < lanes; lane++) {
      challenge.sample(kernels, set.tau, sponges, lane, challenges[lane]);
    }
  }

  /**
   * Computes w1 = UseHint(h, A z - c t1 2^d) of one signature and packs it, unless the signature is
   * not well formed.
   */
  private boolean commit(
      Kernels kernels, ParameterSet set, SignatureBatch batch, int entry, int lane) {
    byte[] signature = batch.signatures[entry];
    int from = batch.signatureOffsets[entry];
    if (!Hints.unpack(set, signature, from + set.hintsAt(), kernels.recoveredPlaces(), hints)) {
      return false;
    }
    double greatest =
        kernels.unpack(
            signature, from + set.hashBytes, set.responseBits, set.gamma1(), response, set.columns);
    if (greatest >= set.gamma1() - set.beta) {
      return false;
    }
    System.arraycopy(challenges[lane], 0, response, set.columns * N, N);
    for (int i = 0; i <= set.columns; i++) {
      kernels.transform(response, i * N, scratch);
    }
    MatrixKey key = MatrixKey.of(batch.keys[entry]);
    int at = MessageHashes.WORDS * LANES + lane;
    for (int i = 0; i < set.rows; i++) {
      kernels.multiply(key.rows, i * set.rowInts(), response, set.columns + 1, row);
      kernels.recover(row, scratch);
      kernels.packHighBits(row, hints, i * N, set.gamma2, words, at);
      at += set.highWords * LANES;
    }
    return true;
  }

  /** Hashes mu || w1Encode(w1), after which the sponges hold what c~ must be. */
  private void hashCommitments(Kernels kernels, ParameterSet set, int lanes) {
    int filled = MessageHashes.WORDS + set.rows * set.highWords;
    int blocks = filled / Sponges.SHAKE256_WORDS + 1;
    int last = blocks * Sponges.SHAKE256_WORDS - 1;
    for (int lane = 0; lane < LANES; lane++) {
      for (int word = filled; word <= last; word++) {
        words[word * LANES + lane] = 0;
      }
      words[filled * LANES + lane] = Sponges.SUFFIX;
      words[last * LANES + lane] ^= Sponges.LAST;
    }
    sponges.reset();
    for (int i = 0; i < blocks; i++) {
      sponges.absorb(words, i * Sponges.SHAKE256_WORDS * LANES);
      sponges.permute(kernels, lanes);
    }
  }

  private boolean commitmentIs(ParameterSet set, int lane, byte[] signature, int from) {
    long difference = 0;
    for (int i = 0; i < set.hashBytes / 8; i++) {
      difference |= sponges.get(lane, i) ^ Words.get(signature, from + 8 * i);
    }
    return difference == 0;
  }
}
