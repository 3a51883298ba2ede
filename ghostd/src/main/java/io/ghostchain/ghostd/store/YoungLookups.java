package io.ghostchain.ghostd.store;

import io.ghostchain.protocol.Event;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the transactions and events of the newest blocks stand, which are in no run yet. Safe for
 * use by several threads.
 */
final class YoungLookups {
  private final ConcurrentSkipListMap<Long, Block> blocks = new ConcurrentSkipListMap<>();
  private final Map<Hash, TxLocation> transactions = new ConcurrentHashMap<>();

  /** What a block is found by: its transactions, and whom its events name, each once. */
  static final class Block {
    private final long height;
    private final Hash hash;
    private final List<Hash> txIds;
    private final byte[] ids;
    private final PackedHashes subjects;

    Block(long height, Hash hash, List<Hash> txIds, PackedHashes subjects) {
      this.height = height;
      this.hash = hash;
      this.txIds = txIds;
      this.subjects = subjects;
      this.ids = new byte[Math.multiplyExact(txIds.size(), Hash.BYTES)];
      for (int i = 0; i < txIds.size(); i++) {
        txIds.get(i).write(ids, i * Hash.BYTES);
      }
    }

    static Block of(FinalBlock block) {
      var subjects = new PackedHashes();
      for (Receipt receipt : block.receipts()) {
        for (Event event : receipt.events()) {
          Subjects.forEach(event, subjects::add);
        }
      }
      return new Block(block.height(), block.hash(), block.txIds(), subjects);
    }

    long height() {
      return height;
    }

    Hash hash() {
      return hash;
    }

    int transactions() {
      return txIds.size();
    }

    /** The ids of the transactions, one after the other. Nobody writes to it. */
    byte[] ids() {
      return ids;
    }

    PackedHashes subjects() {
      return subjects;
    }

    int entries() {
      return transactions() + subjects.count();
    }
  }

  void add(Block block) {
    for (int i = 0; i < block.transactions(); i++) {
      transactions.put(block.txIds.get(i), new TxLocation(block.height(), i));
    }
    blocks.put(block.height(), block);
  }

  @Nullable TxLocation transaction(Hash txId) {
    return transactions.get(txId);
  }

  /** The lowest height from {@code from} to {@code to} whose block names one of the subjects. */
  Optional<Long> nextEvent(Set<Hash> subjects, long from, long to) {
    if (from <= to) {
      for (Block block : blocks.subMap(from, true, to, true).values()) {
        if (subjects.stream().anyMatch(block.subjects()::contains)) {
          return Optional.of(block.height());
        }
      }
    }
    return Optional.empty();
  }

  /** The lowest blocks up to a height, as many as have that many entries, but one at least. */
  List<Block> upTo(long height, int entriesMax) {
    List<Block> lowest = new ArrayList<>();
    long entries = 0;
    for (Block block : blocks.headMap(height, true).values()) {
      entries += block.entries();
      if (entries > entriesMax && !lowest.isEmpty()) {
        break;
      }
      lowest.add(block);
    }
    return lowest;
  }

  /** Forgets what is in a run now. */
  void forget(List<Block> settled) {
    for (Block block : settled) {
      block.txIds.forEach(transactions::remove);
      blocks.remove(block.height());
    }
  }
}
