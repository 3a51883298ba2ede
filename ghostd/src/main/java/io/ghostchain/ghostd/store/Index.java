package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.merkle.MerkleFrontier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * The state at a checkpoint, and where blocks stand. In RocksDB, and rebuilt from the chain's log
 * if it is deleted.
 *
 * <p>Everything up to a height is written at once, with the height, so a crash leaves an older
 * checkpoint and never half of one. Safe for use by several threads; one of them writes.
 */
final class Index implements AutoCloseable {
  /** What a message about damage ends with. */
  static final String DELETABLE =
      " (the folder 'index' can be deleted: it is rebuilt from the chain's log)";

  private static final byte[] HISTORY = "history".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CHECKPOINT = "checkpoint".getBytes(StandardCharsets.US_ASCII);
  private static final int BLOCK_VALUE_BYTES = Hash.BYTES + 4 * Long.BYTES;

  private final Path folder;
  private final RocksDB database;
  private final Map<Table, ColumnFamilyHandle> tables;
  private final List<AutoCloseable> owned;

  private Index(
      Path folder,
      RocksDB database,
      Map<Table, ColumnFamilyHandle> tables,
      List<AutoCloseable> owned) {
    this.folder = folder;
    this.database = database;
    this.tables = tables;
    this.owned = owned;
  }

  private enum Table {
    META("default"),
    STATE("state"),
    BLOCKS("blocks"),
    HASHES("hashes");

    private final String title;

    Table(String title) {
      this.title = title;
    }

