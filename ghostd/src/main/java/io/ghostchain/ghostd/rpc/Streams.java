package io.ghostchain.ghostd.rpc;

import io.ghostchain.api.node.v1.BlockResponse;
import io.ghostchain.api.node.v1.Cursor;
import io.ghostchain.api.node.v1.EventBatch;
import io.ghostchain.api.node.v1.IndexedEvent;
import io.ghostchain.api.node.v1.StreamBlocksRequest;
import io.ghostchain.api.node.v1.StreamEventsRequest;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.ghostchain.ghostd.node.NodeCore;
import io.ghostchain.ghostd.node.TransactionWatch;
import io.ghostchain.ghostd.store.FinalBlock;
import io.ghostchain.ghostd.store.Subjects;
import io.ghostchain.protocol.Event;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.zcrypto.Hash;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Streams that follow the chain: first from disk, then as blocks become durable, by one loop that
 * does not know the difference, so nothing is left out or sent twice where one meets the other.
 *
 * <p>Each stream has a virtual thread of its own.
 */
final class Streams {
  private static final long WAIT_MILLIS = 1_000;
  private static final long IDLE_MILLIS = 10_000;
  private static final int SUBJECTS_MAX = 1000;

  /** How long a message waits for its client. */
  private static final Duration UNREAD = Duration.ofSeconds(30);

  private final NodeCore node;
  private final Peers peers;
  private volatile boolean draining;

  Streams(NodeCore node, Peers peers) {
    this.node = node;
    this.peers = peers;
  }

  /** Ends them all soon. */
  void drain() {
    draining = true;
  }

  void blocks(StreamBlocksRequest request, StreamObserver<BlockResponse> observer) {
    start(
        "stream-blocks",
        observer,
        out -> {
          long next = Math.max(1, request.getFromHeight());
          while (!out.isCancelled()) {
            requireRunning();
            if (!node.head().await(next, WAIT_MILLIS)) {
              continue;
            }
            FinalBlock block =
                request.getWithTransactions()
                    ? node.store().blockWithWitnesses(next).orElseThrow()
                    : node.store().block(next).orElseThrow();
            if (!out.send(Messages.block(block, request.getWithTransactions()))) {
              return;
            }
            next++;
          }
        });
  }

  void events(StreamEventsRequest request, StreamObserver<EventBatch> observer) {
    Requests.atMost("subjects", SUBJECTS_MAX, request.getSubjectsCount());
    Set<Hash> subjects = new LinkedHashSet<>();
    request.getSubjectsList().forEach(id -> subjects.add(Requests.hash(id, "subjects")));
    boolean resumes = request.hasAfter();
    Cursor after = request.getAfter();
    start(
        "stream-events",
        observer,
        out -> {
          long next = Math.max(1, resumes ? after.getHeight() : request.getFromHeight());
          long seen = resumes ? Integer.toUnsignedLong(after.getEvent()) : -1;
          long lastSent = System.nanoTime();
          while (!out.isCancelled()) {
            requireRunning();
            if (!node.head().await(next, WAIT_MILLIS)) {
              continue;
            }
            long head = node.head().height();
            long found = nextWithEvents(subjects, next, head);
            boolean idle = System.nanoTime() - lastSent > IDLE_MILLIS * 1_000_000;
            if (found > head && !idle) {
              next = head + 1;
              seen = -1;
              continue;
            }
            long height = Math.min(found, head);
            FinalBlock block = node.store().block(height).orElseThrow();
            EventBatch batch = batch(block, subjects, height == next ? seen : -1);
            if (batch.getEventsCount() > 0 || idle) {
              if (!out.send(batch)) {
                return;
              }
              lastSent = System.nanoTime();
            }
            next = height + 1;
            seen = -1;
          }
        });
  }

  void watch(Hash txId, StreamObserver<TransactionStatus> observer, StatusReader statuses) {
    start(
        "watch-transaction",
        observer,
        out -> {
          try (TransactionWatch.Watcher watcher = node.watch().watch(txId)) {
            TransactionStatus last = TransactionStatus.getDefaultInstance();
            while (!out.isCancelled()) {
              TransactionStatus now = statuses.read(txId);
              if (!now.equals(last)) {
                if (!out.send(now)) {
                  return;
                }
                last = now;
              }
              if (now.getStage() == TransactionStatus.Stage.STAGE_PROVABLE
                  || now.getStage() == TransactionStatus.Stage.STAGE_DROPPED) {
                return;
              }
              requireRunning();
              watcher.await(WAIT_MILLIS);
            }
          }
        });
  }

  /** Reads what became of a transaction. */
  interface StatusReader {
    TransactionStatus read(Hash txId) throws IOException;
  }

  /** What a stream does until it returns or throws. */
  private interface Body<M> {
    void run(Outbound<M> out) throws IOException, InterruptedException;
  }

  private <M> void start(String name, StreamObserver<M> observer, Body<M> body) {
    String peer = Peers.current();
    if (!peers.open(peer)) {
      throw Failures.of(RpcReason.TOO_MANY_STREAMS, name);
    }
    var out = new Outbound<>((ServerCallStreamObserver<M>) observer, UNREAD);
    Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            body.run(out);
            out.complete();
          } catch (IOException | InterruptedException | RuntimeException e) {
            out.fail(Failures.of(e, name));
          } finally {
            peers.close(peer);
          }
        });
  }

  private long nextWithEvents(Set<Hash> subjects, long from, long head) throws IOException {
    if (subjects.isEmpty()) {
      return from;
    }
    Optional<Long> found = node.store().nextEvent(subjects, from, head);
    return found.orElse(head + 1);
  }

  /** The events of a block with an index above {@code seen}. */
  private static EventBatch batch(FinalBlock block, Set<Hash> subjects, long seen) {
    var batch = EventBatch.newBuilder().setHeight(block.height()).setTime(block.header().time());
    int index = 0;
    for (Receipt receipt : block.receipts()) {
      for (Event event : receipt.events()) {
        if (index > seen && matches(event, subjects)) {
          batch.addEvents(
              IndexedEvent.newBuilder()
                  .setIndex(index)
                  .setTxId(Messages.bytes(receipt.txId()))
                  .setEvent(Messages.of(event)));
        }
        index++;
      }
    }
    // Past the last event of the block, whether it matched or not. Unsigned -1 for a block of none.
    int last = index == 0 ? -1 : index - 1;
    return batch.setCursor(Cursor.newBuilder().setHeight(block.height()).setEvent(last)).build();
  }

  private static boolean matches(Event event, Set<Hash> subjects) {
    return subjects.isEmpty() || Subjects.of(event).stream().anyMatch(subjects::contains);
  }

  private void requireRunning() {
    if (draining || node.head().isClosed()) {
      throw Failures.of(RpcReason.NOT_READY, "the node stops; resume with the last cursor");
    }
  }
}
