package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.ProcessUse;
import io.ghostchain.benchmarks.Report;
import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.ghostd.GhostdConfig;
import io.ghostchain.ghostd.consensus.ValidatorKey;
import io.ghostchain.ghostd.execution.BlockBuilder;
import io.ghostchain.ghostd.execution.Epochs;
import io.ghostchain.ghostd.execution.ExecutedBlock;
import io.ghostchain.ghostd.execution.ParentBlock;
import io.ghostchain.ghostd.ledger.Chain;
import io.ghostchain.ghostd.ledger.ContractEngines;
import io.ghostchain.ghostd.ledger.Validity;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.ghostd.store.ChainStore;
import io.ghostchain.ghostd.store.DataDirectory;
import io.ghostchain.ghostd.store.FinalBlock;
import io.ghostchain.ghostd.store.GroupCommit;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Certificate;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.Rules;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.Vote;
import io.ghostchain.protocol.VoteKind;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.merkle.MerkleFrontier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * State updates alone: blocks without transactions whose diffs change accounts chosen at random,
 * each applied, rooted, signed for, written to the log, synced, and checkpointed behind as ghostd
 * does it.
 */
final class StateRow {
  private static final int UPDATES_A_BLOCK = 8_192;
  private static final int BLOCKS = 120;
  private static final int WARM_UP = 40;
  private static final int HEIGHTS_KEPT = 24;
  private static final int HEAP_SHARE_OF_BLOCKS = 8;

  private final Genesis genesis;
  private final ValidatorKey key;
  private final ChainState state;
  private final MerkleFrontier history;
  private final BlockBuilder builder;
  private final Epochs epochs;
  private ParentBlock parent;

  private StateRow(EngineChain chain, ChainStore.Recovered recovered) {
    genesis = chain.genesis();
    key = new ValidatorKey(chain.validator());
    state = recovered.state();
    history = recovered.history();
    builder = new BlockBuilder(new Validity(Chain.of(genesis), ContractEngines.NONE));
    epochs =
        new Epochs(
            genesis.parameters().epochBlocks(), genesis.validatorSet(), genesis.validatorSet());
    parent = ParentBlock.of(genesis, state.tip().root());
  }

  /** Measures over so many keys, in a folder that is empty. */
  static void run(int keys, Path folder, Report report)
      throws IOException, DaemonException, InterruptedException {
    EngineChain chain = EngineChain.of(1);
    GhostdConfig config = GhostdConfig.loader().defaults();
    var failure = new AtomicReference<@Nullable Throwable>();
    try (DataDirectory directory = DataDirectory.open(folder, chain.genesis().hash());
        ChainStore store =
            ChainStore.open(
                directory, config.store(), chain.genesis().hash(), ChainStore.Signing.NONE)) {
      var row = new StateRow(chain, store.recover(content(keys), HEIGHTS_KEPT));
      var random = new SplittableRandom(1);
      List<StateDiff> diffs =
          IntStream.range(0, BLOCKS).mapToObj(block -> diff(random, keys, block)).toList();
      long started = 0;
      long cpu = 0;
      GroupCommit commit =
          new GroupCommit(
              store,
              config.store(),
              Runtime.getRuntime().maxMemory() / HEAP_SHARE_OF_BLOCKS,
              block -> {},
              failure::set);
      try (commit) {
        for (int i = 0; i < BLOCKS; i++) {
          if (i == WARM_UP) {
            started = System.nanoTime();
            cpu = ProcessUse.cpuNanos();
          }
          commit.submit(row.next(diffs.get(i)));
        }
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      double cpuSeconds = (ProcessUse.cpuNanos() - cpu) / 1e9;
      if (failure.get() != null) {
        throw new IllegalStateException("the store failed", failure.get());
      }
      int updates = (BLOCKS - WARM_UP) * UPDATES_A_BLOCK;
      report.add(
          "engine.state.updates_per_s",
          updates / seconds,
          "1/s",
          "",
          String.format(
              Locale.ROOT,
              "%,d keys, %,d updates in blocks of %,d without transactions: values, tree, root, log,"
                  + " sync, checkpoints; %.2f CPU-us each",
              keys,
              updates,
              UPDATES_A_BLOCK,
              cpuSeconds * 1e6 / updates));
    }
  }

  private static StateDiff content(int keys) {
    return sorted(
        IntStream.range(0, keys).mapToObj(number -> change(number, Amount.of(1))).toList());
  }

  private static StateDiff diff(SplittableRandom random, int keys, int block) {
    TreeSet<Integer> numbers = new TreeSet<>();
    while (numbers.size() < Math.min(UPDATES_A_BLOCK, keys)) {
      numbers.add(random.nextInt(keys));
    }
    return sorted(numbers.stream().map(number -> change(number, Amount.of(2L + block))).toList());
  }

  private static StateDiff sorted(List<StateDiff.Change> changes) {
    List<StateDiff.Change> ascending = new ArrayList<>(changes);
    ascending.sort(Comparator.comparing(StateDiff.Change::key));
    return new StateDiff(ascending);
  }

  private static StateDiff.Change change(int number, Amount balance) {
    return new StateDiff.Change(
        StateKey.account(EngineChain.passive(number)),
        Bytes.of(AccountRecord.NEW.withFeeBalance(balance).encode()));
  }

  private FinalBlock next(StateDiff diff) {
    long height = parent.height() + 1;
    BlockBuilder.Built built =
        builder.build(
            parent,
            genesis.parameters(),
            Rules.V1,
            epochs,
            new BlockBuilder.Proposal(height, parent.time() + 1, 0, Hash.ZERO),
            List.of());
    Hash hash = built.block().header().hash();
    Certificate certificate = certificate(height, hash);
    Hash root = state.apply(diff);
    history.append(hash.bytes());
    parent =
        ParentBlock.of(
            built.block().header(),
            new ExecutedBlock(List.of(), diff, 0, Amount.ZERO, Amount.ZERO),
            root,
            history.root());
    return new FinalBlock(
        hash, built.block(), certificate, List.of(), List.of(), diff, built.witnesses());
  }

  private Certificate certificate(long height, Hash hash) {
    var vote =
        new Vote(genesis.chainId(), genesis.hash(), 0, height, VoteKind.FINALIZE, hash, height - 1);
    return new Certificate(
        0, height, height - 1, hash, Bytes.of((byte) 1), List.of(key.sign(vote)));
  }
}
