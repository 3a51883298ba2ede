package io.ghostchain.zcrypto.sha256;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;

/**
 * SHA-256 of many messages at once: sixteen side by side in a vector where the machine can, one
 * after the other where it cannot. The digests are the same.
 *
 * <pre>{@code
 * HashBatch batch = new HashBatch();
 * batch.add(message, 0, message.length, digests, 0);
 * batch.add(1, pair, 0, 64, digests, 32);   // 0x01 || pair
 * batch.run();
 * }</pre>
 *
 * <p>Sources are read, and targets written, in any order between {@code add} and the end of {@code
 * run}: no source may be another's target. It grows to the largest batch and makes no garbage after
 * that. One thread owns it.
 */
public final class HashBatch {
  /** Length of a digest in bytes. */
  public static final int DIGEST_BYTES = 32;

  /** Says that a message has no byte before its source. */
  public static final int NO_PREFIX = -1;

  /** What {@link #engine} says where messages are hashed one after the other. */
  public static final String ONE_BY_ONE = "one by one";

  private static final int LANES = Sha256Lanes.LANES;
  private static final int BLOCK_BYTES = Sha256Lanes.BLOCK_BYTES;
  private static final int LENGTH_BYTES = 8;
  private static final int FIRST_CAPACITY = 64;
  private static final int CAPACITY_MAX = 4_096;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** FIPS 180-4 section 5.3.3. */
  private static final int[] INITIAL = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };

  private final LanesInUse lanes;
  private final MessageDigest single = sha256();
  private final int[] states = new int[INITIAL.length * LANES];
  private final int[] schedule = new int[Sha256Lanes.SCHEDULE_WORDS];
  private final byte[] blocks = new byte[LANES * BLOCK_BYTES];
  private final int[] group = new int[LANES];
  private final int[] groupBlocks = new int[LANES];

  private byte[][] sources = new byte[FIRST_CAPACITY][];
  private int[] offsets = new int[FIRST_CAPACITY];
  private int[] lengths = new int[FIRST_CAPACITY];
  private int[] prefixes = new int[FIRST_CAPACITY];
  private byte[][] targets = new byte[FIRST_CAPACITY][];
  private int[] targetOffsets = new int[FIRST_CAPACITY];
  private long[] order = new long[FIRST_CAPACITY];
  private int size;

  /** An empty batch. */
  public HashBatch() {
    this(LanesInUse.ofProcess());
  }

  /** What hashes in this process now: the name of the vectors in use, or {@link #ONE_BY_ONE}. */
  public static String engine() {
    Sha256Lanes lanes = LanesInUse.ofProcess().now();
    return lanes == null ? ONE_BY_ONE : lanes.name();
  }

  HashBatch(LanesInUse lanes) {
    this.lanes = lanes;
  }

  /**
   * Adds a message, which may hash it and those before it at once.
   *
   * @throws IndexOutOfBoundsException if the source or the 32 bytes of the target are not within
   *     their arrays
   */
  public void add(byte[] source, int offset, int length, byte[] target, int targetOffset) {
    add(NO_PREFIX, source, offset, length, target, targetOffset);
  }

  /**
   * Adds a message that is a byte and then the source.
   *
   * @param prefix 0 to 255, or {@link #NO_PREFIX}
   * @throws IndexOutOfBoundsException if the source or the 32 bytes of the target are not within
   *     their arrays
   */
  public void add(
      int prefix, byte[] source, int offset, int length, byte[] target, int targetOffset) {
    Objects.checkFromIndexSize(offset, length, source.length);
    Objects.checkFromIndexSize(targetOffset, DIGEST_BYTES, target.length);
    if (size == sources.length) {
      makeRoom();
    }
    sources[size] = source;
    offsets[size] = offset;
    lengths[size] = length;
    prefixes[size] = prefix;
    targets[size] = target;
    targetOffsets[size] = targetOffset;
    size++;
  }

  /** Hashes what was added and is not hashed yet. */
  public void run() {
    Sha256Lanes vectors = lanes.now();
    int groupMin = lanes.groupMin();
    if (vectors == null || size < groupMin) {
      for (int i = 0; i < size; i++) {
        hashAlone(i);
      }
    } else {
      sort();
      for (int from = 0; from < size; from += LANES) {
        int count = Math.min(LANES, size - from);
        if (count < groupMin) {
          for (int i = 0; i < count; i++) {
            hashAlone((int) order[from + i]);
          }
        } else {
          hashGroup(vectors, from, count);
        }
      }
    }
    Arrays.fill(sources, 0, size, null);
    Arrays.fill(targets, 0, size, null);
    size = 0;
  }

  private void hashAlone(int index) {
    if (prefixes[index] != NO_PREFIX) {
      single.update((byte) prefixes[index]);
    }
    single.update(sources[index], offsets[index], lengths[index]);
    try {
      single.digest(targets[index], targetOffsets[index], DIGEST_BYTES);
    } catch (DigestException impossible) {
      throw new IllegalStateException("SHA-256 gives 32 bytes", impossible);
    }
  }

  /** Those of as many blocks stand together, so that few lanes run idle. */
  private void sort() {
    int blocksAlike = blocks(0);
    boolean alike = true;
    for (int i = 0; i < size; i++) {
      int blocks = blocks(i);
      alike &= blocks == blocksAlike;
      order[i] = (long) blocks << Integer.SIZE | i;
    }
    if (!alike) {
      Arrays.sort(order, 0, size);
    }
  }

  private void hashGroup(Sha256Lanes vectors, int from, int count) {
    for (int i = 0; i < INITIAL.length; i++) {
      Arrays.fill(states, i * LANES, (i + 1) * LANES, INITIAL[i]);
    }
    for (int lane = 0; lane < count; lane++) {
      group[lane] = (int) order[from + lane];
      groupBlocks[lane] = blocks(group[lane]);
    }
    int most = groupBlocks[count - 1];
    for (int block = 0; block < most; block++) {
      for (int lane = 0; lane < count; lane++) {
        if (block < groupBlocks[lane]) {
          load(group[lane], block, lane);
        }
      }
      vectors.compress(states, blocks, schedule);
      for (int lane = 0; lane < count; lane++) {
        if (block == groupBlocks[lane] - 1) {
          store(group[lane], lane);
        }
      }
    }
  }

  /** Puts a block of a message into a lane (its end by FIPS 180-4 section 5.1.1). */
  private void load(int index, int block, int lane) {
    byte[] source = sources[index];
    int at = lane * BLOCK_BYTES;
    int end = at + BLOCK_BYTES;
    int from = block * BLOCK_BYTES;
    int length = lengths[index];
    if (prefixes[index] != NO_PREFIX) {
      // The source stands one byte later in the message.
      from--;
      if (block == 0) {
        blocks[at++] = (byte) prefixes[index];
        from = 0;
      }
    }
    int present = Math.min(length - from, end - at);
    if (present > 0) {
      System.arraycopy(source, offsets[index] + from, blocks, at, present);
      at += present;
    }
    if (at == end) {
      return;
    }
    Arrays.fill(blocks, at, end, (byte) 0);
    if (from <= length) {
      blocks[at] = (byte) 0x80;
    }
    if (block == blocks(index) - 1) {
      int whole = length + (prefixes[index] == NO_PREFIX ? 0 : 1);
      WORD.set(blocks, end - LENGTH_BYTES, whole >>> 29);
      WORD.set(blocks, end - 4, whole << 3);
    }
  }

  private void store(int index, int lane) {
    byte[] target = targets[index];
    int at = targetOffsets[index];
    for (int i = 0; i < INITIAL.length; i++) {
      WORD.set(target, at + 4 * i, states[i * LANES + lane]);
    }
  }

  private int blocks(int index) {
    int length = lengths[index] + (prefixes[index] == NO_PREFIX ? 0 : 1);
    return (length + LENGTH_BYTES) / BLOCK_BYTES + 1;
  }

  private void makeRoom() {
    if (size == CAPACITY_MAX) {
      run();
      return;
    }
    int capacity = 2 * size;
    sources = Arrays.copyOf(sources, capacity);
    offsets = Arrays.copyOf(offsets, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    prefixes = Arrays.copyOf(prefixes, capacity);
    targets = Arrays.copyOf(targets, capacity);
    targetOffsets = Arrays.copyOf(targetOffsets, capacity);
    order = new long[capacity];
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
