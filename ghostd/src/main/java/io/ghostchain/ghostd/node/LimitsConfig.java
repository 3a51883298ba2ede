package io.ghostchain.ghostd.node;

import io.ghostchain.daemonkit.config.Setting;

/** What one peer may ask for. */
public record LimitsConfig(
    @Setting(
            value = "20000",
            min = "0",
            doc = "Transactions a second that one peer may submit; 0 for no limit.")
        long submitsPerSecond,
    @Setting(
            value = "2000",
            min = "0",
            doc =
                "Of these, transactions a second that reveal a key never seen before, which cost more"
                    + " to check; 0 for no limit.")
        long newKeysPerSecond,
    @Setting(
            value = "256",
            min = "1",
            max = "100000",
            doc = "Streams and watches that one peer may hold open.")
        int streamsPerPeer,
    @Setting(
            value = "4096",
            min = "1",
            max = "1000000",
            doc = "Streams and watches that all peers together may hold open.")
        int streams) {}
