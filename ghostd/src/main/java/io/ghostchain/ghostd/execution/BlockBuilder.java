package io.ghostchain.ghostd.execution;

import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.ghostd.ledger.Validity;
import io.ghostchain.ghostd.ledger.Verdict;
import io.ghostchain.protocol.Block;
import io.ghostchain.protocol.BlockWitnesses;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.Roots;
import io.ghostchain.protocol.Rules;
import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts blocks together: chooses transactions, and writes the header over them. */
public final class BlockBuilder {
  private final Validity validity;

  /** A builder by these rules. */
  public BlockBuilder(Validity validity) {
    this.validity = validity;
  }

  /** Transactions in the order in which a proposer would like them, each lane's in sequence. */
  public interface Candidates {
    /** The next, null if there are no more. */
    @Nullable ValidTransaction next();

    /** Leaves out what comes after the last one in its lane: it did not fit. */
    void skipLane();
  }

  /** What consensus decides of a header. */
  public record Proposal(long view, long time, int proposer, Hash randao) {}

  /** A block with its witnesses, as it travels. */
  public record Built(Block block, BlockWitnesses witnesses) {}

  /**
   * Chooses transactions that are still valid on the parent's state and fit into one block.
   *
   * <p>Signatures were verified on admission and hold as long as the vault has the version that the
   * body names, which is checked here.
   */
  public List<ValidTransaction> select(LedgerView parent, BlockTerms block, Candidates candidates) {
    BlockTally tally = new BlockTally(parent.parameters());
    List<ValidTransaction> chosen = new ArrayList<>();
    for (ValidTransaction next = candidates.next(); next != null; next = candidates.next()) {
      switch (validity.recheck(parent, block, next)) {
        case Verdict.Accept<ValidTransaction>(ValidTransaction valid) -> {
          if (tally.add(valid) == null) {
            chosen.add(valid);
          } else {
            candidates.skipLane();
          }
        }
        case Verdict.Reject<ValidTransaction> _ -> candidates.skipLane();
      }
    }
    return chosen;
  }

  /** Writes the header over chosen transactions. */
  public Built build(
      ParentBlock parent,
      Parameters parameters,
      Rules rules,
      Epochs epochs,
      Proposal proposal,
      List<ValidTransaction> chosen) {
    long height = parent.height() + 1;
    List<Bytes> witnesses =
        chosen.stream().map(valid -> valid.transaction().witnessBytes()).toList();
    Header header =
        new Header(
            rules.version(),
            validity.chain().chainId(),
            epochs.epochOf(height),
            proposal.view(),
            height,
            proposal.time(),
            parent.hash(),
            proposal.proposer(),
            Roots.transactions(chosen.stream().map(ValidTransaction::id).toList()),
            Roots.witnessHashes(
                chosen.stream().map(valid -> valid.transaction().witnessHash()).toList()),
            parent.stateRoot(),
            parent.receiptsRoot(),
            parent.gasUsed(),
            parent.nextBaseFee(parameters),
            proposal.randao(),
            epochs.current().hash(),
            epochs.nextValidatorsHash(height),
            parent.historyRoot(),
            Hash.ZERO);
    List<Bytes> bodies = chosen.stream().map(valid -> valid.transaction().bodyBytes()).toList();
    return new Built(new Block(header, bodies), new BlockWitnesses(witnesses));
  }
}
