package io.ghostchain.ghostd.rpc;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.Refusal;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.SubmitSummary;
import io.ghostchain.ghostd.node.Intake;
import io.ghostchain.ghostd.node.Refused;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Many transactions in one call: while the signatures of some are checked the next are read, and a
 * full stage holds the stream up. Each goes on as soon as its signatures are checked, whether or
 * not more come after it.
 *
 * <p>Read by one thread at a time, as gRPC calls it; finished, in order, by a thread of its own
 * from the first transaction on.
 */
final class SubmitStream implements StreamObserver<SubmitRequest> {
  private static final int WINDOW = 512;
  private static final int REFUSALS_MAX = 100;

  private final Intake intake;
  private final String peer;
  private final StreamObserver<SubmitSummary> answer;

  /** From the reading thread to the finishing one. */
  private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(WINDOW);

  private @Nullable Thread finisher;
  private long index;

  /** The call is answered or given up: nothing more is read. */
  private volatile boolean ended;

  /** Owned by the finishing thread. */
  private final SubmitSummary.Builder summary = SubmitSummary.newBuilder();

  /** What happened to a request, or to the stream. */
  private sealed interface Step {
    /** A transaction whose signatures are being checked. */
    record Begun(long index, Intake.Admitted admitted) implements Step {}

    /** One that was refused at once. */
    record Declined(long index, Refused refused) implements Step {}

    /** The stream cannot go on. */
    record Broken(Exception cause) implements Step {}

    /** There are no more. */
    record Completed() implements Step {}

    /** The client is gone. */
    record Cancelled() implements Step {}
  }

  SubmitStream(Intake intake, String peer, StreamObserver<SubmitSummary> answer) {
    this.intake = intake;
    this.peer = peer;
    this.answer = answer;
  }

  @Override
  public void onNext(SubmitRequest request) {
    if (!ended) {
      hand(begin(request, index++));
    }
  }

  @Override
  public void onError(Throwable cancelled) {
    ended = true;
    if (finisher != null) {
      hand(new Step.Cancelled());
    }
  }

  @Override
  public void onCompleted() {
    if (!ended) {
      hand(new Step.Completed());
    }
  }

  private Step begin(SubmitRequest request, long number) {
    var transaction = request.getTransaction();
    try {
      return new Step.Begun(
          number,
          intake.begin(
              Requests.bytes(transaction.getBody()),
              Requests.bytes(transaction.getWitness()),
              peer,
              Intake.Pressure.WAIT));
    } catch (Refused refused) {
      return new Step.Declined(number, refused);
    } catch (IOException | InterruptedException | RuntimeException e) {
      return new Step.Broken(e);
    }
  }

  /** Waits while the window is full. */
  private void hand(Step step) {
    Thread running = finisher;
    if (running == null) {
      running = Thread.ofVirtual().name("submit-stream").start(this::finishAll);
      finisher = running;
    }
    try {
      while (!steps.offer(step, 1, TimeUnit.SECONDS)) {
        if (!running.isAlive()) {
          return;
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      ended = true;
      running.interrupt();
    }
  }

  /** What was begun is added, also if the client is gone: it may have been told nothing. */
  private void finishAll() {
    try {
      while (true) {
        switch (steps.take()) {
          case Step.Begun begun -> finish(begun);
          case Step.Declined(long number, Refused refused) ->
              refuse(number, ByteString.EMPTY, refused);
          case Step.Broken(Exception cause) -> {
            fail(cause);
            return;
          }
          case Step.Completed() -> {
            ended = true;
            answer.onNext(summary.build());
            answer.onCompleted();
            return;
          }
          case Step.Cancelled() -> {
            return;
          }
        }
      }
    } catch (InterruptedException | RuntimeException e) {
      fail(e);
    }
  }

  private void finish(Step.Begun begun) throws InterruptedException {
    try {
      begun.admitted().finish();
      summary.setAccepted(summary.getAccepted() + 1);
    } catch (Refused refused) {
      refuse(begun.index(), Messages.bytes(begun.admitted().id()), refused);
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
