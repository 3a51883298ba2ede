package io.ghostchain.ghostd.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Makes blocks durable in groups and checkpoints behind, each on a thread of its own.
 *
 * <p>While one group is synced the next gathers, so the number of syncs adapts to the load and a
 * lone block waits for nobody. Blocks are told in order, after they are durable.
 */
public final class GroupCommit implements AutoCloseable {
  private static final int QUEUE_BLOCKS = 8;

  private final ChainStore store;
  private final StoreConfig config;
  private final long memoryBytesMax;
  private final Consumer<FinalBlock> durable;
  private final Consumer<Throwable> failed;
  private final BlockingQueue<FinalBlock> queue = new ArrayBlockingQueue<>(QUEUE_BLOCKS);
  private final Thread writer = Thread.ofPlatform().name("store-commit").unstarted(this::write);
  private final Thread checkpointer =
      Thread.ofPlatform().name("store-checkpoint").unstarted(this::checkpoint);

  /** Guards {@link #closed} and what the two threads wait for. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private volatile boolean closed;
  private volatile boolean broken;

  /**
   * Starts both threads.
   *
   * @param memoryBytesMax what blocks may take in memory before they are checkpointed; beyond it
   *     appending waits
   * @param durable told of each block, on the writing thread
   * @param failed told once if disk or code fails; nothing is written afterwards
   */
  public GroupCommit(
      ChainStore store,
      StoreConfig config,
      long memoryBytesMax,
      Consumer<FinalBlock> durable,
      Consumer<Throwable> failed) {
    this.store = store;
    this.config = config;
    this.memoryBytesMax = memoryBytesMax;
    this.durable = durable;
    this.failed = failed;
    writer.start();
    checkpointer.start();
  }

  /** Hands in the next block. Waits while many are on their way to the disk. */
  public void submit(FinalBlock block) throws InterruptedException {
    while (!queue.offer(block, 100, TimeUnit.MILLISECONDS)) {
      if (broken || closed) {
        throw new InterruptedException("the store takes no more blocks");
      }
    }
  }

  /** Blocks that were handed in and are not durable yet. */
  public int waiting() {
    return queue.size();
  }

  /** Writes what was handed in, then stops both threads. The store stays open. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    join(writer);
    join(checkpointer);
  }

  private void write() {
    List<FinalBlock> group = new ArrayList<>();
    try {
      while (!closed || !queue.isEmpty()) {
        FinalBlock first = queue.poll(50, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        group.add(first);
        queue.drainTo(group);
        awaitMemory();
        store.append(group);
        group.forEach(durable);
        group.clear();
        if (store.uncheckpointedBlocks() >= config.checkpointBlocks()
            || store.uncheckpointedBytes() >= memoryBytesMax / 2) {
          wake();
        }
      }
    } catch (InterruptedException | IOException | RuntimeException | Error e) {
      fail(e);
    }
  }

  private void checkpoint() {
    long everyNanos = config.checkpointInterval().toNanos();
    try {
      while (!closed && !broken) {
        lock.lock();
        try {
          if (!closed) {
            changed.awaitNanos(everyNanos);
          }
        } finally {
          lock.unlock();
        }
        store.checkpoint();
        if (config.witnessBlocks() > 0) {
          store.pruneWitnesses(store.head().height() - config.witnessBlocks());
        }
        wake();
      }
    } catch (InterruptedException | IOException | RuntimeException | Error e) {
      fail(e);
    }
  }

  /** The newest block is in no checkpoint, so one that takes more than all may holds up nobody. */
  private void awaitMemory() throws InterruptedException {
    lock.lock();
    try {
      while (store.uncheckpointedBytes() > memoryBytesMax
          && store.uncheckpointedBlocks() > 1
          && !broken
          && !closed) {
        changed.signalAll();
        changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    } finally {
      lock.unlock();
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

  private void fail(Throwable cause) {
    broken = true;
    wake();
    failed.accept(cause);
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
