package io.ghostchain.zcrypto.sha256;

import org.jspecify.annotations.Nullable;

/**
 * The compression function of SHA-256 (FIPS 180-4 section 6.2.2) on sixteen states at once. Found
 * by {@link java.util.ServiceLoader}: zcrypto-vector has one.
 */
public interface Sha256Lanes {
  /** How many states there are. */
  int LANES = 16;

  /** Length of a block of a message in bytes. */
  int BLOCK_BYTES = 64;

  /** Length of a schedule: 64 words for each lane. */
  int SCHEDULE_WORDS = 64 * LANES;

  /** Names it in logs. */
  String name();

  /** Why it cannot be used in this process, null if it can. */
  @Nullable String obstacle();

  /**
   * Takes a block into each state.
   *
   * @param states word i of lane j at 16 i + j
   * @param blocks the block of lane j at {@value #BLOCK_BYTES} j
   * @param scratch of {@link #SCHEDULE_WORDS}
   */
  void compress(int[] states, byte[] blocks, int[] scratch);
}
