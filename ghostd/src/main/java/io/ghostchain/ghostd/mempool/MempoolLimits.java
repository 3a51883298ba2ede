package io.ghostchain.ghostd.mempool;

/**
 * The bounds of a mempool.
 *
 * @param transactionsMax that it holds
 * @param bytesMax of their bodies and witnesses
 * @param accountTransactionsMax of one sender
 * @param gapMax how far a sequence may be ahead of its lane in the state
 * @param retryMillis when a client that found it full should try again, in milliseconds
 */
public record MempoolLimits(
    int transactionsMax, long bytesMax, int accountTransactionsMax, int gapMax, long retryMillis) {
  /** For a node that says nothing else: 65,536 transactions, 256 MiB, 1,024 of one sender. */
  public static final MempoolLimits DEFAULTS =
      new MempoolLimits(65_536, 256L << 20, 1_024, 1_024, 1_000);

  /** Checks that there is room for something. */
  public MempoolLimits {
    if (transactionsMax < 1
        || bytesMax < 1
        || accountTransactionsMax < 1
        || gapMax < 0
        || retryMillis < 0) {
      throw new IllegalArgumentException(
          "a mempool has room for at least one transaction of one byte");
    }
  }
}
