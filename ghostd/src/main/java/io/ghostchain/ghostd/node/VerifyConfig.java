package io.ghostchain.ghostd.node;

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
        int remembered) {
  int threadCount() {
    return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }
}
