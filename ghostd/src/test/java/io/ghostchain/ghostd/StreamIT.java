package io.ghostchain.ghostd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.BlockResponse;
import io.ghostchain.api.node.v1.Cursor;
import io.ghostchain.api.node.v1.EventBatch;
import io.ghostchain.api.node.v1.GetReceiptsRequest;
import io.ghostchain.api.node.v1.GetStatusRequest;
import io.ghostchain.api.node.v1.IndexedEvent;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.StreamBlocksRequest;
import io.ghostchain.api.node.v1.StreamEventsRequest;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.SubmitSummary;
import io.ghostchain.api.node.v1.TransactionStatus;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamIT {
  private static final int PAYMENTS = 60;

  @TempDir Path folder;

  @Test
  void blocksComeWithoutGapsOrRepeatsFromDiskAndThenLive() throws Exception {
    long height;
    try (TestNode test = TestNode.start(folder)) {
      height = pay(test, new Payments(test.genesis()), PAYMENTS);
    }
    try (TestNode test = TestNode.start(folder)) {
      List<Long> heights = new ArrayList<>();
      try (var reading = Context.current().withCancellation()) {
        Iterator<BlockResponse> blocks =
            reading
                .wrap(() ->
                    test.stub()
                        .streamBlocks(StreamBlocksRequest.newBuilder().setFromHeight(1).build()))
                .call();
        while (heights.size() < height + 3) {
          BlockResponse block = blocks.next();
          heights.add(block.getHeader().getHeight());
        }
      }
      for (int i = 0; i < heights.size(); i++) {
        assertEquals(i + 1L, heights.get(i));
      }
    }
  }

  @Test
  void eventsResumeFromAnyCursorAcrossARestart() throws Exception {
    List<String> expected = new ArrayList<>();
    List<String> got = new ArrayList<>();
    long sequence;
    Cursor cursor = null;
    var random = new Random(5);
    try (TestNode test = TestNode.start(folder)) {
      Payments payments = new Payments(test.genesis());
      pay(test, payments, PAYMENTS);
      sequence = payments.sequence();
      // Not more than there are: one payment in three is to the subject, and the stream would wait.
      cursor = read(test, cursor, got, 1 + random.nextInt(PAYMENTS / 6));
      cursor = read(test, cursor, got, 1 + random.nextInt(PAYMENTS / 8));
    }
    try (TestNode test = TestNode.start(folder)) {
      pay(test, new Payments(test.genesis(), sequence), PAYMENTS);
      long height = test.stub().getStatus(GetStatusRequest.getDefaultInstance()).getHeight();
      for (long h = 1; h <= height; h++) {
        collect(test, h, expected);
      }
      while (got.size() < expected.size()) {
        cursor = read(test, cursor, got, 1 + random.nextInt(20));
      }
    }
    assertTrue(expected.size() >= 2 * PAYMENTS / 3, "events: " + expected.size());
    assertEquals(expected, got.subList(0, expected.size()));
  }

  @Test
  void aClientStreamIsAnsweredWithWhatWasTakenAndWhatWasNot() throws Exception {
    try (TestNode test = TestNode.start(folder)) {
      Payments payments = new Payments(test.genesis());
      ByteString first = test.stub().submit(payments.next(Payments.account(1), 1)).getTxId();
      test.await(first);
      var answer = new CompletableFuture<SubmitSummary>();
      StreamObserver<SubmitRequest> stream =
          NodeServiceGrpc.newStub(test.channel).submitStream(into(answer));
      for (int i = 0; i < 100; i++) {
        stream.onNext(
            i == 40
                ? Payments.request(new byte[] {1}, new byte[] {2})
                : payments.next(Payments.account(1), 1));
      }
      stream.onCompleted();
      SubmitSummary summary = answer.get(30, TimeUnit.SECONDS);
      assertEquals(99, summary.getAccepted());
      assertEquals(1, summary.getRejected());
      assertEquals(40, summary.getRefusals(0).getIndex());
      assertEquals("MALFORMED", summary.getRefusals(0).getReason());
    }
  }

  /** More need not come behind it. */
  @Test
  void aTransactionOfAStreamThatStaysOpenGoesOnByItself() throws Exception {
    try (TestNode test = TestNode.start(folder)) {
      Payments payments = new Payments(test.genesis());
      var answer = new CompletableFuture<SubmitSummary>();
      StreamObserver<SubmitRequest> stream =
          NodeServiceGrpc.newStub(test.channel).submitStream(into(answer));
      stream.onNext(payments.next(Payments.account(1), 1));
      int found = 0;
      try (var reading = Context.current().withCancellation()) {
        Iterator<BlockResponse> blocks =
            reading
                .wrap(() ->
                    test.stub()
                        .streamBlocks(StreamBlocksRequest.newBuilder().setFromHeight(1).build()))
                .call();
        while (found == 0) {
          found = blocks.next().getTransactionCount();
        }
      }
      assertFalse(answer.isDone());
      stream.onCompleted();
      assertEquals(1, answer.get(30, TimeUnit.SECONDS).getAccepted());
    }
  }

  private static StreamObserver<SubmitSummary> into(CompletableFuture<SubmitSummary> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(SubmitSummary summary) {
        answer.complete(summary);
      }

      @Override
      public void onError(Throwable failed) {
        answer.completeExceptionally(failed);
      }

      @Override
      public void onCompleted() {}
    };
  }

  private static long pay(TestNode test, Payments payments, int count) {
    ByteString last = ByteString.EMPTY;
    for (int i = 0; i < count; i++) {
      boolean reveals = payments.sequence() == 0;
      last = test.stub().submit(payments.next(Payments.account(i % 3), 1)).getTxId();
      if (reveals) {
        // What names the vault by its version has to wait for the block that reveals it.
        test.await(last);
      }
    }
    TransactionStatus status = test.await(last);
    assertEquals(TransactionStatus.Stage.STAGE_PROVABLE, status.getStage());
    return status.getHeight();
  }

  /** Reads at least so many events of account 1, then goes away, and answers the last cursor. */
  private static Cursor read(TestNode test, @Nullable Cursor after, List<String> into, int count)
      throws Exception {
    var request = StreamEventsRequest.newBuilder().addSubjects(subject());
    if (after != null) {
      request.setAfter(after);
    }
    Cursor cursor = after == null ? Cursor.getDefaultInstance() : after;
    int wanted = into.size() + count;
    try (var reading = Context.current().withCancellation()) {
      Iterator<EventBatch> batches =
          reading.wrap(() -> test.stub().streamEvents(request.build())).call();
      while (into.size() < wanted && batches.hasNext()) {
        EventBatch batch = batches.next();
        for (IndexedEvent event : batch.getEventsList()) {
          into.add(batch.getHeight() + "/" + event.getIndex());
        }
        cursor = batch.getCursor();
        if (batch.getEventsCount() == 0) {
          break;
        }
      }
    }
    return cursor;
  }

  private static void collect(TestNode test, long height, List<String> into) {
    int index = 0;
    var receipts =
        test.stub().getReceipts(GetReceiptsRequest.newBuilder().setHeight(height).build());
    for (var receipt : receipts.getReceiptsList()) {
      for (var event : receipt.getEventsList()) {
        if (event.getTransferred().getTo().equals(subject())) {
          into.add(height + "/" + index);
        }
        index++;
      }
    }
  }

  private static ByteString subject() {
    return ByteString.copyFrom(Payments.account(1).hash().bytes());
  }
}
