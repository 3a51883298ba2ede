package io.ghostchain.zquic.grpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps what an observer was told. */
final class Recorded<T> implements StreamObserver<T> {
  private static final long PATIENCE_SECONDS = 20;

  private final List<T> values = new ArrayList<>();
  private final LinkedBlockingQueue<T> fresh = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  @Override
  public void onNext(T value) {
    synchronized (values) {
      values.add(value);
    }
    fresh.add(value);
  }

  @Override
  public void onError(Throwable cause) {
    end.complete(Status.fromThrowable(cause));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }

  List<T> values() {
    synchronized (values) {
      return List.copyOf(values);
    }
  }

  T awaitNext() throws InterruptedException {
    T next = fresh.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no message came; the call's end: " + end);
    }
    return next;
  }

  void awaitEnd() throws InterruptedException {
    Status status = await();
    if (!status.isOk()) {
      throw new AssertionError("expected the call to succeed, got " + status, status.getCause());
    }
  }

  Status awaitFailure() throws InterruptedException {
    Status status = await();
    if (status.isOk()) {
      throw new AssertionError("expected the call to fail");
    }
    return status;
  }

  private Status await() throws InterruptedException {
    try {
      return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the call did not end", e);
    }
  }
}
