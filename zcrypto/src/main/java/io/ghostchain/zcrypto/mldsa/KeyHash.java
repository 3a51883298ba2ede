package io.ghostchain.zcrypto.mldsa;

import java.security.SecureRandom;

/**
 * A hash of public keys under a secret of this process: who chooses keys cannot choose collisions.
 * The sum of products of 32-bit halves, NH of RFC 4418 section 5.2.2 on pairs within a word of 64
 * bits, followed by a mixing step.
 */
final class KeyHash {
  private static final int WORDS_MAX = 2592 / 8;

  private final long[] secret = new SecureRandom().longs(WORDS_MAX).toArray();

  /** Hashes the first {@code length} bytes, a multiple of 8. */
  long of(byte[] key, int length) {
    long sum = length;
    for (int i = 0; i < length / 8; i++) {
      long word = Words.get(key, 8 * i);
      int low = (int) word + (int) secret[i];
      int high = (int) (word >>> 32) + (int) (secret[i] >>> 32);
      sum += (low & 0xffff_ffffL) * (high & 0xffff_ffffL);
    }
    // The finalizer of MurmurHash3: each bit of the sum reaches each bit of the hash.
    sum = (sum ^ sum >>> 33) * 0xff51afd7ed558ccdL;
    sum = (sum ^ sum >>> 33) * 0xc4ceb9fe1a85ec53L;
    return sum ^ sum >>> 33;
  }
}
