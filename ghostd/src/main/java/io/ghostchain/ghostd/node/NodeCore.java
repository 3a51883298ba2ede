package io.ghostchain.ghostd.node;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.ghostd.consensus.ConsensusConfig;
import io.ghostchain.ghostd.consensus.EpochSchedule;
import io.ghostchain.ghostd.consensus.Orderer;
import io.ghostchain.ghostd.consensus.SoloOrderer;
import io.ghostchain.ghostd.consensus.ValidatorKey;
import io.ghostchain.ghostd.execution.BlockExecutor;
import io.ghostchain.ghostd.execution.Epochs;
import io.ghostchain.ghostd.execution.ParentBlock;
import io.ghostchain.ghostd.execution.Simulation;
import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.Chain;
import io.ghostchain.ghostd.ledger.ContractEngines;
import io.ghostchain.ghostd.ledger.GenesisState;
import io.ghostchain.ghostd.ledger.Validity;
import io.ghostchain.ghostd.mempool.Dropped;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.store.ChainStore;
import io.ghostchain.ghostd.store.FinalBlock;
import io.ghostchain.ghostd.store.GroupCommit;
import io.ghostchain.ghostd.store.StoreConfig;
import io.ghostchain.ghostd.verify.VerifyConfig;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.protocol.Roots;
import io.ghostchain.protocol.Rules;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.Verifier;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A running chain of one validator: the stages of the pipeline, wired, from intake to disk.
 *
 * <p>Opens with the state that the store recovered; closing lets the block in work become durable.
 */
public final class NodeCore implements AutoCloseable {
  /** Blocks that may be executed before they are durable, and the two that clients read of. */
  private static final int HEIGHTS_KEPT = 24;

  private static final int HEAP_SHARE_OF_BLOCKS = 8;

  private final Genesis genesis;
  private final Hash genesisHash;
  private final Clock clock;
  private final ChainStore store;
  private final ChainState state;
  private final TransactionPool pool;
  private final SignatureStage signatures;
  private final GroupCommit commit;
  private final Orderer orderer;
  private final Intake intake;
  private final ChainReader reader;
  private final Simulation simulation;
  private final ExecutorService executing;
  private final HeadSignal head;
  private final TransactionWatch watch = new TransactionWatch();

  /** The block before the newest durable one, whose transactions the newest proves. */
  private List<Hash> unproven = List.of();

  /** What the pipeline is configured by. */
  public record Settings(
      MempoolConfig mempool,
      VerifyConfig verify,
      LimitsConfig limits,
      ConsensusConfig consensus,
      ExecutionConfig execution,
      StoreConfig store) {}

  /**
   * Recovers the chain and starts every stage.
   *
   * @param store just opened; closed by its opener after this
   * @param key the one validator's; closed by its owner after this
   * @param failed told when a stage ends by a fault: the node must stop
   * @throws IOException if the store cannot be recovered
   * @throws DaemonException if the chain follows rules that this software does not know
   */
  public NodeCore(
      Genesis genesis,
      ChainStore store,
      Settings settings,
      ValidatorKey key,
      Verifier verifier,
      Clock clock,
      Consumer<Throwable> failed)
      throws IOException, DaemonException {
    this.genesis = genesis;
    this.genesisHash = genesis.hash();
    this.clock = clock;
    this.store = store;
    ChainStore.Recovered recovered = store.recover(GenesisState.of(genesis), HEIGHTS_KEPT);
    state = recovered.state();
    var validity = new Validity(Chain.of(genesis), ContractEngines.NONE);
    int parts = settings.execution().threadCount();
    executing = executing(parts);
    var executor = new BlockExecutor(Chain.of(genesis), ContractEngines.NONE, executing, parts);
    var epochs =
        new Epochs(
            genesis.parameters().epochBlocks(), genesis.validatorSet(), genesis.validatorSet());
    long height = store.head().height();
    FinalBlock newest = height == 0 ? null : store.block(height).orElseThrow();
    Rules rules = newest == null ? Rules.V1 : rules(newest.header().version());
    ParentBlock parent =
        newest == null
            ? ParentBlock.of(genesis, state.tip().root())
            : parent(newest, state.tip().root(), recovered.history().root());
    BlockTerms next = BlockProducer.nextTerms(rules, epochs, state, parent);
    pool = new TransactionPool(settings.mempool(), validity, state, next);
    simulation = new Simulation(validity, executor);
    reader = new ChainReader(store, state, pool);
    head = new HeadSignal(height);
    signatures = new SignatureStage(settings.verify(), verifier, failed);
    commit =
        new GroupCommit(
            store,
            settings.store(),
            Runtime.getRuntime().maxMemory() / HEAP_SHARE_OF_BLOCKS,
            this::onDurable,
            failed);
    var producer =
        new BlockProducer(
            validity,
            executor,
            rules,
            epochs,
            state,
            pool,
            commit,
            clock,
            this::onDropped,
            parent,
            recovered.history(),
            newest != null && !newest.txIds().isEmpty());
    orderer =
        new SoloOrderer(
            new SoloOrderer.Chain(
                genesis.chainId(),
                genesisHash,
                new EpochSchedule(genesis.parameters().epochBlocks()),
                Duration.ofMillis(genesis.parameters().heartbeatMillis())),
            settings.consensus(),
            genesis.validatorSet(),
            key,
            SoloOrderer.Parent.of(newest == null ? null : newest.header()),
            producer,
            failed);
    intake =
        new Intake(
            validity,
            state,
            store,
            pool,
            signatures,
            clock,
            settings.limits(),
            orderer::wake,
            this::onDropped);
  }

