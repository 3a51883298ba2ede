package io.ghostchain.ghostd.execution;

import io.ghostchain.protocol.ValidatorSet;
import io.ghostchain.zcrypto.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The validators of a block's epoch and of the next.
 *
 * @param blocks of an epoch, at least 1
 */
public record Epochs(long blocks, ValidatorSet current, ValidatorSet next) {
  /** The epoch that a height, from 1, is in. */
  public long epochOf(long height) {
    return (height - 1) / blocks;
  }

  /** What the header at a height names the next epoch's validators by: null but for the last. */
  public @Nullable Hash nextValidatorsHash(long height) {
    return height % blocks == 0 ? next.hash() : null;
  }
}
