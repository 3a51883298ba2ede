package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.store.Index.BlockEntry;
import io.ghostchain.protocol.BlockWitnesses;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a chain in two segment logs: what must survive in one, witnesses in the other,
 * whose segments are dropped whole.
 *
 * <p>One thread appends; any number may read.
 */
final class ChainLog implements AutoCloseable {
  private static final int RECORDS_PER_BLOCK = 3;

  private final SegmentLog chain;
  private final SegmentLog witnesses;
  private final BlockRecords records;

  private ChainLog(SegmentLog chain, SegmentLog witnesses, Hash genesisHash) {
    this.chain = chain;
    this.witnesses = witnesses;
    this.records = new BlockRecords(genesisHash);
  }

  /** Takes blocks in order. */
  interface Visitor {
    void visit(FinalBlock block, BlockEntry entry) throws IOException;
  }

  static ChainLog open(Disk chainDisk, Disk witnessDisk, StoreConfig config, Hash genesisHash)
      throws IOException {
    long segmentBytes = config.segmentSize().bytes();
    SegmentLog chain =
        SegmentLog.open(chainDisk, "chain-", segmentBytes, config.verifyOnStart().bytes());
    try {
      return new ChainLog(
          chain, SegmentLog.open(witnessDisk, "witness-", segmentBytes, 0), genesisHash);
    } catch (IOException | RuntimeException e) {
      chain.close();
      throw e;
    }
  }

  /** Writes blocks as one group, to be synced. */
  List<BlockEntry> append(List<FinalBlock> blocks) throws IOException {
    List<SegmentLog.Entry> witnessGroup = new ArrayList<>(blocks.size());
    List<SegmentLog.Entry> chainGroup = new ArrayList<>(RECORDS_PER_BLOCK * blocks.size());
    for (FinalBlock block : blocks) {
      BlockWitnesses present =
          block.witnesses() == null ? new BlockWitnesses(List.of()) : block.witnesses();
      witnessGroup.add(BlockRecords.witnessRecord(block.height(), present));
      chainGroup.addAll(records.chainRecords(block));
    }
    List<Location> witnessLocations = witnesses.append(witnessGroup);
    List<Location> chainLocations = chain.append(chainGroup);
    List<BlockEntry> entries = new ArrayList<>(blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      entries.add(
          new BlockEntry(
              blocks.get(i).hash(),
              chainLocations.get(RECORDS_PER_BLOCK * i),
              witnessLocations.get(i)));
    }
    return entries;
  }

  /** Makes the chain survive a loss of power; the witnesses follow with {@link #syncWitnesses}. */
  void sync() throws IOException {
    chain.sync();
  }

  void syncWitnesses() throws IOException {
    witnesses.sync();
  }

  /** Reads a block without its witnesses. */
  FinalBlock read(BlockEntry entry) throws IOException {
    return read(entry.chain());
  }

  /** Reads a block's witnesses, null if they were pruned. */
  @Nullable BlockWitnesses readWitnesses(BlockEntry entry, FinalBlock block) throws IOException {
    if (!witnesses.holds(entry.witnesses())) {
      return null;
    }
    BlockWitnesses read = BlockRecords.witnesses(witnesses.read(entry.witnesses()).payload());
    return read.witnesses().size() == block.txIds().size() ? read : null;
  }

  /** Visits every block after the one of {@code after}, or all of them if it is null. */
  void replay(@Nullable BlockEntry after, Visitor visitor) throws IOException {
    Map<Long, Location> witnessesAt = witnessLocations(after);
    List<SegmentLog.Stored> parts = new ArrayList<>(RECORDS_PER_BLOCK);
    chain.scan(
        after == null ? null : after.chain(),
        record -> {
          if (record.kind() != BlockRecords.BLOCK + parts.size()) {
            throw new CorruptStoreException(
                "segment "
                    + record.location().segment()
                    + ": offset "
                    + record.location().offset()
                    + ": expected a record of kind "
                    + (BlockRecords.BLOCK + parts.size())
                    + ", got "
                    + record.kind());
          }
          parts.add(record);
          if (parts.size() == RECORDS_PER_BLOCK) {
            Location start = parts.getFirst().location();
            if (after == null || !start.equals(after.chain())) {
              FinalBlock block = decode(parts);
              Location witness = witnessesAt.getOrDefault(block.height(), new Location(-1, 0));
              visitor.visit(block, new BlockEntry(block.hash(), start, witness));
            }
            parts.clear();
          }
        });
    if (!parts.isEmpty()) {
      throw new CorruptStoreException("the chain's log ends within a block");
    }
  }

  /** What stands behind the newest whole group of blocks, to be cut off by the next append. */
  Optional<String> tail() {
    return chain.tail();
  }

  /** Drops the segments of witnesses that stand before a block's. */
  int dropWitnessesBefore(BlockEntry keep) throws IOException {
    return witnesses.holds(keep.witnesses()) ? witnesses.dropBefore(keep.witnesses()) : 0;
  }

  /** Bytes of both logs on disk. */
  long size() throws IOException {
    return chain.size() + witnesses.size();
  }

  @Override
  public void close() throws IOException {
    try (witnesses) {
      chain.close();
    }
  }

  private FinalBlock read(Location location) throws IOException {
    List<SegmentLog.Stored> parts = new ArrayList<>(RECORDS_PER_BLOCK);
    Location at = location;
    for (int i = 0; i < RECORDS_PER_BLOCK; i++) {
      SegmentLog.Stored record = chain.read(at);
      parts.add(record);
      at = new Location(at.segment(), at.offset() + Frame.BYTES + record.payload().length);
    }
    return decode(parts);
  }

  private FinalBlock decode(List<SegmentLog.Stored> parts) throws CorruptStoreException {
    return records.block(
        parts.get(0).payload(), parts.get(1).payload(), parts.get(2).payload(), null);
  }

  /** A height may stand twice if a loss of power took the block but not its witnesses. */
  private Map<Long, Location> witnessLocations(@Nullable BlockEntry after) throws IOException {
    Map<Long, Location> locations = new HashMap<>();
    Location from = after == null || !witnesses.holds(after.witnesses()) ? null : after.witnesses();
    witnesses.scan(
        from,
        record -> locations.put(BlockRecords.witnessHeight(record.payload()), record.location()));
    return locations;
  }
}