  /** What the chain starts from. */
  public Genesis genesis() {
    return genesis;
  }

  /** The hash that names the chain. */
  public Hash genesisHash() {
    return genesisHash;
  }

  /** Where transactions come in. */
  public Intake intake() {
    return intake;
  }

  /** What a block that is built now would be. */
  public BlockTerms nextTerms() {
    return pool.terms(clock.millis());
  }

  /** What waits. */
  public TransactionPool pool() {
    return pool;
  }

  /** Blocks on disk. */
  public ChainStore store() {
    return store;
  }

  /** What is durable and provable. */
  public ChainReader reader() {
    return reader;
  }

  /** Trying transactions without effect. */
  public Simulation simulation() {
    return simulation;
  }

  /** The newest state, which may be ahead of what is durable. */
  public ChainState state() {
    return state;
  }

  /** The newest durable height. */
  public HeadSignal head() {
    return head;
  }

  /** News of single transactions. */
  public TransactionWatch watch() {
    return watch;
  }

  /** Blocks on their way to the disk. */
  public int blocksInFlight() {
    return commit.waiting();
  }

  /** Stops taking transactions, orders no more, and returns when all blocks are durable. */
  @Override
  public void close() {
    signatures.close();
    orderer.close();
    executing.close();
    commit.close();
    head.close();
    watch.wakeAll();
  }

  /** Threads for parts of a block, of which the orderer's takes one; made when first needed. */
  private static ExecutorService executing(int parts) {
    return Executors.newFixedThreadPool(
        Math.max(1, parts - 1), Thread.ofPlatform().name("execute-", 0).factory());
  }

  /** On the committing thread. */
  private void onDurable(FinalBlock block) {
    pool.onDurable(block.txIds());
    head.publish(block.height());
    watch.wake(block.txIds());
    watch.wake(unproven);
    unproven = block.txIds();
  }

  private void onDropped(List<Dropped> dropped) {
    watch.wake(dropped.stream().map(Dropped::txId).toList());
  }

  /** A node that does not know a chain's rules stops before it signs anything. */
  private static Rules rules(int version) throws DaemonException {
    return Rules.ofVersion(version)
        .orElseThrow(() ->
            new DaemonException(
                ExitCode.CONFIG,
                "rules-unknown",
                "the chain follows the rules " + version + ", this ghostd knows up to 1",
                "run a newer ghostd"));
  }

  private static ParentBlock parent(FinalBlock block, Hash stateRoot, Hash historyRoot) {
    var header = block.header();
    return new ParentBlock(
        block.hash(),
        header.height(),
        header.time(),
        header.baseFee(),
        block.receipts().stream().mapToLong(Receipt::gasUsed).sum(),
        stateRoot,
        Roots.receipts(block.receipts()),
        historyRoot);
  }
}
