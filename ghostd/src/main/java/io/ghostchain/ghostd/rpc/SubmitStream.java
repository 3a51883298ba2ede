package io.ghostchain.ghostd.rpc;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.Refusal;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.SubmitSummary;
import io.ghostchain.ghostd.node.Intake;
import io.ghostchain.ghostd.node.Refused;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * Many transactions in one call: while the signatures of some are checked the next are read, and a
 * full stage holds the stream up. Used by one thread at a time, as gRPC calls it.
 */
final class SubmitStream implements StreamObserver<SubmitRequest> {
  private static final int WINDOW = 512;
  private static final int REFUSALS_MAX = 100;

  private final Intake intake;
  private final String peer;
  private final StreamObserver<SubmitSummary> answer;
  private final SubmitSummary.Builder summary = SubmitSummary.newBuilder();
  private final ArrayDeque<Entry> window = new ArrayDeque<>();
  private long index;
  private boolean ended;

  /** A transaction whose signatures are being checked. */
  private record Entry(long index, Intake.Admitted admitted) {}

  SubmitStream(Intake intake, String peer, StreamObserver<SubmitSummary> answer) {
    this.intake = intake;
    this.peer = peer;
    this.answer = answer;
  }

  @Override
  public void onNext(SubmitRequest request) {
    if (ended) {
      return;
    }
    long number = index++;
    var transaction = request.getTransaction();
    try {
      window.add(
          new Entry(
              number,
              intake.begin(
                  Requests.bytes(transaction.getBody()),
                  Requests.bytes(transaction.getWitness()),
                  peer,
                  Intake.Pressure.WAIT)));
      if (window.size() >= WINDOW) {
        finish(window.remove());
      }
    } catch (Refused refused) {
      refuse(number, ByteString.EMPTY, refused);
    } catch (IOException | InterruptedException | RuntimeException e) {
      fail(e);
    }
  }

  @Override
  public void onError(Throwable cancelled) {
    ended = true;
    drain();
  }

  @Override
  public void onCompleted() {
    if (ended) {
      return;
    }
    drain();
    if (!ended) {
      ended = true;
      answer.onNext(summary.build());
      answer.onCompleted();
    }
  }

  /** What was begun is added, also if the client is gone: it may have been told nothing. */
  private void drain() {
    while (!window.isEmpty()) {
      try {
        finish(window.remove());
      } catch (InterruptedException | RuntimeException e) {
        fail(e);
        return;
      }
    }
  }

  private void finish(Entry entry) throws InterruptedException {
    try {
      entry.admitted().finish();
      summary.setAccepted(summary.getAccepted() + 1);
    } catch (Refused refused) {
      refuse(entry.index(), Messages.bytes(entry.admitted().id()), refused);
    }
  }

  private void refuse(long number, ByteString txId, Refused refused) {
    summary.setRejected(summary.getRejected() + 1);
    if (summary.getRefusalsCount() < REFUSALS_MAX) {
      summary.addRefusals(
          Refusal.newBuilder()
              .setIndex(number)
              .setTxId(txId)
              .setReason(refused.reason().name())
              .setDetail(refused.detail()));
    }
  }

  private void fail(Exception cause) {
    if (!ended) {
      ended = true;
      answer.onError(Failures.of(cause, "SubmitStream"));
    }
  }
}
