package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.Reason;

/**
 * Whether a transaction may be in a block on a given state.
 *
 * @param <T> what is known of one that may
 */
public sealed interface Verdict<T> {
  /** It may. */
  record Accept<T>(T valid) implements Verdict<T> {}

  /**
   * It may not.
   *
   * @param reason the stable code
   * @param detail what was expected and what came, for a person
   */
  record Reject<T>(Reason reason, String detail) implements Verdict<T> {}
}
