package io.ghostchain.ghostd.node;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The height of the newest durable block, for those who wait for it. Safe for several threads. */
public final class HeadSignal {
  /** Guards what follows. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private long height;
  private boolean closed;

  HeadSignal(long height) {
    this.height = height;
  }

  /** The newest durable height. */
  public long height() {
    lock.lock();
    try {
      return height;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a height is durable; false if time is up or the node stops. */
  public boolean await(long wanted, long millis) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lock();
    try {
      while (height < wanted && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return height >= wanted && !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the node stops. */
  public boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  void publish(long newHeight) {
    lock.lock();
    try {
      height = newHeight;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