    byte[] bytes() {
      return title.getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** Up to where everything is in the index: the block, and the tree over all hashes so far. */
  record Checkpoint(long height, Hash hash, MerkleFrontier history) {}

  /** Where a block and its witnesses stand. */
  record BlockEntry(Hash hash, Location chain, Location witnesses) {
    byte[] encode() {
      return ByteBuffer.allocate(BLOCK_VALUE_BYTES)
          .put(hash.bytes())
          .putLong(chain.segment())
          .putLong(chain.offset())
          .putLong(witnesses.segment())
          .putLong(witnesses.offset())
          .array();
    }

    static BlockEntry decode(byte[] value) throws CorruptStoreException {
      if (value.length != BLOCK_VALUE_BYTES) {
        throw new CorruptStoreException(
            "expected "
                + BLOCK_VALUE_BYTES
                + " bytes for a block in the index, got "
                + value.length);
      }
      ByteBuffer in = ByteBuffer.wrap(value, Hash.BYTES, 4 * Long.BYTES);
      return new BlockEntry(
          Hash.read(value, 0),
          new Location(in.getLong(), in.getLong()),
          new Location(in.getLong(), in.getLong()));
    }
  }

  /** Opens the index, and makes it if it is absent. */
  static Index open(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<AutoCloseable> owned = new ArrayList<>();
    try {
      return open(folder, owned);
    } catch (RocksDBException e) {
      closeAll(owned);
      String what = folder + ": RocksDB cannot open it: " + e.getMessage();
      throw isOfTheDisk(e.getStatus())
          ? new IOException(what, e)
          : new CorruptStoreException(what + DELETABLE);
    }
  }

  private static Index open(Path folder, List<AutoCloseable> owned) throws RocksDBException {
    RocksDB.loadLibrary();
    IndexMemory memory = IndexMemory.of(Runtime.getRuntime().maxMemory());
    Cache cache = own(owned, new LRUCache(memory.cacheBytes()));
    var buffers = own(owned, new WriteBufferManager(2 * memory.memtableBytes(), cache));
    var options =
        own(
            owned,
            new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWriteBufferManager(buffers)
                .setMaxTotalWalSize(4 * memory.memtableBytes())
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(1 << 20)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(256));
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    for (Table table : Table.values()) {
      var format =
          new BlockBasedTableConfig().setBlockCache(cache).setCacheIndexAndFilterBlocks(true);
      var tableOptions =
          own(owned, new ColumnFamilyOptions().setWriteBufferSize(memory.memtableBytes()));
      if (table == Table.STATE) {
        // Read in order alone, where no filter is asked; compressing it costs a quarter of writing.
        tableOptions.setCompressionType(CompressionType.NO_COMPRESSION);
      } else {
        format.setFilterPolicy(own(owned, new BloomFilter(10)));
      }
      tableOptions.setTableFormatConfig(format);
      descriptors.add(new ColumnFamilyDescriptor(table.bytes(), tableOptions));
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    RocksDB database = RocksDB.open(options, folder.toString(), descriptors, handles);
    Map<Table, ColumnFamilyHandle> tables = new EnumMap<>(Table.class);
    // RocksDB answers the handles in the order of the descriptors.
    var handle = handles.iterator();
    for (Table table : Table.values()) {
      tables.put(table, handle.next());
    }
    return new Index(folder, database, tables, owned);
  }

  /** The newest checkpoint, if there is one. */
  Optional<Checkpoint> checkpoint() throws IOException {
    byte[] value = get(Table.META, CHECKPOINT);
    byte[] history = get(Table.META, HISTORY);
    return value == null || history == null
        ? Optional.empty()
        : Optional.of(
            new Checkpoint(
                ByteBuffer.wrap(value).getLong(),
                Hash.read(value, Long.BYTES),
                MerkleFrontier.decode(history)));
  }

  Optional<BlockEntry> block(long height) throws IOException {
    byte[] value = get(Table.BLOCKS, key(height));
    return value == null ? Optional.empty() : Optional.of(BlockEntry.decode(value));
  }

  Optional<Long> height(Hash blockHash) throws IOException {
    return Optional.ofNullable(get(Table.HASHES, blockHash.bytes()))
        .map(value -> ByteBuffer.wrap(value).getLong());
  }

  /** The state's keys with a prefix as of the checkpoint, ascending, after {@code after}. */
  List<StateKey> stateKeys(Bytes prefix, @Nullable StateKey after, int most) throws IOException {
    List<StateKey> keys = new ArrayList<>();
    try (RocksIterator iterator = database.newIterator(table(Table.STATE))) {
      iterator.seek(after == null ? prefix.copy() : after.bytes().copy());
      for (; iterator.isValid() && keys.size() < most; iterator.next()) {
        Bytes bytes = Bytes.of(iterator.key());
        if (!startsWith(bytes, prefix)) {
          break;
        }
        StateKey key = new StateKey(bytes);
        if (after == null || key.compareTo(after) > 0) {
          keys.add(key);
        }
      }
      requireWhole(iterator);
    }
    return keys;
  }

  /** Gives the state as of the checkpoint, ascending, in pieces. */
  void readState(int changesMax, Consumer<StateDiff> target) throws IOException {
    try (var options = new ReadOptions().setFillCache(false);
        RocksIterator iterator = database.newIterator(table(Table.STATE), options)) {
      List<StateDiff.Change> piece = new ArrayList<>();
      for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
        piece.add(
            new StateDiff.Change(
                new StateKey(Bytes.of(iterator.key())), Bytes.of(iterator.value())));
        if (piece.size() == changesMax) {
          target.accept(new StateDiff(piece));
          piece = new ArrayList<>();
        }
      }
      requireWhole(iterator);
      if (!piece.isEmpty()) {
        target.accept(new StateDiff(piece));
      }
    }
  }

  /** Begins what is to be written at once. */
  Batch batch() {
    return new Batch();
  }

  /** Changes that become visible together. Owned by one thread. */
  final class Batch implements AutoCloseable {
    private final WriteBatch batch = new WriteBatch();

    /** Adds where a block stands. */
    void add(long height, BlockEntry entry) throws IOException {
      try {
        byte[] key = key(height);
        batch.put(table(Table.BLOCKS), key, entry.encode());
        batch.put(table(Table.HASHES), entry.hash().bytes(), key);
      } catch (RocksDBException e) {
        throw failed(e);
      }
    }

    /** Adds a change of the state; null deletes. */
    void state(StateKey key, @Nullable Bytes value) throws IOException {
      try {
        if (value == null) {
          batch.delete(table(Table.STATE), key.bytes().copy());
        } else {
          batch.put(table(Table.STATE), key.bytes().copy(), value.copy());
        }
      } catch (RocksDBException e) {
        throw failed(e);
      }
    }

    /** Writes all of it, with the height up to which the index then is complete. */
    void commit(Checkpoint checkpoint) throws IOException {
      byte[] value =
          ByteBuffer.allocate(Long.BYTES + Hash.BYTES)
              .putLong(checkpoint.height())
              .put(checkpoint.hash().bytes())
              .array();
      // Not synced: after a loss of power an older checkpoint is there, and the log has the rest.
      try (var options = new WriteOptions()) {
        batch.put(table(Table.META), CHECKPOINT, value);
        batch.put(table(Table.META), HISTORY, checkpoint.history().encode());
        database.write(options, batch);
      } catch (RocksDBException e) {
        throw failed(e);
      }
    }

    @Override
    public void close() {
      batch.close();
    }
  }

  @Override
  public void close() {
    tables.values().forEach(ColumnFamilyHandle::close);
    database.close();
    closeAll(owned);
  }

  private byte @Nullable [] get(Table table, byte[] key) throws IOException {
    try {
      return database.get(table(table), key);
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  @SuppressWarnings("NullAway") // The map has every constant.
  private ColumnFamilyHandle table(Table table) {
    return tables.get(table);
  }

  static boolean startsWith(Bytes bytes, Bytes prefix) {
    return bytes.length() >= prefix.length()
        && Bytes.of(bytes.copy(), 0, prefix.length()).equals(prefix);
  }

  private static byte[] key(long height) {
    return ByteBuffer.allocate(Long.BYTES).putLong(height).array();
  }

  /** An iterator that meets damage ends, as if nothing more were there. */
  private void requireWhole(RocksIterator iterator) throws IOException {
    try {
      iterator.status();
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  /**
   * The disk refused; a file that is missing is damage, and RocksDB has a code of its own for it.
   */
  private static boolean isOfTheDisk(@Nullable Status status) {
    return status != null
        && status.getCode() == Status.Code.IOError
        && (status.getSubCode() == Status.SubCode.None
            || status.getSubCode() == Status.SubCode.NoSpace);
  }

  private IOException failed(RocksDBException e) {
    Status status = e.getStatus();
    return status != null && status.getCode() == Status.Code.Corruption
        ? new CorruptStoreException(folder + ": " + e.getMessage() + DELETABLE)
        : new IOException(folder + ": " + e.getMessage(), e);
  }

  private static <T extends AutoCloseable> T own(List<AutoCloseable> owned, T resource) {
    owned.add(resource);
    return resource;
  }

  private static void closeAll(List<AutoCloseable> owned) {
    for (AutoCloseable resource : owned.reversed()) {
      try {
        resource.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing a native object does not fail", e);
      }
    }
  }
}
