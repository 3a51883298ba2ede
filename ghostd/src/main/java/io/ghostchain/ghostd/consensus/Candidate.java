package io.ghostchain.ghostd.consensus;

import io.ghostchain.protocol.Block;
import io.ghostchain.protocol.BlockWitnesses;
import io.ghostchain.protocol.Header;

/** A block that was proposed, with the witnesses that show it valid. */
public record Candidate(Block block, BlockWitnesses witnesses) {
  /** The block's header. */
  public Header header() {
    return block.header();
  }
}
