package io.ghostchain.zcrypto;

import java.util.Arrays;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The secret of a private key, and the key in its provider's form from the first use on. Both are
 * wiped at once, and never while in use: destroying waits for what is under way.
 *
 * @param <K> the provider's form
 */
final class GuardedSecret<K extends ProviderKey> {
  private final byte[] secret;
  private final Supplier<K> makeKey;

  /**
   * Whoever reads {@link #secret} or uses {@link #key} holds the read lock, who wipes the other.
   */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private volatile @Nullable K key;
  private volatile boolean destroyed;

  /**
   * A guard that owns the array from now on.
   *
   * @param makeKey asked once
   */
  GuardedSecret(byte[] secret, Supplier<K> makeKey) {
    this.secret = secret;
    this.makeKey = makeKey;
  }

  boolean isDestroyed() {
    return destroyed;
  }

  /**
   * Does something with the secret, which it must not keep.
   *
   * @throws IllegalStateException if it was destroyed
   */
  <T> T use(Function<byte[], T> action) {
    lock.readLock().lock();
    try {
      if (destroyed) {
        throw new IllegalStateException("the private key was destroyed");
      }
      return action.apply(secret);
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Does something with the key, which it must not keep.
   *
   * @throws IllegalStateException if it was destroyed
   */
  <T> T useKey(Function<K, T> action) {
    return use(bytes -> action.apply(key()));
  }

  /** Wipes all. Doing so twice is harmless. */
  void destroy() {
    lock.writeLock().lock();
    try {
      destroyed = true;
      Arrays.fill(secret, (byte) 0);
      K made = key;
      key = null;
      if (made != null) {
        made.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private K key() {
    K made = key;
    if (made == null) {
      synchronized (makeKey) {
        made = key;
        if (made == null) {
          made = makeKey.get();
          key = made;
        }
      }
    }
    return made;
  }
}
