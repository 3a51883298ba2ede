package io.ghostchain.walletd.payment;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Under which terms a transaction is sent.
 *
 * @param gasLimit 0 for the node's estimate
 * @param maxFeePerGas 0 for the node's estimate
 * @param priorityFeePerGas empty for the node's estimate
 * @param validFor after which it is void, at most 30 days
 * @param lane from 0
 */
public record Terms(
    long gasLimit, long maxFeePerGas, OptionalLong priorityFeePerGas, Duration validFor, int lane) {
  /** What a request gets that says nothing. */
  public static final Terms DEFAULT =
      new Terms(0, 0, OptionalLong.empty(), Duration.ofMinutes(10), 0);
}
