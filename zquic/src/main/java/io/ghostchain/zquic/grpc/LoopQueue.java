package io.ghostchain.zquic.grpc;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What other threads ask of an event loop, done in order and in batches.
 *
 * <p>Work that arises while the loop is inside a read pass (between {@link #begin} and {@link
 * #end}) is done at the end of that pass: what it writes then leaves in the packets that Netty
 * sends anyway. Any thread may call {@link #execute}; the rest belongs to the loop.
 */
final class LoopQueue implements Runnable {
  private final EventLoop loop;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private int depth;

  LoopQueue(EventLoop loop) {
    this.loop = loop;
  }

  EventLoop loop() {
    return loop;
  }

  /** Runs {@code task} on the loop, after all that were given before. */
  void execute(Runnable task) {
    tasks.add(task);
    if (loop.inEventLoop() && depth > 0) {
      return;
    }
    if (scheduled.compareAndSet(false, true)) {
      loop.execute(this);
    }
  }

  void begin() {
    depth++;
  }

  void end() {
    if (depth == 1) {
      drain();
    }
    depth--;
  }

  @Override
  public void run() {
    scheduled.set(false);
    depth++;
    try {
      drain();
    } finally {
      depth--;
    }
  }

  private void drain() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
