package io.ghostchain.ghostd.execution;

import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.ghostd.ledger.Validity;
import io.ghostchain.ghostd.ledger.Verdict;
import io.ghostchain.protocol.Block;
import io.ghostchain.protocol.BlockWitnesses;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.Roots;
import io.ghostchain.protocol.Rules;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a proposed block against its executed parent (LEDGER.md, "Block validity"). Who may
 * propose in a view, the view itself and the reveal are consensus's to check. Safe for any thread.
 */
public final class BlockValidity {
  private final Validity validity;

  /** The rules for blocks of transactions by these rules. */
  public BlockValidity(Validity validity) {
    this.validity = validity;
  }

  /**
   * Checks a block with its witnesses on top of {@code parent}, after which the state is {@code
   * parentState}.
   */
  public BlockVerdict check(
      LedgerView parentState,
      ParentBlock parent,
      Epochs epochs,
      Block block,
      BlockWitnesses witnesses) {
    Header header = block.header();
    Optional<Rules> rules = Rules.ofVersion(header.version());
    if (rules.isEmpty()) {
      return invalid(BlockFault.of(BlockRule.VERSION, "a known version", header.version()));
    }
    Parameters parameters = parentState.parameters();
    BlockFault fault = headerFault(header, parent, epochs, parameters);
    if (fault != null) {
      return invalid(fault);
    }
    BlockTerms terms =
        new BlockTerms(
            rules.get(),
            header.height(),
            header.time(),
            header.baseFee(),
            BlockTerms.feeAccount(epochs.current().validators().get(header.proposer())));
    if (block.bodies().size() != witnesses.witnesses().size()) {
      return invalid(
          BlockFault.of(
              BlockRule.MALFORMED,
              block.bodies().size() + " witnesses",
              witnesses.witnesses().size()));
    }
    return transactions(parentState, terms, parameters, block, witnesses);
  }

  private BlockVerdict transactions(
      LedgerView parentState,
      BlockTerms terms,
      Parameters parameters,
      Block block,
      BlockWitnesses witnesses) {
    BlockTally tally = new BlockTally(parameters);
    List<ValidTransaction> valid = new ArrayList<>(block.bodies().size());
    for (int i = 0; i < block.bodies().size(); i++) {
      Bytes witness = witnesses.witnesses().get(i);
      Transaction transaction;
      try {
        transaction = Transaction.of(block.bodies().get(i), witness);
      } catch (DecodeException malformed) {
        return invalid(
            new BlockFault(
                BlockRule.MALFORMED, "transaction " + i + ": " + malformed.getMessage()));
      }
      switch (validity.check(parentState, terms, transaction)) {
        case Verdict.Accept<ValidTransaction>(ValidTransaction accepted) -> valid.add(accepted);
        case Verdict.Reject<ValidTransaction>(var reason, var detail) -> {
          return invalid(
              new BlockFault(
                  BlockRule.TRANSACTION, "transaction " + i + ": " + reason + ", " + detail));
        }
      }
      BlockFault fault = tally.add(valid.getLast());
      if (fault != null) {
        return invalid(new BlockFault(fault.rule(), "transaction " + i + ": " + fault.detail()));
      }
    }
    Header header = block.header();
    BlockFault fault =
        difference(
            BlockRule.TX_ROOT,
            Roots.transactions(valid.stream().map(ValidTransaction::id).toList()),
            header.txRoot());
    if (fault == null) {
      fault =
          difference(
              BlockRule.WITNESS_ROOT, Roots.witnesses(witnesses.witnesses()), header.witnessRoot());
    }
    return fault == null ? new BlockVerdict.Valid(terms, valid) : invalid(fault);
  }

  private @Nullable BlockFault headerFault(
      Header header, ParentBlock parent, Epochs epochs, Parameters parameters) {
    long height = parent.height() + 1;
    if (header.time() <= parent.time()) {
      return BlockFault.of(BlockRule.TIME, "a time above " + parent.time(), header.time());
    }
    int validators = epochs.current().validators().size();
    if (header.proposer() >= validators) {
      return BlockFault.of(
          BlockRule.PROPOSER, "an index into " + validators + " validators", header.proposer());
    }
    record Field(BlockRule rule, @Nullable Object expected, @Nullable Object got) {}
    List<Field> fields =
        List.of(
            new Field(BlockRule.CHAIN, validity.chain().chainId(), header.chainId()),
            new Field(BlockRule.HEIGHT, height, header.height()),
            new Field(BlockRule.PARENT, parent.hash(), header.parent()),
            new Field(BlockRule.EPOCH, epochs.epochOf(height), header.epoch()),
            new Field(BlockRule.STATE_ROOT, parent.stateRoot(), header.stateRoot()),
            new Field(BlockRule.RECEIPTS_ROOT, parent.receiptsRoot(), header.receiptsRoot()),
            new Field(BlockRule.GAS_USED, parent.gasUsed(), header.gasUsed()),
            new Field(BlockRule.BASE_FEE, parent.nextBaseFee(parameters), header.baseFee()),
            new Field(BlockRule.VALIDATORS, epochs.current().hash(), header.validatorsHash()),
            new Field(
                BlockRule.VALIDATORS,
                epochs.nextValidatorsHash(height),
                header.nextValidatorsHash()),
            new Field(BlockRule.HISTORY_ROOT, parent.historyRoot(), header.historyRoot()),
            new Field(BlockRule.EXTRA_ROOT, Hash.ZERO, header.extraRoot()));
    for (Field field : fields) {
      BlockFault fault = difference(field.rule, field.expected, field.got);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static @Nullable BlockFault difference(
      BlockRule rule, @Nullable Object expected, @Nullable Object got) {
    return Objects.equals(expected, got)
        ? null
        : BlockFault.of(rule, String.valueOf(expected), String.valueOf(got));
  }

  private static BlockVerdict invalid(BlockFault fault) {
    return new BlockVerdict.Invalid(fault);
  }
}
