package io.ghostchain.ghostd.store;

import io.ghostchain.daemonkit.config.ByteSize;
import io.ghostchain.daemonkit.config.Setting;
import java.time.Duration;

/** How the chain is kept on disk. */
public record StoreConfig(
    @Setting(
            value = "64 MiB",
            min = "1 MiB",
            max = "1 GiB",
            doc = "Size at which a segment file is finished and another begun.")
        ByteSize segmentSize,
    @Setting(
            value = "256 MiB",
            doc =
                "How much of the log is checked at start, from its end; the newest segment always is.")
        ByteSize verifyOnStart,
    @Setting(
            value = "1s",
            min = "10ms",
            max = "1h",
            doc = "Longest time between two checkpoints of the state into RocksDB.")
        Duration checkpointInterval,
    @Setting(
            value = "1000",
            min = "1",
            max = "100000",
            doc = "Blocks after which a checkpoint is made before its time.")
        int checkpointBlocks,
    @Setting(
            value = "0",
            min = "0",
            doc =
                "Blocks whose witnesses (signatures) are kept, rounded up to whole segments; 0 keeps"
                    + " all. A chain without them can be replayed, but not verified.")
        long witnessBlocks) {}
