package io.ghostchain.zcrypto.mldsa;

import java.util.Arrays;

/** The challenge c: a polynomial of tau coefficients 1 or -1 (FIPS 204 algorithm 29). */
final class Challenge {
  private final Sponges more = new Sponges();
  private final byte[] block = new byte[Sponges.SHAKE256_BYTES];

  /**
   * Samples it in plain order.
   *
   * @param sponges those that took in c~ and were permuted once; left as they are
   */
  void sample(Kernels kernels, int tau, Sponges sponges, int lane, double[] polynomial) {
    Arrays.fill(polynomial, 0);
    sponges.squeeze(lane, Sponges.SHAKE256_WORDS, block);
    long signs = Words.get(block, 0);
    int at = 8;
    boolean further = false;
    for (int i = Kernels.N - tau; i < Kernels.N; i++) {
      int place;
      do {
        if (at == block.length) {
          if (!further) {
            more.copyFrom(sponges);
            further = true;
          }
          more.permute(kernels, lane + 1);
          more.squeeze(lane, Sponges.SHAKE256_WORDS, block);
          at = 0;
        }
        place = block[at++] & 0xff;
      } while (place > i);
      polynomial[i] = polynomial[place];
      polynomial[place] = 1 - 2 * (signs & 1);
      signs >>>= 1;
    }
  }
}
