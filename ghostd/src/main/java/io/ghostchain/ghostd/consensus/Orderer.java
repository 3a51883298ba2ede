package io.ghostchain.ghostd.consensus;

/**
 * Decides which blocks the chain has. Runs on a thread of its own from construction until closed.
 */
public interface Orderer extends AutoCloseable {
  /** Says that {@link Application#wantsBlock} may have become true. Any thread; returns at once. */
  void wake();

  /** Stops after the block in work; idempotent. */
  @Override
  void close();
}
