package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.load.Sender;
import io.ghostchain.ghostd.ledger.GenesisState;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.VaultRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The state of an {@link Opened} chain, put together instead of executed: what a load signed for a
 * node finds valid, without the node.
 */
final class BareState {
  private static final int PIECE = 50_000;
  private static final int HEIGHTS_KEPT = 2;
  private static final Amount FUNDS = Amount.parse("1000", 18);

  private final ChainState state = new ChainState(0, HEIGHTS_KEPT);
  private final List<StateDiff.Change> piece = new ArrayList<>(PIECE);

  private BareState() {}

  /** A state for a workload with so many fresh signers. */
  static ChainState of(Opened opened, int fresh) {
    var made = new BareState();
    made.state.load(GenesisState.of(opened.chain().genesis()));
    for (int i = 0; i < opened.accounts(); i++) {
      made.put(EngineChain.passive(i), AccountRecord.NEW.withFeeBalance(Amount.of(1)));
    }
    for (int i = 0; i < fresh; i++) {
      made.put(opened.fresh(i).account(), AccountRecord.NEW.withFeeBalance(FUNDS));
    }
    for (int i = 0; i < opened.workload().senders(); i++) {
      Sender sender = opened.sender(i);
      made.put(
          sender.account(),
          AccountRecord.NEW
              .withFeeBalance(FUNDS)
              .withVault(sender.vault().hash())
              .withSequence(opened.firstSequence(i)));
      made.put(StateKey.vault(sender.account()), new VaultRecord(1, sender.vault()).encode());
    }
    made.load();
    return made.state;
  }

  private void put(AccountId account, AccountRecord record) {
    put(StateKey.account(account), record.encode());
  }

  private void put(StateKey key, byte[] value) {
    piece.add(new StateDiff.Change(key, Bytes.of(value)));
    if (piece.size() == PIECE) {
      load();
    }
  }

  private void load() {
    piece.sort(Comparator.comparing(StateDiff.Change::key));
    state.load(new StateDiff(piece));
    piece.clear();
  }
}
