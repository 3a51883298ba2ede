package io.ghostchain.zcrypto.mldsa;

import java.util.Arrays;

/**
 * Eight sponges of SHAKE side by side (FIPS 202 section 4), which are permuted together. Word i of
 * sponge j is {@code states[8 i + j]}.
 *
 * <p>One thread owns it.
 */
final class Sponges {
  static final int LANES = Kernels.LANES;
  static final int SHAKE128_WORDS = 21;
  static final int SHAKE256_WORDS = 17;
  static final int SHAKE256_BYTES = 8 * SHAKE256_WORDS;

  /** The suffix of SHAKE and the first bit of the padding (FIPS 202 sections 6.2 and 5.1). */
  static final long SUFFIX = 0x1f;

  /** The last bit of the padding, in the last word of a block. */
  static final long LAST = Long.MIN_VALUE;

  private static final int STATE_WORDS = 25;

  final long[] states = new long[STATE_WORDS * LANES];

  void reset() {
    Arrays.fill(states, 0);
  }

  void permute(Kernels kernels, int lanes) {
    kernels.permute(states, lanes);
  }

  void set(int lane, int word, long value) {
    states[word * LANES + lane] = value;
  }

  void xor(int lane, int word, long value) {
    states[word * LANES + lane] ^= value;
  }

  long get(int lane, int word) {
    return states[word * LANES + lane];
  }

  /** Takes in a block of SHAKE256 of one sponge. */
  void absorb(int lane, byte[] block, int from) {
    for (int i = 0; i < SHAKE256_WORDS; i++) {
      states[i * LANES + lane] ^= Words.get(block, from + 8 * i);
    }
  }

  /** Takes in a block of SHAKE256 of every sponge, interleaved as the states are. */
  void absorb(long[] words, int from) {
    for (int i = 0; i < SHAKE256_WORDS * LANES; i++) {
      states[i] ^= words[from + i];
    }
  }

  /** Gives words of one sponge as bytes. */
  void squeeze(int lane, int words, byte[] target) {
    for (int i = 0; i < words; i++) {
      Words.put(target, 8 * i, states[i * LANES + lane]);
    }
  }

  void copyFrom(Sponges other) {
    System.arraycopy(other.states, 0, states, 0, states.length);
  }
}
