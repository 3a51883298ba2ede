package io.ghostchain.ghostd.node;

import io.ghostchain.ghostd.consensus.Application;
import io.ghostchain.ghostd.consensus.Candidate;
import io.ghostchain.ghostd.consensus.Slot;
import io.ghostchain.ghostd.execution.BlockBuilder;
import io.ghostchain.ghostd.execution.BlockExecutor;
import io.ghostchain.ghostd.execution.Epochs;
import io.ghostchain.ghostd.execution.ExecutedBlock;
import io.ghostchain.ghostd.execution.ParentBlock;
import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.Chain;
import io.ghostchain.ghostd.ledger.IdentifiedBody;
import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.ledger.ValidBody;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.ghostd.ledger.Validity;
import io.ghostchain.ghostd.mempool.Dropped;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.store.FinalBlock;
import io.ghostchain.ghostd.store.GroupCommit;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Certificate;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.Rules;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.merkle.MerkleFrontier;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds blocks from the pool, executes those that are final, and hands them to the disk.
 *
 * <p>Owned by the orderer's thread, which alone changes the state.
 */
final class BlockProducer implements Application {
  private final Rules rules;
  private final Epochs epochs;
  private final ChainState state;
  private final TransactionPool pool;
  private final BlockBuilder builder;
  private final BlockExecutor executor;
  private final Chain chain;
  private final GroupCommit commit;
  private final Clock clock;
  private final Consumer<List<Dropped>> dropped;
  private final MerkleFrontier history;

  private ParentBlock parent;

  /** What is in the newest block can only be proven once there is another. */
  private boolean proofDue;

  /** The bodies of the block in work: our own need not be decoded and checked again. */
  private List<ValidBody> proposed = List.of();

  private @Nullable Candidate own;

  /**
   * A producer.
   *
   * @param parent the newest block
   * @param history over all blocks so far
   * @param proofDue whether the newest block has transactions
   */
  BlockProducer(
      Validity validity,
      BlockExecutor executor,
      Rules rules,
      Epochs epochs,
      ChainState state,
      TransactionPool pool,
      GroupCommit commit,
      Clock clock,
      Consumer<List<Dropped>> dropped,
      ParentBlock parent,
      MerkleFrontier history,
      boolean proofDue) {
    this.rules = rules;
    this.epochs = epochs;
    this.state = state;
    this.pool = pool;
    this.builder = new BlockBuilder(validity);
    this.chain = validity.chain();
    this.executor = executor;
    this.commit = commit;
    this.clock = clock;
    this.dropped = dropped;
    this.parent = parent;
    this.history = history;
    this.proofDue = proofDue;
  }

  @Override
  public boolean wantsBlock() {
    return proofDue || pool.hasCandidates();
  }

  @Override
  public int waiting() {
    return pool.size();
  }

  @Override
  public Candidate propose(Slot slot) {
    BlockTerms terms = pool.terms(Math.max(clock.millis(), parent.time() + 1));
    List<ValidTransaction> chosen = pool.select(builder, terms);
    proposed = chosen.stream().map(ValidTransaction::terms).toList();
    BlockBuilder.Built built =
        builder.build(
            parent,
            new LedgerView(state.newest()).parameters(),
            rules,
            epochs,
            new BlockBuilder.Proposal(slot.view(), terms.time(), slot.proposer(), slot.randao()),
            chosen);
    own = new Candidate(built.block(), built.witnesses());
    return own;
  }

  @Override
  public void finalized(Candidate candidate, Certificate certificate) throws InterruptedException {
    Header header = candidate.header();
    BlockTerms terms =
        terms(rules, epochs, header.height(), header.time(), header.baseFee(), header.proposer());
    List<IdentifiedBody> bodies;
    ExecutedBlock executed;
    if (isOwn(candidate)) {
      bodies = proposed.stream().map(ValidBody::identified).toList();
      executed = executor.executeValid(state.newest(), terms, proposed);
    } else {
      bodies = decode(candidate);
      executed = executor.execute(state.newest(), terms, bodies);
    }
    Hash root = state.apply(executed.diff());
    Hash hash = header.hash();
    history.append(hash.bytes());
    parent = ParentBlock.of(header, executed, root, history.root());
    proofDue = !bodies.isEmpty();
    List<Dropped> gone =
        pool.onExecuted(bodies, header.time(), nextTerms(rules, epochs, state, parent));
    commit.submit(
        new FinalBlock(
            hash,
            candidate.block(),
            certificate,
            bodies.stream().map(IdentifiedBody::id).toList(),
            executed.receipts(),
            executed.diff(),
            candidate.witnesses()));
    if (!gone.isEmpty()) {
      dropped.accept(gone);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very one, whose bodies were kept
  private boolean isOwn(Candidate candidate) {
    return candidate == own;
  }

  private List<IdentifiedBody> decode(Candidate candidate) {
    List<IdentifiedBody> bodies = new ArrayList<>();
    for (Bytes body : candidate.block().bodies()) {
      try {
        bodies.add(IdentifiedBody.decode(body, chain));
      } catch (DecodeException e) {
        throw new IllegalStateException("a certified block holds a body that does not decode", e);
      }
    }
    return bodies;
  }

  /** The terms of the block after {@code parent}; its time is the least it may be. */
  static BlockTerms nextTerms(Rules rules, Epochs epochs, ChainState state, ParentBlock parent) {
    var parameters = new LedgerView(state.newest()).parameters();
    return terms(
        rules, epochs, parent.height() + 1, parent.time() + 1, parent.nextBaseFee(parameters), 0);
  }

  private static BlockTerms terms(
      Rules rules, Epochs epochs, long height, long time, long baseFee, int proposer) {
    return new BlockTerms(
        rules,
        height,
        time,
        baseFee,
        BlockTerms.feeAccount(epochs.current().validators().get(proposer)));
  }
}
