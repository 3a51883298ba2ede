package io.ghostchain.ghostd.verify;

import io.ghostchain.daemonkit.config.ByteSize;
import io.ghostchain.daemonkit.config.Setting;

/** How signatures are checked. */
public record VerifyConfig(
    @Setting(
            value = "0",
            min = "0",
            max = "256",
            doc =
                "Threads that check signatures; 0 takes one less than the processors, at least one.")
        int threads,
    @Setting(
            value = "8192",
            min = "1",
            max = "1000000",
            doc = "Transactions that wait for their signatures to be checked; more are refused.")
        int queue,
    @Setting(
            value = "65536",
            min = "0",
            max = "10000000",
            doc = "Results that are remembered, so that a transaction is not checked twice.")
        int remembered,
    @Setting(
            value = "auto",
            doc =
                "What verifies ML-DSA: our own code on vectors or in plain Java, or a provider that"
                    + " others wrote. auto takes the first that this machine and Java can run.")
        Engine engine,
    @Setting(
            value = "0",
            doc =
                "Bytes of expanded keys that our own code keeps, at most; 0 takes an eighth of the"
                    + " Java heap, at most 1 GiB. A key of ML-DSA-44 takes 22 KiB.")
        ByteSize keyCache) {
  private static final int HEAP_SHARE_OF_KEYS = 8;
  private static final long KEY_CACHE_MAX = 1L << 30;

  /** What verifies ML-DSA. */
  public enum Engine {
    /** The first of the others, in their order, that can be had and gives the known answers. */
    AUTO,
    /** Our own code on vectors of 512 bits. */
    VECTOR,
    /** Our own code in plain Java. */
    JAVA,
    /** The JDK or Bouncy Castle. */
    PROVIDER
  }

  /** How many threads that is on this machine. */
  public int threadCount() {
    return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  /** How many bytes of keys are kept. */
  long keyCacheBytes() {
    return keyCache.bytes() > 0
        ? keyCache.bytes()
        : Math.min(KEY_CACHE_MAX, Runtime.getRuntime().maxMemory() / HEAP_SHARE_OF_KEYS);
  }
}
