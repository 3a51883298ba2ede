package io.ghostchain.ghostd.consensus;

import io.ghostchain.protocol.Certificate;

/**
 * What an orderer orders for. All calls come from the orderer's one thread, and what a call throws
 * stops the node.
 */
public interface Application {
  /**
   * Whether a block should be proposed before the heartbeat: there is something to put in it, or to
   * prove by it.
   */
  boolean wantsBlock();

  /** How many transactions wait for a block. */
  int waiting();

  /**
   * Builds the block of a slot on top of the newest one, empty if there is nothing to put in it.
   */
  Candidate propose(Slot slot) throws InterruptedException;

  /** Takes a block that is certified: it is the next of the chain for ever. */
  void finalized(Candidate candidate, Certificate certificate) throws InterruptedException;
}
