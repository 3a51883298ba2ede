package io.ghostchain.ghostd.mempool;

import io.ghostchain.protocol.Reason;
import java.util.List;

/** What became of a transaction that was offered to the mempool. */
public sealed interface Admission {
  /**
   * It waits for a block.
   *
   * @param dropped to make room for it, or replaced by it
   */
  record Added(List<Dropped> dropped) implements Admission {
    /** Copies the list. */
    public Added {
      dropped = List.copyOf(dropped);
    }
  }

  /**
   * It does not.
   *
   * @param reason the stable code
   * @param detail what was expected and what came, for a person
   * @param retryMillis when the same transaction may be taken, in milliseconds; 0 for never as it
   *     is
   */
  record Refused(Reason reason, String detail, long retryMillis) implements Admission {}
}
