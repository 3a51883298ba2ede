package io.ghostchain.ghostd.node;

import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.state.StateNotKeptException;
import io.ghostchain.ghostd.store.ChainStore;
import io.ghostchain.ghostd.store.FinalBlock;
import io.ghostchain.ghostd.store.TxLocation;
import io.ghostchain.protocol.Reason;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.StateProof;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers from what is durable: what became of transactions, and the newest state that a
 * certificate proves. Safe for use by several threads.
 */
public final class ChainReader {
  private final ChainStore store;
  private final ChainState state;
  private final TransactionPool pool;

  ChainReader(ChainStore store, ChainState state, TransactionPool pool) {
    this.store = store;
    this.state = state;
    this.pool = pool;
  }

  /** What became of a transaction. */
  public sealed interface Status {
    /** Not known to this node. */
    record Unknown() implements Status {}

    /** Waits for a block. */
    record Pending() implements Status {}

    /** Left the pool without being in a block. */
    record Dropped(Reason reason) implements Status {}

    /** In a durable, certified block. */
    record Included(long height, int index, long time, Receipt receipt, boolean provable)
        implements Status {}
  }

  /**
   * A state that a certificate proves.
   *
   * @param height after whose block it is
   * @param certified the block after, whose header carries the root
   */
  public record Provable(long height, FinalBlock certified) {}

  /** What became of a transaction. */
  public Status status(Hash txId) throws IOException {
    boolean pending = pool.isPending(txId);
    Optional<TxLocation> location = store.transaction(txId);
    if (location.isPresent()) {
      long head = store.head().height();
      TxLocation at = location.get();
      // The location is known a moment before the head is moved.
      if (at.height() <= head) {
        FinalBlock block = store.block(at.height()).orElseThrow();
        return new Status.Included(
            at.height(),
            at.index(),
            block.header().time(),
            block.receipts().get(at.index()),
            at.height() < head);
      }
      return new Status.Pending();
    }
    if (pending) {
      return new Status.Pending();
    }
    Optional<Reason> reason = pool.droppedFor(txId);
    return reason.isPresent() ? new Status.Dropped(reason.get()) : new Status.Unknown();
  }

  /** The newest provable state, empty before the first block. */
  public Optional<Provable> newestProvable() throws IOException {
    long head = store.head().height();
    if (head == 0) {
      return Optional.empty();
    }
    return Optional.of(new Provable(head - 1, store.block(head).orElseThrow()));
  }

  /** Reads the state after a block. */
  public <T extends @Nullable Object> T read(long height, Function<LedgerView, T> reader)
      throws StateNotKeptException {
    return state.read(height, view -> reader.apply(new LedgerView(view)));
  }

  /** Proofs of keys against the state after a block. */
  public List<StateProof> prove(long height, List<StateKey> keys) throws StateNotKeptException {
    List<StateProof> proofs = new ArrayList<>(keys.size());
    for (StateKey key : keys) {
      proofs.add(state.prove(height, key));
    }
    return proofs;
  }
}
