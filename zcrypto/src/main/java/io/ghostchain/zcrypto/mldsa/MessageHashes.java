package io.ghostchain.zcrypto.mldsa;

import java.util.Arrays;

/**
 * The message representatives mu = H(tr || 0 || |ctx| || ctx || M, 64) of up to eight signatures
 * (FIPS 204 algorithms 3 and 8). A message of 48 bytes without context takes one permutation.
 *
 * <p>One thread owns it.
 */
final class MessageHashes {
  static final int WORDS = 8;

  /** Pure ML-DSA (FIPS 204 section 5.2), not the hash of a message. */
  private static final byte PURE = 0;

  private static final int PREFIX_BYTES = MatrixKey.TR_BYTES + 2;

  private final Sponges sponges;
  private final byte[] block = new byte[Sponges.SHAKE256_BYTES];
  private final int[] blocks = new int[Kernels.LANES];

  MessageHashes(Sponges sponges) {
    this.sponges = sponges;
  }

  /** Puts mu of each into the first eight words of {@code target}, interleaved. */
  void hash(Kernels kernels, SignatureBatch batch, int[] entries, int lanes, long[] target) {
    int most = 0;
    for (int lane = 0; lane < lanes; lane++) {
      int entry = entries[lane];
      // Beyond 2^31: a message may fill an array.
      long bytes = (long) PREFIX_BYTES + batch.contexts[entry].length + batch.messageLengths[entry];
      blocks[lane] = (int) (bytes / Sponges.SHAKE256_BYTES) + 1;
      most = Math.max(most, blocks[lane]);
    }
    sponges.reset();
    for (int i = 0; i < most; i++) {
      for (int lane = 0; lane < lanes; lane++) {
        if (i < blocks[lane]) {
          fill(batch, entries[lane], i, i == blocks[lane] - 1);
          sponges.absorb(lane, block, 0);
        }
      }
      sponges.permute(kernels, lanes);
      for (int lane = 0; lane < lanes; lane++) {
        if (i == blocks[lane] - 1) {
          for (int word = 0; word < WORDS; word++) {
            target[word * Kernels.LANES + lane] = sponges.get(lane, word);
          }
        }
      }
    }
  }

  /** Fills the block with its part of tr || 0 || |ctx| || ctx || M and of the padding. */
  private void fill(SignatureBatch batch, int entry, int index, boolean last) {
    byte[] context = batch.contexts[entry];
    int at = 0;
    long from = (long) index * Sponges.SHAKE256_BYTES;
    if (index == 0) {
      MatrixKey key = MatrixKey.of(batch.keys[entry]);
      System.arraycopy(key.tr, 0, block, 0, MatrixKey.TR_BYTES);
      block[MatrixKey.TR_BYTES] = PURE;
      block[MatrixKey.TR_BYTES + 1] = (byte) context.length;
      at = PREFIX_BYTES;
    }
    long contextFrom = from + at - PREFIX_BYTES;
    if (contextFrom < context.length) {
      int length = (int) Math.min(context.length - contextFrom, block.length - at);
      System.arraycopy(context, (int) contextFrom, block, at, length);
      at += length;
    }
    long messageFrom = from + at - PREFIX_BYTES - context.length;
    int length = (int) Math.min(batch.messageLengths[entry] - messageFrom, block.length - at);
    if (length > 0) {
      System.arraycopy(
          batch.messages[entry],
          batch.messageOffsets[entry] + (int) messageFrom,
          block,
          at,
          length);
      at += length;
    }
    if (last) {
      Arrays.fill(block, at, block.length, (byte) 0);
      block[at] = (byte) Sponges.SUFFIX;
      block[block.length - 1] |= (byte) 0x80;
    }
  }
}
