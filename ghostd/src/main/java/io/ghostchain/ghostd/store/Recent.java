package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.ghostd.store.Index.BlockEntry;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.zcrypto.Hash;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that are durable but not in the index yet. A reader looks here first and then in the
 * index, since a block is in the index before it leaves here.
 *
 * <p>Safe for use by several threads.
 */
final class Recent {
  private final ConcurrentSkipListMap<Long, Entry> blocks = new ConcurrentSkipListMap<>();
  private final Map<Hash, Long> heights = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  /** A block, where it stands, and roughly what it takes in memory. */
  record Entry(FinalBlock block, BlockEntry location, long bytes) {}

  void add(FinalBlock block, BlockEntry location) {
    long size = 4096;
    for (Bytes body : block.block().bodies()) {
      size += 512 + body.length();
    }
    for (StateDiff.Change change : block.diff().changes()) {
      size +=
          128
              + change.key().bytes().length()
              + (change.value() == null ? 0 : change.value().length());
    }
    for (Receipt receipt : block.receipts()) {
      size += 512L * receipt.events().size();
    }
    heights.put(block.hash(), block.height());
    bytes.addAndGet(size);
    blocks.put(block.height(), new Entry(block, location, size));
  }

  @Nullable Entry block(long height) {
    return blocks.get(height);
  }

  @Nullable Long height(Hash blockHash) {
    return heights.get(blockHash);
  }

  /** Keys with a prefix after {@code after} that some block here changed. */
  SortedSet<StateKey> stateKeys(Bytes prefix, @Nullable StateKey after) {
    TreeSet<StateKey> keys = new TreeSet<>();
    for (Entry entry : blocks.values()) {
      for (StateDiff.Change change : entry.block().diff().changes()) {
        StateKey key = change.key();
        if (Index.startsWith(key.bytes(), prefix) && (after == null || key.compareTo(after) > 0)) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  /** The blocks up to a height, ascending. */
  Collection<Entry> upTo(long height) {
    NavigableMap<Long, Entry> part = blocks.headMap(height, true);
    return part.values();
  }

  /** Forgets the blocks up to a height. */
  void forget(long height) {
    for (Entry entry : upTo(height)) {
      heights.remove(entry.block().hash());
      bytes.addAndGet(-entry.bytes());
    }
    blocks.headMap(height, true).clear();
  }

  int size() {
    return blocks.size();
  }

  /** Roughly what all of it takes in memory. */
  long bytes() {
    return bytes.get();
  }
}
