package io.ghostchain.zquic.grpc;

import io.grpc.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What came for one call and was not yet told to its listener.
 *
 * <p>The event loop puts in; the call's executor takes out, one item at a time, in order. Messages
 * wait for {@link #request}; when more than {@link #HIGH_BYTES} wait, the loop stops reading the
 * stream, so QUIC's flow control stops the peer and memory stays bounded by that mark, one message
 * and one read.
 *
 * @param <E> the events beside messages
 */
abstract class CallInbox<E> implements Runnable {
  static final int HIGH_BYTES = 64 * 1024;
  static final int LOW_BYTES = 32 * 1024;

  /** What a waiting message costs beside its bytes: object, array header, queue node. */
  private static final int MESSAGE_OVERHEAD_BYTES = 96;

  private final Executor executor;
  private final boolean oneMessage;
  private final Queue<Object> items = new ConcurrentLinkedQueue<>();
  private final AtomicInteger work = new AtomicInteger();
  private final AtomicLong requested = new AtomicLong();
  private final AtomicInteger waitingBytes = new AtomicInteger();
  private volatile boolean paused;
  private volatile boolean ready;
  private volatile @Nullable E last;
  private boolean finished;

  /**
   * @param oneMessage whether at most one message comes, which is told when all has come, so that
   *     reading must not stop for it
   */
  CallInbox(Executor executor, boolean oneMessage) {
    this.executor = executor;
    this.oneMessage = oneMessage;
  }

  /** Tells the listener of a message; on the executor. */
  abstract void deliver(Message message);

  /** Tells the listener of an event; on the executor. */
  abstract void deliver(E event);

  /** Whether nothing follows this event. */
  abstract boolean isLast(E event);

  /** Tells the listener that it may write; on the executor. */
  abstract void deliverReady();

  /** The context in which to call the listener; null for the thread's own. */
  abstract @Nullable Context context();

  /** The listener threw; on the executor. */
  abstract void listenerFailed(Throwable cause);

  /** The executor takes no more work, so nothing can be told. */
  abstract void executorGone();

  /** Reading may go on: arrange that {@link #resumeIfLow} runs on the loop. */
  abstract void wantResume();

  /** Stop or go on reading the stream; on the loop. */
  abstract void setReading(boolean reading);

  /** Lets {@code count} more messages be told. Any thread. */
  final void request(int count) {
    requested.accumulateAndGet(count, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
    if (!items.isEmpty()) {
      schedule();
    }
  }

  /** Adds a message; on the loop. {@link #schedule} makes it heard. */
  final void add(Message message) {
    items.add(message);
    if (waitingBytes.addAndGet(cost(message)) > HIGH_BYTES && !paused && !oneMessage) {
      paused = true;
      setReading(false);
      resumeIfLow();
    }
  }

  /** Adds an event after all messages before it; on the loop. {@link #schedule} makes it heard. */
  final void add(E event) {
    items.add(new Event<>(event));
  }

  /**
   * Ends the call at once: waiting messages and events are dropped and only {@code event} is told.
   */
  final void finish(E event) {
    if (last == null) {
      last = event;
      schedule();
    }
  }

  /** Asks for {@link #deliverReady}. Any thread. */
  final void signalReady() {
    ready = true;
    schedule();
  }

  /** Goes on reading if little enough waits; on the loop. */
  final void resumeIfLow() {
    if (paused && waitingBytes.get() <= LOW_BYTES) {
      paused = false;
      setReading(true);
    }
  }

  /** Makes the executor look. Any thread. */
  final void schedule() {
    if (work.getAndIncrement() == 0) {
      try {
        executor.execute(this);
      } catch (RejectedExecutionException e) {
        executorGone();
      }
    }
  }

  @Override
  public final void run() {
    Context context = context();
    Context before = context == null ? null : context.attach();
    try {
      int seen = work.get();
      do {
        drain();
        seen = work.addAndGet(-seen);
      } while (seen != 0);
    } finally {
      if (context != null && before != null) {
        context.detach(before);
      }
    }
  }

  private void drain() {
    try {
      while (!finished) {
        E event = last;
        if (event != null) {
          items.clear();
          tell(event);
          break;
        }
        if (ready) {
          ready = false;
          deliverReady();
          continue;
        }
        Object item = items.peek();
        if (item == null) {
          break;
        }
        if (item instanceof Message message) {
          if (requested.get() == 0) {
            break;
          }
          requested.decrementAndGet();
          items.poll();
          if (waitingBytes.addAndGet(-cost(message)) <= LOW_BYTES && paused) {
            wantResume();
          }
          deliver(message);
        } else {
          items.poll();
          tell(unwrap(item));
        }
      }
      if (finished) {
        items.clear();
      }
    } catch (Throwable t) { // a listener may throw anything, and the call must still end
      listenerFailed(t);
    }
  }

  private void tell(E event) {
    // Before the listener can throw: it hears of the end once.
    finished = isLast(event);
    deliver(event);
  }

  @SuppressWarnings("unchecked") // items are messages and events of E
  private E unwrap(Object item) {
    return ((Event<E>) item).event();
  }

  private static int cost(Message message) {
    return message.length() + MESSAGE_OVERHEAD_BYTES;
  }

  private record Event<E>(E event) {}
}
