package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcrypto.SignatureScheme;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Expanded keys that are worth keeping, within a bound of bytes.
 *
 * <p>A key is admitted when it is seen the second time, into a tenth of the room; only one that is
 * hit there moves on to the rest, where what is hit stays (the S3-FIFO rule). So a flood of keys
 * that are seen once or twice displaces none that is in use. What is in here changes how long an
 * answer takes and never the answer: it is no part of consensus.
 *
 * <p>Any thread may use it; a hit takes no lock.
 */
public final class ExpandedKeyCache {
  /** Of the whole, the part for keys on probation. */
  private static final int PROBATION_SHARE = 10;

  /** More hits than this do not count, so that what was hot once does not stay for ever. */
  private static final int HITS_MAX = 3;

  /** A map's entry, the headers of a key's arrays, a place in a queue. */
  private static final int OVERHEAD_BYTES = 160;

  private static final int SIGHTS_MIN = 1 << 10;
  private static final int SIGHTS_MAX = 1 << 20;

  private final MlDsaVerifier verifier;
  private final long bytesMax;
  private final KeyHash hash = new KeyHash();
  private final ConcurrentMap<RawKey, Entry> entries = new ConcurrentHashMap<>();
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /** Guards everything below, and changes of the entries. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Queue<Entry> probation = new ArrayDeque<>();
  private final Queue<Entry> residents = new ArrayDeque<>();

  /** Hashes of keys seen once, each in the one slot it may have. */
  private final long[] sights;

  private long probationBytes;
  private long residentBytes;
  private long evictions;

  /**
   * What went on in a cache.
   *
   * @param bytes what the entries take, at most the bound
   */
  public record Statistics(long hits, long misses, long evictions, int entries, long bytes) {}

  /** Bytes of a key with their hash; those of a lookup are the caller's. */
  @SuppressWarnings("ArrayRecordComponent") // has its own equals
  private record RawKey(SignatureScheme scheme, byte[] bytes, long hash) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof RawKey that
          && hash == that.hash
          && scheme == that.scheme
          && Arrays.equals(
              bytes, 0, scheme.publicKeyBytes(), that.bytes, 0, scheme.publicKeyBytes());
    }

    @Override
    public int hashCode() {
      return Long.hashCode(hash);
    }
  }

  private static final class Entry {
    final RawKey key;
    final ExpandedKey expanded;
    final long bytes;

    /** Counted without a lock: a hit that is lost costs nothing but a worse guess. */
    int hits;

    Entry(RawKey key, ExpandedKey expanded) {
      this.key = key;
      this.expanded = expanded;
      this.bytes = weight(expanded);
    }
  }

  /**
   * An empty cache.
   *
   * @param verifier whose keys it keeps
   * @param bytesMax the bound in bytes; 0 keeps nothing
   */
  public ExpandedKeyCache(MlDsaVerifier verifier, long bytesMax) {
    if (bytesMax < 0) {
      throw new IllegalArgumentException("a cache has 0 bytes or more, got " + bytesMax);
    }
    this.verifier = verifier;
    this.bytesMax = bytesMax;
    long wanted = Math.clamp(bytesMax / 4096, SIGHTS_MIN, SIGHTS_MAX);
    this.sights = new long[(int) Long.highestOneBit(wanted)];
  }

  /**
   * The expanded form of a key: from here, or made, and then kept if the key was seen before.
   *
   * @param key raw bytes, of which the scheme's length count
   * @throws IllegalArgumentException if the scheme is not ML-DSA or the key is shorter
   */
  public ExpandedKey get(SignatureScheme scheme, byte[] key, Workspace workspace) {
    ExpandedKey known = find(scheme, key);
    if (known != null) {
      return known;
    }
    byte[] exact =
        key.length == scheme.publicKeyBytes() ? key : Arrays.copyOf(key, scheme.publicKeyBytes());
    ExpandedKey expanded = verifier.expand(scheme, exact, workspace);
    offer(scheme, exact, expanded);
    return expanded;
  }

  /**
   * The expanded form of a key if it is in here, or null.
   *
   * @param key raw bytes, of which the scheme's length count
   * @throws IllegalArgumentException if the scheme is not ML-DSA or the key is shorter
   */
  public @Nullable ExpandedKey find(SignatureScheme scheme, byte[] key) {
    Entry entry = entries.get(rawKey(scheme, key));
    if (entry == null) {
      misses.increment();
      return null;
    }
    if (entry.hits < HITS_MAX) {
      entry.hits++;
    }
    hits.increment();
    return entry.expanded;
  }

  /** Tells of a key that was expanded elsewhere: it is kept if it was seen before. */
  public void offer(SignatureScheme scheme, byte[] key, ExpandedKey expanded) {
    long bytes = weight(expanded);
    if (bytes > bytesMax) {
      return;
    }
    RawKey raw = rawKey(scheme, key);
    lock.lock();
    try {
      int slot = (int) raw.hash() & (sights.length - 1);
      if (sights[slot] != raw.hash()) {
        sights[slot] = raw.hash();
        return;
      }
      Entry entry =
          new Entry(
              new RawKey(scheme, Arrays.copyOf(key, scheme.publicKeyBytes()), raw.hash()),
              expanded);
      if (entries.containsKey(entry.key)) {
        return;
      }
      makeRoom(bytes);
      entries.put(entry.key, entry);
      probation.add(entry);
      probationBytes += bytes;
    } finally {
      lock.unlock();
    }
  }

  /** What went on so far. */
  public Statistics statistics() {
    lock.lock();
    try {
      return new Statistics(
          hits.sum(), misses.sum(), evictions, entries.size(), probationBytes + residentBytes);
    } finally {
      lock.unlock();
    }
  }

  private void makeRoom(long bytes) {
    while (probationBytes + residentBytes + bytes > bytesMax) {
      if (residents.isEmpty() || probationBytes > bytesMax / PROBATION_SHARE) {
        Entry oldest = probation.remove();
        probationBytes -= oldest.bytes;
        if (oldest.hits > 0) {
          oldest.hits = 0;
          residents.add(oldest);
          residentBytes += oldest.bytes;
        } else {
          evict(oldest);
        }
      } else {
        Entry oldest = residents.remove();
        if (oldest.hits > 0) {
          oldest.hits--;
          residents.add(oldest);
        } else {
          residentBytes -= oldest.bytes;
          evict(oldest);
        }
      }
    }
  }

  private void evict(Entry entry) {
    entries.remove(entry.key);
    evictions++;
  }

  private RawKey rawKey(SignatureScheme scheme, byte[] key) {
    ParameterSet.of(scheme);
    if (key.length < scheme.publicKeyBytes()) {
      throw new IllegalArgumentException(
          "a public key of %s has %d bytes, got %d"
              .formatted(scheme, scheme.publicKeyBytes(), key.length));
    }
    return new RawKey(scheme, key, hash.of(key, scheme.publicKeyBytes()));
  }

  private static long weight(ExpandedKey expanded) {
    return (long) expanded.byteSize() + expanded.scheme().publicKeyBytes() + OVERHEAD_BYTES;
  }
}
