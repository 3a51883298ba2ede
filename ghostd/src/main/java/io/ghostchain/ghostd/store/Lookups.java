package io.ghostchain.ghostd.store;

import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where transactions stand, and which blocks have events about whom: in memory for the newest
 * blocks, in sorted files for all others. Rebuilt from the chain's log where it is missing.
 *
 * <p>One thread adds blocks, one settles them, any number look up. A block is in a file before it
 * leaves memory, and a look-up sees memory first, so it misses none.
 */
final class Lookups implements AutoCloseable {
  /** Fewer entries than this wait for more, and their blocks are read again after a crash. */
  static final int ENTRIES_MIN = 4096;

  /** But not more blocks than this. */
  static final int BLOCKS_MAX = 4096;

  /** A run is made of more only if one block has more. */
  static final int ENTRIES_MAX = 1 << 19;

  private static final int REBUILD_BLOCKS = 1000;
  private static final Logger LOG = LoggerFactory.getLogger(Lookups.class);

  private final Disk disk;
  private final YoungLookups young = new YoungLookups();
  private final LookupRuns runs;
  private final RunWriter writer;

  private Lookups(Disk disk, LookupRuns runs, RunWriter writer) {
    this.disk = disk;
    this.runs = runs;
    this.writer = writer;
  }

  /** Opens the folder. */
  static Lookups open(Disk disk, Hash genesis) throws IOException {
    return new Lookups(disk, LookupRuns.open(disk, genesis), new RunWriter(disk, genesis));
  }

  /** Reads blocks of the chain by height. */
  interface Chain {
    Hash hash(long height) throws IOException;

    FinalBlock block(long height) throws IOException;
  }

  /**
   * Brings the runs up to a height, before anything is added.
   *
   * @throws CorruptStoreException if they are of another chain
   */
  void catchUp(Chain chain, long height) throws IOException {
    for (RunHeader header : runs.headers()) {
      if (header.to() <= height) {
        check(header, chain.hash(header.to()));
      }
    }
    long first = runs.reach() + 1;
    for (long next = first; next <= height; next++) {
      young.add(YoungLookups.Block.of(chain.block(next)));
      if (next == height || (next - first) % REBUILD_BLOCKS == REBUILD_BLOCKS - 1) {
        settle(next);
      }
    }
    if (first <= height) {
      LOG.info("rebuilt look-ups from={} to={}", first, height);
    }
  }

  /**
   * Adds the next block. One that is in a run already is only compared.
   *
   * @throws CorruptStoreException if that run is of another chain
   */
  void add(FinalBlock block) throws IOException {
    if (block.height() > runs.reach()) {
      young.add(YoungLookups.Block.of(block));
      return;
    }
    for (RunHeader header : runs.headers()) {
      if (header.to() == block.height()) {
        check(header, block.hash());
      }
    }
  }

  /**
   * Says where the chain ends, after all that was replayed is added.
   *
   * @throws CorruptStoreException if the runs reach further
   */
  void checkEnd(long height) throws CorruptStoreException {
    if (runs.reach() > height) {
      throw new CorruptStoreException(
          disk.path("")
              + ": the runs reach block "
              + runs.reach()
              + ", the chain's log ends at block "
              + height
              + LookupRuns.DELETABLE);
    }
  }

  Optional<TxLocation> transaction(Hash txId) throws IOException {
    TxLocation location = young.transaction(txId);
    return location != null ? Optional.of(location) : runs.transaction(txId);
  }

  /**
   * The lowest height from {@code from} to {@code to}, included, whose block has an event about one
   * of the subjects.
   */
  Optional<Long> nextEvent(Set<Hash> subjects, long from, long to) throws IOException {
    Optional<Long> newest = young.nextEvent(subjects, from, to);
    Optional<Long> lowest = runs.nextEvent(subjects, from, newest.orElse(to));
    return lowest.isPresent() ? lowest : newest;
  }

  /** Moves blocks up to a height into runs if they are worth one, and works on the merges. */
  void settle(long height) throws IOException {
    List<YoungLookups.Block> blocks = young.upTo(height, ENTRIES_MAX);
    while (blocks.size() >= BLOCKS_MAX
        || blocks.stream().mapToLong(YoungLookups.Block::entries).sum() >= ENTRIES_MIN) {
      settle(blocks);
      blocks = young.upTo(height, ENTRIES_MAX);
    }
    runs.merge();
  }

  /** Moves all blocks up to a height into runs, so that none is read again. */
  void settleAll(long height) throws IOException {
    List<YoungLookups.Block> blocks = young.upTo(height, ENTRIES_MAX);
    while (!blocks.isEmpty()) {
      settle(blocks);
      blocks = young.upTo(height, ENTRIES_MAX);
    }
  }

  @Override
  public void close() throws IOException {
    runs.close();
  }

  private void settle(List<YoungLookups.Block> blocks) throws IOException {
    runs.add(writer.write(blocks));
    young.forget(blocks);
  }

  private void check(RunHeader header, Hash expected) throws CorruptStoreException {
    if (!header.block().equals(expected)) {
      throw new CorruptStoreException(
          disk.path(Run.name(header))
              + ": block "
              + header.to()
              + " is "
              + expected
              + ", the run was made of a chain where it is "
              + header.block()
              + LookupRuns.DELETABLE);
    }
  }
}
