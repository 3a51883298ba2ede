package io.ghostchain.ghostd.node;

import io.ghostchain.daemonkit.config.Setting;

/** How blocks are executed. */
public record ExecutionConfig(
    @Setting(
            value = "0",
            min = "0",
            max = "64",
            doc =
                "Threads that execute a large block, each the transactions of accounts that no other"
                    + " has; 0 takes half of the processors, at most 8. The result does not depend on"
                    + " it.")
        int threads) {
  private static final int THREADS_MAX = 8;

  /** How many threads that is on this machine. */
  public int threadCount() {
    return threads > 0
        ? threads
        : Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, THREADS_MAX);
  }
}
