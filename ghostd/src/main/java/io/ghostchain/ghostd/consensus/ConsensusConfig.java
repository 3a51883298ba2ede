package io.ghostchain.ghostd.consensus;

import io.ghostchain.daemonkit.config.Setting;
import java.time.Duration;

/** How blocks are made. */
public record ConsensusConfig(
    @Setting(
            value = "4ms",
            min = "0ms",
            max = "1s",
            doc =
                "Least time from one block to the next, in which transactions gather. A block after a"
                    + " longer pause is made at once.")
        Duration batchWindow,
    @Setting(
            value = "100ms",
            min = "0ms",
            max = "1s",
            doc =
                "Longest time that transactions gather for a block while more and more come: a tenth"
                    + " of a millisecond for each that the block before had. Many in one block cost"
                    + " less each.")
        Duration gatherMax,
    @Setting(
            value = "keys/validator.seed",
            doc =
                "File with the seed of the validator's key as 64 hexadecimal digits, mode 0600; taken"
                    + " from the data directory if relative.")
        String keyFile) {}
