package io.ghostchain.walletd.history;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.ghostchain.api.node.v1.Cursor;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletd.history.Tables.Batch;
import io.ghostchain.walletd.history.Tables.Table;
import io.ghostchain.zcrypto.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

/**
 * The daemon's memory. What a method wrote is on the disk when it returns.
 *
 * <p>Safe for use by several threads: changes exclude each other, reads do not wait.
 */
public final class History implements AutoCloseable {
  /** Most records of one page. */
  public static final int PAGE = 1000;

  private static final byte[] VERSION = key("version");
  private static final byte[] GENESIS = key("genesis");
  private static final byte[] CURSOR = key("cursor");
  private static final byte[] CHECKPOINT = key("checkpoint");
  private static final byte[] LAYOUT = {1};
  private static final byte[] NOTHING = {};

  /**
   * A page of an account's records, newest first.
   *
   * @param next what the next page comes after; empty at the end
   */
  public record Page(List<TransactionRecord> records, ByteString next) {}

  /** What a block's events make of an account's record of a transaction. */
  public interface Merge {
    /** The new record, from the present one if there is one. */
    TransactionRecord merge(@Nullable TransactionRecord before);
  }

  /** An account and a transaction that touched it. */
  public record Place(AccountId account, Hash txId) {}

  private final Tables tables;

  private History(Tables tables) {
    this.tables = tables;
  }

  /**
   * Opens the folder's history, or begins one.
   *
   * @throws IOException if it cannot be opened, or has a layout that this version does not know
   */
  public static History open(Path folder) throws IOException {
    Tables tables = Tables.open(folder);
    byte[] version = tables.get(Table.META, VERSION);
    if (version == null) {
      try (Batch batch = tables.batch()) {
        batch.put(Table.META, VERSION, LAYOUT).commit();
      }
    } else if (!Arrays.equals(version, LAYOUT)) {
      tables.close();
      throw new IOException(
          "the history in "
              + folder
              + " has layout "
              + version[0]
              + ", this version knows "
              + LAYOUT[0]);
    }
    return new History(tables);
  }

  /** The chain this history belongs to, once it does to one. */
  public Optional<Hash> genesisHash() {
    return Optional.ofNullable(tables.get(Table.META, GENESIS)).map(Hash::of);
  }

  /** Ties the history to a chain for good. */
  public synchronized void bind(Hash genesisHash) {
    try (Batch batch = tables.batch()) {
      batch.put(Table.META, GENESIS, genesisHash.bytes()).commit();
    }
  }

  /** The header that a light client starts from, if one was kept. */
  public Optional<byte[]> checkpoint() {
    return Optional.ofNullable(tables.get(Table.META, CHECKPOINT));
  }

  /** Keeps a header to start from. */
  public synchronized void keepCheckpoint(byte[] encodedHeader) {
    try (Batch batch = tables.batch()) {
      batch.put(Table.META, CHECKPOINT, encodedHeader).commit();
    }
  }

  /** How far the chain's events were read, if at all. */
  public Optional<Cursor> cursor() {
    byte[] stored = tables.get(Table.META, CURSOR);
    try {
      return stored == null ? Optional.empty() : Optional.of(Cursor.parseFrom(stored));
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("the history's cursor is damaged", damaged);
    }
  }

  /**
   * Before the events of these accounts are read: where to go on. Nothing if one of them is there
   * that was not followed up to now: the events are then read from the first on, since it may have
   * a past. That it is followed and that reading starts anew are stored in one write, so a crash
   * between an account's coming and its being followed leaves no gap.
   */
  public synchronized Optional<Cursor> follow(Set<AccountId> accounts) {
    Set<AccountId> before = tables.walk(Table.FOLLOWED, History::accounts);
    Set<AccountId> come = new HashSet<>(accounts);
    come.removeAll(before);
    Set<AccountId> gone = new HashSet<>(before);
    gone.removeAll(accounts);
    if (!come.isEmpty() || !gone.isEmpty()) {
      try (Batch batch = tables.batch()) {
        come.forEach(account -> batch.put(Table.FOLLOWED, account.hash().bytes(), NOTHING));
        gone.forEach(account -> batch.delete(Table.FOLLOWED, account.hash().bytes()));
        if (!come.isEmpty()) {
          batch.delete(Table.META, CURSOR);
        }
        batch.commit();
      }
    }
    return cursor();
  }

