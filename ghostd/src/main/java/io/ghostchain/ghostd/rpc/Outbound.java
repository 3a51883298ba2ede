package io.ghostchain.ghostd.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sending half of a server stream, for a thread that waits until its client can take more.
 *
 * <p>Made while the call begins; one thread sends.
 */
final class Outbound<M> {
  private final ServerCallStreamObserver<M> observer;
  private final Duration unread;

  /** Guards nothing but the wait for what the observer says. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();

  /**
   * A sending half.
   *
   * @param unread how long a message waits for its client
   */
  Outbound(ServerCallStreamObserver<M> observer, Duration unread) {
    this.observer = observer;
    this.unread = unread;
    observer.setOnReadyHandler(this::wake);
    observer.setOnCancelHandler(this::wake);
  }

  boolean isCancelled() {
    return observer.isCancelled();
  }

  /**
   * Sends when the client can take it; false if the client went away.
   *
   * @throws io.grpc.StatusRuntimeException if it stays and does not read
   */
  boolean send(M message) throws InterruptedException {
    lock.lock();
    try {
      long left = unread.toNanos();
      while (!observer.isReady() && !observer.isCancelled()) {
        if (left <= 0) {
          throw Failures.of(RpcReason.SLOW_CONSUMER, "for " + unread.toMillis() + " ms");
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    if (observer.isCancelled()) {
      return false;
    }
    observer.onNext(message);
    return true;
  }

  void complete() {
    if (!observer.isCancelled()) {
      observer.onCompleted();
    }
  }

  void fail(RuntimeException status) {
    if (!observer.isCancelled()) {
      observer.onError(status);
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
