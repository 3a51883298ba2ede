package io.ghostchain.ghostd.execution;

import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import java.util.List;

/** Whether a proposed block keeps every rule but those of its signatures. */
public sealed interface BlockVerdict {
  /** It does; the signatures of its transactions are still to be verified. */
  record Valid(BlockTerms terms, List<ValidTransaction> transactions) implements BlockVerdict {
    /** Copies the list. */
    public Valid {
      transactions = List.copyOf(transactions);
    }
  }

  /** It does not. */
  record Invalid(BlockFault fault) implements BlockVerdict {}
}
