package io.ghostchain.ghostd.node;

import io.ghostchain.daemonkit.config.ByteSize;
import io.ghostchain.daemonkit.config.Setting;
import io.ghostchain.ghostd.mempool.MempoolLimits;
import java.time.Duration;

/** How much may wait for a block. */
public record MempoolConfig(
    @Setting(
            value = "65536",
            min = "1",
            max = "10000000",
            doc = "Transactions that wait, at most. Beyond it the cheapest go, or the newcomer.")
        int transactions,
    @Setting(
            value = "0",
            doc =
                "Bytes of what waits, at most; 0 takes a quarter of the Java heap, at most 256 MiB.")
        ByteSize size,
    @Setting(
            value = "1024",
            min = "1",
            max = "1000000",
            doc = "Transactions of one sender that wait, at most.")
        int transactionsPerAccount,
    @Setting(
            value = "1024",
            min = "0",
            max = "1000000",
            doc = "How far a sequence may be ahead of its lane.")
        int sequenceGap,
    @Setting(
            value = "1s",
            min = "1ms",
            max = "1m",
            doc = "When a client that found it full is told to try again.")
        Duration retryAfter) {
  private static final long SIZE_MAX = 256L << 20;

  /** As the mempool takes them. */
  MempoolLimits limits() {
    long bytes = size.bytes();
    if (bytes == 0) {
      bytes = Math.min(SIZE_MAX, Runtime.getRuntime().maxMemory() / 4);
    }
    return new MempoolLimits(
        transactions, bytes, transactionsPerAccount, sequenceGap, retryAfter.toMillis());
  }
}