  /** Notes of accounts whose keys were made just now that they have no past to be read. */
  public synchronized void startWithoutPast(List<AccountId> accounts) {
    try (Batch batch = tables.batch()) {
      accounts.forEach(account -> batch.put(Table.FOLLOWED, account.hash().bytes(), NOTHING));
      batch.commit();
    }
  }

  /**
   * Stores what a block's events changed, together with how far they were read: after a crash
   * neither is there without the other.
   */
  public synchronized void apply(Map<Place, Merge> merges, Cursor cursor) {
    try (Batch batch = tables.batch()) {
      merges.forEach((place, merge) -> {
        TransactionRecord before = record(place.account(), place.txId()).orElse(null);
        put(batch, place, merge.merge(before), before == null);
      });
      batch.put(Table.META, CURSOR, cursor.toByteArray());
      batch.commit();
    }
  }

  /**
   * Stores a transaction before it is sent, with its record and the request that asked for it.
   *
   * @throws Refusal if the request's key came to stand for something else meanwhile
   */
  public synchronized void add(
      Pending pending, TransactionRecord record, String requestKey, Hash requestDigest) {
    repeated(requestKey, requestDigest)
        .filter(other -> !other.equals(pending.txId()))
        .ifPresent(other -> {
          throw reused(requestKey, other);
        });
    Place place = new Place(pending.transaction().body().sender(), pending.txId());
    try (Batch batch = tables.batch()) {
      // A transaction that was refused before and is sent once more keeps its place in time.
      TransactionRecord before = record(place.account(), place.txId()).orElse(null);
      put(
          batch,
          place,
          before == null ? record : record.toBuilder().setCreated(before.getCreated()).build(),
          before == null);
      batch.put(Table.PENDING, pending.txId().bytes(), pending.transaction().encode());
      if (!requestKey.isEmpty()) {
        byte[] value =
            ByteBuffer.allocate(64).put(requestDigest.bytes()).put(pending.txId().bytes()).array();
        batch.put(Table.REQUESTS, key(requestKey), value);
      }
      batch.commit();
    }
  }

  /**
   * What a request became that was made before.
   *
   * @throws Refusal if the same key asked for something else
   */
  public Optional<Hash> repeated(String requestKey, Hash digest) {
    byte[] stored = requestKey.isEmpty() ? null : tables.get(Table.REQUESTS, key(requestKey));
    if (stored == null) {
      return Optional.empty();
    }
    Request before = new Request(Hash.read(stored, 0), Hash.read(stored, Hash.BYTES));
    if (!before.digest().equals(digest)) {
      throw reused(requestKey, before.txId());
    }
    return Optional.of(before.txId());
  }

  private static Refusal reused(String requestKey, Hash txId) {
    return Refusal.exists(
            "IDEMPOTENCY_KEY_REUSED",
            "the idempotency key " + requestKey + " was used for another request")
        .with("tx_id", txId);
  }

  /** Everything on its way, in no order. */
  public List<Pending> pending() {
    return tables.walk(
        Table.PENDING,
        at -> {
          List<Pending> all = new ArrayList<>();
          for (at.seekToFirst(); at.isValid(); at.next()) {
            all.add(Pending.decode(at.key(), at.value()));
          }
          return all;
        });
  }

  /** Whether it is still on its way. */
  public boolean isPending(Hash txId) {
    return tables.get(Table.PENDING, txId.bytes()) != null;
  }

  /**
   * Notes a transaction's newest status for all accounts it touches; {@code done} ends its sending.
   */
  public synchronized void setStatus(Hash txId, TransactionStatus status, boolean done) {
    try (Batch batch = tables.batch()) {
      setStatus(batch, txId, status, done);
      batch.commit();
    }
  }

  /** Ends a transaction that the node refused to take, and frees the key of its request. */
  public synchronized void refuse(Hash txId, TransactionStatus status, String requestKey) {
    try (Batch batch = tables.batch()) {
      setStatus(batch, txId, status, true);
      if (!requestKey.isEmpty()) {
        batch.delete(Table.REQUESTS, key(requestKey));
      }
      batch.commit();
    }
  }

  private void setStatus(Batch batch, Hash txId, TransactionStatus status, boolean done) {
    for (AccountId account : touched(txId)) {
      TransactionRecord before = record(account, txId).orElseThrow();
      TransactionRecord.Builder after = before.toBuilder().setStatus(status);
      if (status.hasReceipt()) {
        after.setFee(status.getReceipt().getFee());
      }
      put(batch, new Place(account, txId), after.build(), false);
    }
    if (done) {
      batch.delete(Table.PENDING, txId.bytes());
    }
  }

