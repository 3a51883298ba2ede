package io.ghostchain.walletd.payment;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.Cursor;
import io.ghostchain.api.node.v1.EventBatch;
import io.ghostchain.api.node.v1.GetTransactionRequest;
import io.ghostchain.api.node.v1.IndexedEvent;
import io.ghostchain.api.node.v1.StreamEventsRequest;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.api.node.v1.TransactionStatus.Stage;
import io.ghostchain.api.wallet.v1.Movement;
import io.ghostchain.api.wallet.v1.TransactionRecord;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.walletd.Changes;
import io.ghostchain.walletd.chain.NodeLink;
import io.ghostchain.walletd.chain.Reconnecting;
import io.ghostchain.walletd.history.History;
import io.ghostchain.walletd.history.History.Merge;
import io.ghostchain.walletd.history.History.Place;
import io.ghostchain.walletd.keys.Wallets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the chain's events of our accounts into the history, from where it stopped: what a block
 * brought and how far was read are stored in one write, so nothing is missed and nothing is there
 * twice. Reading a block again changes nothing.
 */
public final class EventFollower implements AutoCloseable {
  /** Most subjects of one stream; with more, all events are read and ours picked out here. */
  private static final int SUBJECTS = 1000;

  private static final Duration NO_ACCOUNTS_PAUSE = Duration.ofHours(1);

  private final NodeLink node;
  private final Wallets wallets;
  private final History history;
  private final Movements movements;
  private final Changes changes;
  private final Reconnecting stream;

  /** Starts to follow. */
  public EventFollower(
      NodeLink node, Wallets wallets, History history, Movements movements, Changes changes) {
    this.node = node;
    this.wallets = wallets;
    this.history = history;
    this.movements = movements;
    this.changes = changes;
    this.stream = new Reconnecting("events", this::follow);
  }

  /** After accounts came whose keys were made just now: their events are yet to come. */
  public void freshAccountsCame(List<AccountId> accounts) {
    history.startWithoutPast(accounts);
    stream.restart();
  }

  /** After accounts came that may have a past, which is then read. */
  public void accountsCame() {
    stream.restart();
  }

  @Override
  public void close() {
    stream.close();
  }

  private void follow(Runnable working) throws InterruptedException {
    // Before looking, so that an account that comes meanwhile ends the wait.
    long seen = changes.version();
    Map<ByteString, AccountId> ours = new HashMap<>();
    wallets.accounts().forEach(account -> ours.put(Wire.bytes(account.id()), account.id()));
    Optional<Cursor> after = history.follow(Set.copyOf(ours.values()));
    if (ours.isEmpty()) {
      changes.await(seen, NO_ACCOUNTS_PAUSE);
      return;
    }
    StreamEventsRequest.Builder request = StreamEventsRequest.newBuilder();
    after.ifPresentOrElse(request::setAfter, () -> request.setFromHeight(1));
    if (ours.size() <= SUBJECTS) {
      request.addAllSubjects(ours.keySet());
    }
    Iterator<EventBatch> batches = node.streams().streamEvents(request.build());
    while (batches.hasNext()) {
      store(batches.next(), ours);
      working.run();
    }
  }

  private void store(EventBatch batch, Map<ByteString, AccountId> ours) {
    Map<Place, List<Movement>> moved = new LinkedHashMap<>();
    for (IndexedEvent indexed : batch.getEventsList()) {
      for (ByteString named : Set.copyOf(Movements.accounts(indexed.getEvent()))) {
        AccountId account = ours.get(named);
        if (account != null) {
          Place place = new Place(account, Wire.hash("event", indexed.getTxId()));
          List<Movement> list = moved.computeIfAbsent(place, key -> new ArrayList<>());
          movements.ofEvent(indexed.getEvent(), account).ifPresent(list::add);
        }
      }
    }
    Map<Place, Merge> merges = new LinkedHashMap<>();
    moved.forEach((place, list) -> merges.put(place, merge(batch, place, list)));
    history.apply(merges, cursor(batch));
    if (!moved.isEmpty()) {
      changes.happened();
    }
  }

  private Merge merge(EventBatch batch, Place place, List<Movement> moved) {
    boolean sent =
        moved.stream()
            .anyMatch(movement -> movement.getDirection() != Movement.Direction.DIRECTION_IN);
    boolean surprising =
        history
            .record(place.account(), place.txId())
            .map(record -> record.getStatus().getStage() == Stage.STAGE_DROPPED)
            .orElse(sent);
    TransactionStatus status = surprising ? ask(batch, place) : seen(batch, place);
    return before -> {
      TransactionRecord.Builder after =
          before != null
              ? before.toBuilder()
              : TransactionRecord.newBuilder()
                  .setTxId(History.wire(place.txId()))
                  .setCreated(batch.getTime());
      // What was sent from here has a tracker, which brings the receipt too, unless it was given
      // up.
      if (before == null || before.getStatus().getStage() == Stage.STAGE_DROPPED) {
        after.setStatus(status).setFee(status.getReceipt().getFee());
      }
      return after.clearMovements().addAllMovements(moved).build();
    };
  }

  /** What the events alone say: it is in this block, and it succeeded, or there would be none. */
  private static TransactionStatus seen(EventBatch batch, Place place) {
    return Payments.status(place.txId(), Stage.STAGE_FINAL, "").toBuilder()
        .setHeight(batch.getHeight())
        .setTime(batch.getTime())
        .build();
  }

  /** For what was sent with the same keys from elsewhere: its receipt knows the fee. */
  private TransactionStatus ask(EventBatch batch, Place place) {
    TransactionStatus status =
        node.call(stub ->
            stub.getTransaction(
                GetTransactionRequest.newBuilder().setTxId(History.wire(place.txId())).build()));
    return isInBlock(status.getStage()) ? status : seen(batch, place);
  }

  private static boolean isInBlock(Stage stage) {
    return stage == Stage.STAGE_FINAL || stage == Stage.STAGE_PROVABLE;
  }

  private static Cursor cursor(EventBatch batch) {
    return batch.hasCursor()
        ? batch.getCursor()
        : Cursor.newBuilder().setHeight(batch.getHeight()).setEvent(Integer.MAX_VALUE).build();
  }
}
