package io.ghostchain.ghostd.state;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.OtherLeaf;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.protocol.StateProof;
import io.ghostchain.zcrypto.Hash;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state after the newest executed block, and after the few before it: values and the tree that
 * commits to them, changed together.
 *
 * <p>A certificate on block h proves the state after h-1, so at least two heights must be
 * answerable. One thread, the executor's, applies and undoes, and may use {@link #newest}; any
 * other thread reads through {@link #read} and {@link #prove}, which hold the read lock of
 * everything here.
 */
public final class ChainState {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final int heightsKept;
  private final StateTree tree;
  private final ValueTable values = new ValueTable();

  /** What undoes the newest blocks, the newest first. */
  private final ArrayDeque<StateDiff> undos = new ArrayDeque<>();

  private volatile Tip tip;

  /** A height and the root after its block. */
  public record Tip(long height, Hash root) {}

  /**
   * A state to start from: that of a genesis, or of a checkpoint.
   *
   * @param height of the block after which it is the state; 0 for a genesis
   * @param content of every key
   * @param heightsKept how many heights before the newest can be read and gone back to, at least 1
   */
  public ChainState(long height, StateDiff content, int heightsKept) {
    this(height, heightsKept);
    load(content);
  }

  /**
   * An empty state to be filled by {@link #load}.
   *
   * @param height of the block after which the loaded content is the state
   */
  public ChainState(long height, int heightsKept) {
    this.heightsKept = heightsKept;
    tree = new StateTree(heightsKept);
    tip = new Tip(height, tree.root());
  }

  /**
   * Adds to the state at the start, in pieces of any size, before anybody reads it. The root is of
   * what was loaded so far.
   */
  public void load(StateDiff content) {
    lock.writeLock().lock();
    try {
      if (!undos.isEmpty()) {
        throw new IllegalStateException("blocks were applied: nothing can be loaded any more");
      }
      var _ = content.exchange(values);
      tip = new Tip(tip.height, tree.load(content.batch()));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The newest block's height and the root after it. Any thread. */
  public Tip tip() {
    return tip;
  }

  /** The lowest height that can be read. Any thread. */
  public long oldestHeight() {
    lock.readLock().lock();
    try {
      return tip.height - undos.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** How many keys there are. */
  public long size() {
    lock.readLock().lock();
    try {
      return tree.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The newest state, without a lock: for the thread that applies. */
  public StateView newest() {
    return values;
  }

  /** Applies the changes of the next block, and gives the root after it. */
  public Hash apply(StateDiff diff) {
    TreeBatch batch = diff.batch();
    lock.writeLock().lock();
    try {
      undos.addFirst(diff.exchange(values));
      tip = new Tip(tip.height + 1, tree.apply(batch));
      if (undos.size() > heightsKept) {
        undos.removeLast();
      }
      return tip.root;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Goes back to before the newest block.
   *
   * @throws IllegalStateException if that height is not kept any more
   */
  public void undo() {
    lock.writeLock().lock();
    try {
      StateDiff undo = undos.pollFirst();
      if (undo == null) {
        throw new IllegalStateException("the state before height " + tip.height + " is not kept");
      }
      var _ = undo.exchange(values);
      tree.undo();
      tip = new Tip(tip.height - 1, tree.root());
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The root after the block at a height. Any thread. */
  public Hash root(long atHeight) throws StateNotKeptException {
    lock.readLock().lock();
    try {
      return tree.root(back(atHeight));
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * What {@code reader} makes of the state after the block at a height. The view is good only until
   * the reader returns, and blocks wait for it: read, and do the work elsewhere. Any thread.
   */
  public <T extends @Nullable Object> T read(long atHeight, Function<StateView, T> reader)
      throws StateNotKeptException {
    lock.readLock().lock();
    try {
      int back = back(atHeight);
      return reader.apply(key -> get(back, key));
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Shows what the state after the block at a height holds for a key. Any thread. */
  public StateProof prove(long atHeight, StateKey key) throws StateNotKeptException {
    lock.readLock().lock();
    try {
      int back = back(atHeight);
      Bytes value = get(back, key);
      TreePath path = tree.path(back, key.hash());
      TreePath.Leaf leaf = path.leaf();
      OtherLeaf other =
          value != null || leaf == null ? null : new OtherLeaf(leaf.keyHash(), leaf.valueHash());
      return new StateProof(key.bytes(), value, path.siblings(), other);
    } finally {
      lock.readLock().unlock();
    }
  }

  private int back(long atHeight) throws StateNotKeptException {
    long height = tip.height;
    long back = height - atHeight;
    if (back < 0 || back > undos.size()) {
      throw new StateNotKeptException(atHeight, height - undos.size(), height);
    }
    return (int) back;
  }

  /**
   * The value before the newest {@code back} blocks: what the oldest of them to touch it undoes.
   */
  private @Nullable Bytes get(int back, StateKey key) {
    Bytes value = values.get(key);
    Iterator<StateDiff> newestFirst = undos.iterator();
    for (int i = 0; i < back; i++) {
      StateDiff.Change change = newestFirst.next().find(key);
      if (change != null) {
        value = change.value();
      }
    }
    return value;
  }
}
