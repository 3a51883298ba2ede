package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.ghostd.store.Index.BlockEntry;
import io.ghostchain.ghostd.store.Index.Checkpoint;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.merkle.MerkleFrontier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One chain on disk: appended to in groups, checkpointed behind, and read by height, hash,
 * transaction and event.
 *
 * <p>Opening finds what survived; {@link #recover} brings the state to it. One thread appends, one
 * makes checkpoints, any number read.
 */
public final class ChainStore implements AutoCloseable {
  private static final int STATE_PIECE = 10_000;
  private static final int REPLAY_BLOCKS = 1000;
  private static final Logger LOG = LoggerFactory.getLogger(ChainStore.class);

  private final Path folder;
  private final Hash genesisHash;
  private final ChainLog log;
  private final Index index;
  private final Lookups lookups;
  private final @Nullable DoubleSignGuard guard;
  private final Recent recent = new Recent();

  private volatile Head head;
  private volatile long checkpointHeight;
  private volatile @Nullable BlockEntry witnessesKept;
  private volatile boolean witnessSyncDue;
  private StateDiff genesisState = StateDiff.EMPTY;

  /**
   * Over the hashes up to the checkpoint, the genesis hash first. Owned by who makes checkpoints.
   */
  private MerkleFrontier checkpointHistory = new MerkleFrontier();

  /** The newest durable block; height 0 and the genesis hash before the first. */
  public record Head(long height, Hash hash) {}

  private ChainStore(
      Path folder,
      Hash genesisHash,
      ChainLog log,
      Index index,
      Lookups lookups,
      @Nullable DoubleSignGuard guard) {
    this.folder = folder;
    this.genesisHash = genesisHash;
    this.log = log;
    this.index = index;
    this.lookups = lookups;
    this.guard = guard;
    this.head = new Head(0, genesisHash);
  }

  /**
   * What the newest block left behind.
   *
   * @param history over the hashes of all blocks, the genesis hash first
   */
  public record Recovered(ChainState state, MerkleFrontier history) {}

  /** Whether the chain is signed for here. */
  public enum Signing {
    /** Nothing is signed: the chain is only read or copied. */
    NONE,
    /** What is appended was signed here, and is remembered as such before anyone is told. */
    REMEMBERED
  }

  /**
   * Opens what is on disk.
   *
   * @throws CorruptStoreException naming file and offset
   */
  public static ChainStore open(
      DataDirectory directory, StoreConfig config, Hash genesisHash, Signing signing)
      throws IOException {
    Path folder = directory.folder();
    List<AutoCloseable> opened = new ArrayList<>();
    try {
      ChainLog log =
          ChainLog.open(
              FolderDisk.at(folder.resolve("chain")),
              FolderDisk.at(folder.resolve("witness")),
              config,
              genesisHash);
      opened.add(log);
      Index index = Index.open(folder.resolve("index"));
      opened.add(index);
      Lookups lookups = Lookups.open(FolderDisk.at(folder.resolve("lookup")), genesisHash);
      opened.add(lookups);
      DoubleSignGuard guard = signing == Signing.NONE ? null : DoubleSignGuard.open(folder);
      return new ChainStore(folder, genesisHash, log, index, lookups, guard);
    } catch (IOException | RuntimeException e) {
      closeAll(opened);
      throw e;
    }
  }

  /**
   * Says that the key has signed nothing after the newest block, whatever the folder remembers:
   * only a person can know that of a chain that was restored or imported. Before {@link #recover}.
   *
   * @throws IllegalStateException unless the store was opened to sign
   */
  public void resumeSigning() {
    if (guard == null) {
      throw new IllegalStateException("the store was not opened to sign");
    }
    guard.resume();
  }

  /**
   * The state after the newest block: loaded from the checkpoint, then changed by every block
   * behind it, each checked against the state root that the next header carries.
   *
   * @param genesisState what the chain starts from
   * @param heightsKept as {@link ChainState} takes it
   * @throws CorruptStoreException if blocks, checkpoint and headers do not fit together
   */
  public Recovered recover(StateDiff genesisState, int heightsKept) throws IOException {
    Optional<Checkpoint> checkpoint = index.checkpoint();
    BlockEntry from = null;
    long height = 0;
    if (checkpoint.isPresent()) {
      height = checkpoint.get().height();
      from = checkpointBlock(checkpoint.get());
    }
    var state = new ChainState(height, heightsKept);
    if (from == null) {
      this.genesisState = genesisState;
      state.load(genesisState);
      head = new Head(0, genesisHash);
      checkpointHistory.append(genesisHash.bytes());
    } else {
      checkpointHistory = checkpoint.orElseThrow().history();
      index.readState(STATE_PIECE, state::load);
      head = new Head(height, from.hash());
    }
    checkpointHeight = height;
    lookups.catchUp(new CheckpointedBlocks(index, log), height);
    MerkleFrontier history = MerkleFrontier.decode(checkpointHistory.encode());
    log.replay(
        from,
        (block, entry) -> {
          replay(state, block, entry);
          history.append(block.hash().bytes());
        });
    if (guard != null) {
      guard.check(head, log.tail(), this::block);
    }
    lookups.checkEnd(head.height());
    LOG.info(
        "recovered height={} hash={} checkpoint={} root={} keys={}",
        head.height(),
        head.hash(),
        height,
        state.tip().root(),
        state.size());
    return new Recovered(state, history);
  }

  /** The newest durable block. */
  public Head head() {
    return head;
  }

  /**
   * Appends blocks as one group and returns when they are durable: from then on they may be told.
   *
   * @throws IOException if the disk refused; the store then takes no more
   */
  public void append(List<FinalBlock> blocks) throws IOException {
    Head last = head;
    for (FinalBlock block : blocks) {
      if (block.height() != last.height() + 1 || !block.header().parent().equals(last.hash())) {
        throw new IllegalArgumentException(
            "expected a child of block " + last + ", got height " + block.height());
      }
      last = new Head(block.height(), block.hash());
    }
    BlockEntry keep = witnessesKept;
    if (keep != null) {
      witnessesKept = null;
      int dropped = log.dropWitnessesBefore(keep);
      if (dropped > 0) {
        LOG.info("pruned witness-segments={}", dropped);
      }
    }
    List<BlockEntry> entries = log.append(blocks);
    log.sync();
    if (witnessSyncDue) {
      // Seldom: a loss of power may take the newest witnesses, never what was told.
      witnessSyncDue = false;
      log.syncWitnesses();
    }
    if (guard != null) {
      guard.record(blocks.getLast());
    }
    for (int i = 0; i < blocks.size(); i++) {
      recent.add(withoutWitnesses(blocks.get(i)), entries.get(i));
      lookups.add(blocks.get(i));
    }
    head = last;
  }

  /**
   * Moves durable blocks into the index, all but the newest: its state has no header yet that would
   * prove the checkpoint when it is loaded.
   */
  public void checkpoint() throws IOException {
    long to = head.height() - 1;
    if (to <= checkpointHeight) {
      return;
    }
    witnessSyncDue = true;
    var changes = new StateChanges();
    try (Index.Batch batch = index.batch()) {
      Hash hash = genesisHash;
      for (Recent.Entry entry : recent.upTo(to)) {
        batch.add(entry.block().height(), entry.location());
        hash = entry.block().hash();
        checkpointHistory.append(hash.bytes());
        changes.add(entry.block().diff());
      }
      // The first checkpoint holds what the genesis set and no block has changed since.
      changes.addBefore(genesisState);
      changes.writeTo(batch);
      batch.commit(new Checkpoint(to, hash, checkpointHistory));
    }
    genesisState = StateDiff.EMPTY;
    checkpointHeight = to;
    recent.forget(to);
    lookups.settle(to);
  }

  /** Lets the witnesses of blocks below a height go, in whole segments. */
  public void pruneWitnesses(long below) throws IOException {
    if (below > 1) {
      index.block(below).ifPresent(entry -> witnessesKept = entry);
    }
  }

  /** Blocks that are not in a checkpoint yet. */
  public int uncheckpointedBlocks() {
    return recent.size();
  }

  /** Roughly the memory that blocks take which are not in a checkpoint yet. */
  public long uncheckpointedBytes() {
    return recent.bytes();
  }

  /** A block without its witnesses. */
  public Optional<FinalBlock> block(long height) throws IOException {
    Recent.Entry entry = recent.block(height);
    if (entry != null) {
      return Optional.of(entry.block());
    }
    Optional<BlockEntry> located = height > head.height() ? Optional.empty() : index.block(height);
    return located.isEmpty() ? Optional.empty() : Optional.of(log.read(located.get()));
  }

  /** A block with its witnesses, if they are still there. */
  public Optional<FinalBlock> blockWithWitnesses(long height) throws IOException {
    Optional<FinalBlock> found = block(height);
    if (found.isEmpty()) {
      return found;
    }
    FinalBlock block = found.get();
    Recent.Entry entry = recent.block(height);
    BlockEntry location = entry == null ? index.block(height).orElse(null) : entry.location();
    return Optional.of(
        new FinalBlock(
            block.hash(),
            block.block(),
            block.certificate(),
            block.txIds(),
            block.receipts(),
            block.diff(),
            location == null ? null : log.readWitnesses(location, block)));
  }

  /** The height of a block by its hash. */
  public Optional<Long> height(Hash blockHash) throws IOException {
    Long height = recent.height(blockHash);
    return height != null ? Optional.of(height) : index.height(blockHash);
  }

  /** Where a transaction stands. */
  public Optional<TxLocation> transaction(Hash txId) throws IOException {
    return lookups.transaction(txId);
  }

  /**
   * The lowest height from {@code from} to {@code to}, included, whose block has an event about one
   * of the subjects.
   */
  public Optional<Long> nextEvent(Set<Hash> subjects, long from, long to) throws IOException {
    return lookups.nextEvent(subjects, from, to);
  }

  /**
   * Keys of the state with a prefix, ascending, after {@code after}. Some may be gone in the newest
   * state; none that is there is left out.
   */
  public List<StateKey> stateKeys(Bytes prefix, @Nullable StateKey after, int most)
      throws IOException {
    SortedSet<StateKey> keys = recent.stateKeys(prefix, after);
    keys.addAll(index.stateKeys(prefix, after, most));
    return keys.stream().limit(most).toList();
  }

  /** Bytes of the logs on disk. */
  public long size() throws IOException {
    return log.size();
  }

  /** Makes a last checkpoint, if all went well so far, and closes the files. */
  @Override
  public void close() throws IOException {
    try (log;
        index;
        lookups;
        var alsoClosed = guard) {
      if (witnessSyncDue) {
        log.syncWitnesses();
      }
      checkpoint();
      lookups.settleAll(checkpointHeight);
    }
  }

  private void replay(ChainState state, FinalBlock block, BlockEntry entry) throws IOException {
    long height = block.height();
    if (height != head.height() + 1 || !block.header().parent().equals(head.hash())) {
      throw new CorruptStoreException(
          folder + ": expected a child of block " + head + ", got height " + height);
    }
    if (!block.header().stateRoot().equals(state.tip().root())) {
      throw new CorruptStoreException(
          folder
              + ": the state after block "
              + (height - 1)
              + " has root "
              + state.tip().root()
              + ", the header of block "
              + height
              + " says "
              + block.header().stateRoot()
              + (checkpointHeight == height - 1 ? Index.DELETABLE : ""));
    }
    state.apply(block.diff());
    recent.add(block, entry);
    lookups.add(block);
    head = new Head(height, block.hash());
    if (recent.size() >= REPLAY_BLOCKS) {
      checkpoint();
    }
  }

  private BlockEntry checkpointBlock(Checkpoint checkpoint) throws IOException {
    BlockEntry entry =
        index
            .block(checkpoint.height())
            .orElseThrow(() ->
                new CorruptStoreException(
                    folder + ": the index has no block at its checkpoint " + checkpoint));
    FinalBlock block;
    try {
      block = log.read(entry);
    } catch (IOException e) {
      throw new CorruptStoreException(
          folder
              + ": the chain's log has no block "
              + checkpoint.height()
              + ", up to which the index was made: "
              + e.getMessage());
    }
    if (!block.hash().equals(checkpoint.hash()) || block.height() != checkpoint.height()) {
      throw new CorruptStoreException(
          folder + ": index and log disagree about block " + checkpoint.height());
    }
    return entry;
  }

  private static FinalBlock withoutWitnesses(FinalBlock block) {
    return block.witnesses() == null
        ? block
        : new FinalBlock(
            block.hash(),
            block.block(),
            block.certificate(),
            block.txIds(),
            block.receipts(),
            block.diff(),
            null);
  }

  private static void closeAll(List<AutoCloseable> opened) {
    for (AutoCloseable resource : opened.reversed()) {
      try {
        resource.close();
      } catch (Exception e) {
        LOG.warn("closing failed: {}", e.toString());
      }
    }
  }
}