  /**
   * A transaction's record from the point of view of its sender if that is ours, else of any of our
   * accounts.
   */
  public Optional<TransactionRecord> find(Hash txId) {
    List<AccountId> accounts = touched(txId);
    return accounts.stream()
        .map(account -> record(account, txId).orElseThrow())
        .max((one, other) -> Boolean.compare(!one.getFee().isEmpty(), !other.getFee().isEmpty()));
  }

  /** An account's record of a transaction. */
  public Optional<TransactionRecord> record(AccountId account, Hash txId) {
    byte[] stored = tables.get(Table.RECORDS, HistoryKeys.record(account, txId));
    try {
      return stored == null ? Optional.empty() : Optional.of(TransactionRecord.parseFrom(stored));
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("the history's record of " + txId + " is damaged", damaged);
    }
  }

  /**
   * A page of an account's records, newest first.
   *
   * @param after what the page before ended with; empty for the first
   * @param limit 1 to {@value #PAGE}
   */
  public Page page(AccountId account, byte[] after, int limit) {
    if (after.length != 0 && after.length != 40) {
      throw Refusal.invalid(
          "BAD_CURSOR", "expected what the page before ended with, got " + after.length + " bytes");
    }
    return tables.walk(
        Table.TIMES,
        at -> {
          List<TransactionRecord> records = new ArrayList<>();
          ByteString last = ByteString.EMPTY;
          seekBack(at, account, after);
          while (at.isValid() && HistoryKeys.startsWith(at.key(), account.hash())) {
            if (records.size() == limit) {
              return new Page(records, last);
            }
            byte[] key = at.key();
            last = ByteString.copyFrom(key, Hash.BYTES, key.length - Hash.BYTES);
            records.add(
                record(account, HistoryKeys.hashAt(key, Hash.BYTES + Long.BYTES)).orElseThrow());
            at.prev();
          }
          return new Page(records, ByteString.EMPTY);
        });
  }

  /** Closes the database; what is asked of it afterwards is refused. */
  @Override
  public synchronized void close() {
    tables.close();
  }

  private static void seekBack(RocksIterator at, AccountId account, byte[] after) {
    if (after.length > 0) {
      byte[] key = ByteBuffer.allocate(72).put(account.hash().bytes()).put(after).array();
      at.seekForPrev(key);
      if (at.isValid() && Arrays.equals(at.key(), key)) {
        at.prev();
      }
      return;
    }
    byte[] end = new byte[72];
    Arrays.fill(end, (byte) 0xFF);
    account.hash().write(end, 0);
    at.seekForPrev(end);
  }

  private List<AccountId> touched(Hash txId) {
    return tables.walk(
        Table.TOUCHES,
        at -> {
          List<AccountId> accounts = new ArrayList<>();
          for (at.seek(txId.bytes());
              at.isValid() && HistoryKeys.startsWith(at.key(), txId);
              at.next()) {
            accounts.add(new AccountId(HistoryKeys.hashAt(at.key(), Hash.BYTES)));
          }
          return accounts;
        });
  }

  private static Set<AccountId> accounts(RocksIterator at) {
    Set<AccountId> accounts = new HashSet<>();
    for (at.seekToFirst(); at.isValid(); at.next()) {
      accounts.add(new AccountId(Hash.of(at.key())));
    }
    return accounts;
  }

  private static void put(Batch batch, Place place, TransactionRecord record, boolean isNew) {
    batch.put(
        Table.RECORDS, HistoryKeys.record(place.account(), place.txId()), record.toByteArray());
    if (isNew) {
      batch.put(
          Table.TIMES,
          HistoryKeys.time(place.account(), record.getCreated(), place.txId()),
          NOTHING);
      batch.put(Table.TOUCHES, HistoryKeys.touch(place.txId(), place.account()), NOTHING);
    }
  }

  /** Whether a stage is one after which nothing more is sent. */
  public static boolean isOver(Stage stage) {
    return stage == Stage.STAGE_PROVABLE || stage == Stage.STAGE_DROPPED;
  }

  /** The id as the wire carries it. */
  public static ByteString wire(Hash txId) {
    return ByteString.copyFrom(txId.bytes());
  }

  private static byte[] key(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
