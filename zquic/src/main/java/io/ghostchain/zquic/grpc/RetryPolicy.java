package io.ghostchain.zquic.grpc;

import io.grpc.Status;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * When a failed call is tried again, in the terms of gRPC proposal A6.
 *
 * <p>Applied only to methods that their {@code .proto} marks as free of side effects or idempotent,
 * or that the channel's builder names, and only until the server has begun to answer.
 *
 * @param maxAttempts with the first; 1 never tries again; at most 5
 * @param initialBackoff the longest wait before the second attempt; the real one is drawn below it
 * @param maxBackoff what the longest wait grows to
 * @param backoffMultiplier how it grows from attempt to attempt
 * @param retryableCodes the failures worth another attempt; OK is none
 */
public record RetryPolicy(
    int maxAttempts,
    Duration initialBackoff,
    Duration maxBackoff,
    double backoffMultiplier,
    Set<Status.Code> retryableCodes) {
  private static final int MOST_ATTEMPTS = 5;

  /** Checks the values. */
  public RetryPolicy {
    if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException(
          "maxAttempts: expected from 1 to " + MOST_ATTEMPTS + ", got " + maxAttempts);
    }
    if (initialBackoff.isNegative() || initialBackoff.compareTo(maxBackoff) > 0) {
      throw new IllegalArgumentException(
          "initialBackoff: expected from 0 to maxBackoff, got " + initialBackoff);
    }
    if (!(backoffMultiplier >= 1)) {
      throw new IllegalArgumentException(
          "backoffMultiplier: expected 1 or more, got " + backoffMultiplier);
    }
    if (retryableCodes.contains(Status.Code.OK)) {
      throw new IllegalArgumentException("retryableCodes: OK is no failure");
    }
    retryableCodes = Set.copyOf(retryableCodes);
  }

  /** Four attempts on UNAVAILABLE, 100 ms doubling up to 2 s. */
  public static RetryPolicy defaults() {
    return new RetryPolicy(
        4, Duration.ofMillis(100), Duration.ofSeconds(2), 2, EnumSet.of(Status.Code.UNAVAILABLE));
  }

  /** Never again. */
  public static RetryPolicy none() {
    return new RetryPolicy(1, Duration.ZERO, Duration.ZERO, 1, EnumSet.of(Status.Code.UNAVAILABLE));
  }

  /** How long to wait before attempt {@code next} (2 for the first retry), in nanoseconds. */
  long backoffNanos(int next, RandomGenerator random) {
    double longest =
        Math.min(
            (double) initialBackoff.toNanos() * Math.pow(backoffMultiplier, next - 2),
            (double) maxBackoff.toNanos());
    return (long) (longest * random.nextDouble());
  }
}
