package io.ghostchain.walletd.history;

import io.ghostchain.walletd.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The history's tables in one RocksDB, sized for a daemon that idles in 80 MB. Writes are on the
 * disk when they return.
 */
final class Tables implements AutoCloseable {
  /** A table; its name is on the disk. */
  enum Table {
    /** One value a name: chain, cursor, version. */
    META,
    /** A TransactionRecord by account and transaction. */
    RECORDS,
    /** Nothing, by account, time and transaction. */
    TIMES,
    /** Nothing, by transaction and account. */
    TOUCHES,
    /** A signed transaction by its id. */
    PENDING,
    /** Digest and transaction id by a client's key. */
    REQUESTS,
    /** Nothing, by an account whose events the cursor covers. */
    FOLLOWED
  }

  static {
    RocksDB.loadLibrary();
  }

  private final List<AutoCloseable> resources;
  private final RocksDB db;
  private final WriteOptions durable;
  private final Map<Table, ColumnFamilyHandle> handles;

  /**
   * Held for reading by whoever is inside the database, for writing to close it: a native library
   * that is used after it was freed takes the process with it.
   */
  private final ReentrantReadWriteLock inside = new ReentrantReadWriteLock();

  // Guarded by inside.
  private boolean closed;

  private Tables(
      List<AutoCloseable> resources,
      RocksDB db,
      WriteOptions durable,
      Map<Table, ColumnFamilyHandle> handles) {
    this.resources = resources;
    this.db = db;
    this.durable = durable;
    this.handles = handles;
  }

  /**
   * Opens the folder's database, or makes one.
   *
   * @throws IOException if it cannot be opened: it is damaged, or another walletd has it open
   */
  static Tables open(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<AutoCloseable> resources = new ArrayList<>();
    Cache cache = new LRUCache(4 << 20);
    resources.add(cache);
    ColumnFamilyOptions options =
        new ColumnFamilyOptions()
            .setWriteBufferSize(1 << 20)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache));
    resources.add(options);
    DBOptions dbOptions =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setMaxOpenFiles(64)
            .setMaxTotalWalSize(8 << 20)
            .setKeepLogFileNum(2)
            .setMaxLogFileSize(1 << 20);
    resources.add(dbOptions);
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options));
    for (Table table : Table.values()) {
      descriptors.add(
          new ColumnFamilyDescriptor(table.name().getBytes(StandardCharsets.US_ASCII), options));
    }
    List<ColumnFamilyHandle> opened = new ArrayList<>();
    RocksDB db;
    try {
      db = RocksDB.open(dbOptions, folder.toString(), descriptors, opened);
    } catch (RocksDBException e) {
      closeAll(resources);
      throw new IOException("cannot open the database in " + folder + ": " + e.getMessage(), e);
    }
    Map<Table, ColumnFamilyHandle> handles = new EnumMap<>(Table.class);
    // RocksDB opens them in the order of the descriptors, of which the first is its own default.
    var inOrder = opened.iterator();
    inOrder.next();
    for (Table table : Table.values()) {
      handles.put(table, inOrder.next());
    }
    WriteOptions durable = new WriteOptions().setSync(true);
    resources.add(durable);
    resources.add(db);
    resources.addAll(opened);
    return new Tables(resources, db, durable, handles);
  }

  byte @Nullable [] get(Table table, byte[] key) {
    try (var _ = enter()) {
      return db.get(handle(table), key);
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  /** Walks over a table; the iterator is the walk's to seek, and ends with it. */
  <T> T walk(Table table, Function<RocksIterator, T> walk) {
    try (var _ = enter();
        RocksIterator at = db.newIterator(handle(table))) {
      return walk.apply(at);
    }
  }

  /** Several changes that appear together. */
  Batch batch() {
    return new Batch();
  }

  /** Changes being collected; nothing happens before {@link #commit}. */
  final class Batch implements AutoCloseable {
    private final WriteBatch batch = new WriteBatch();

    Batch put(Table table, byte[] key, byte[] value) {
      try (var _ = enter()) {
        batch.put(handle(table), key, value);
        return this;
      } catch (RocksDBException e) {
        throw failed(e);
      }
    }

    Batch delete(Table table, byte[] key) {
      try (var _ = enter()) {
        batch.delete(handle(table), key);
        return this;
      } catch (RocksDBException e) {
        throw failed(e);
      }
    }

    void commit() {
      try (var _ = enter()) {
        db.write(durable, batch);
      } catch (RocksDBException e) {
        throw failed(e);
      }
    }

    @Override
    public void close() {
      batch.close();
    }
  }

  /** Waits for those inside; whoever comes later is refused. Idempotent. */
  @Override
  public void close() {
    inside.writeLock().lock();
    try {
      closed = true;
      closeAll(resources);
    } finally {
      inside.writeLock().unlock();
    }
  }

  /** Whoever is inside, until closed. */
  private interface Visit extends AutoCloseable {
    @Override
    void close();
  }

  private Visit enter() {
    inside.readLock().lock();
    if (closed) {
      inside.readLock().unlock();
      throw Refusal.stopping();
    }
    return inside.readLock()::unlock;
  }

  private ColumnFamilyHandle handle(Table table) {
    return Objects.requireNonNull(handles.get(table));
  }

  private static IllegalStateException failed(RocksDBException e) {
    return new IllegalStateException("the history's database failed: " + e.getMessage(), e);
  }

  /** In reverse: handles before the database, the database before its options. */
  private static void closeAll(List<AutoCloseable> resources) {
    for (AutoCloseable resource : resources.reversed()) {
      try {
        resource.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing the history's database failed", e);
      }
    }
    resources.clear();
  }
}
