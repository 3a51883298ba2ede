package io.ghostchain.zcrypto.mldsa;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Signatures to verify together, each with a key, a message and a context of its own, and then the
 * verdicts on them. It grows to the largest batch it has seen and makes no garbage after that.
 *
 * <p>The arrays are not copied: whoever adds them leaves them alone until the verdicts are there.
 * One thread owns it.
 */
public final class SignatureBatch {
  private static final byte[] NO_CONTEXT = {};
  private static final int CONTEXT_BYTES_MAX = 255;
  private static final int FIRST_CAPACITY = 64;

  @Nullable ExpandedKey[] keys = new ExpandedKey[FIRST_CAPACITY];
  byte[][] contexts = new byte[FIRST_CAPACITY][];
  byte[][] messages = new byte[FIRST_CAPACITY][];
  int[] messageOffsets = new int[FIRST_CAPACITY];
  int[] messageLengths = new int[FIRST_CAPACITY];
  byte[][] signatures = new byte[FIRST_CAPACITY][];
  int[] signatureOffsets = new int[FIRST_CAPACITY];
  boolean[] verdicts = new boolean[FIRST_CAPACITY];

  /** The order to verify in: see {@link MatrixVerifier}. */
  long[] order = new long[FIRST_CAPACITY];

  private int size;

  /** An empty batch. */
  public SignatureBatch() {}

  /** Adds a signature over a whole message, with an empty context. */
  public int add(ExpandedKey key, byte[] message, byte[] signature) {
    return add(key, NO_CONTEXT, message, 0, message.length, signature, 0, signature.length);
  }

  /** Adds a signature over a part of an array, with an empty context. */
  public int add(
      ExpandedKey key,
      byte[] message,
      int messageOffset,
      int messageLength,
      byte[] signature,
      int signatureOffset,
      int signatureLength) {
    return add(
        key,
        NO_CONTEXT,
        message,
        messageOffset,
        messageLength,
        signature,
        signatureOffset,
        signatureLength);
  }

  /**
   * Adds a signature.
   *
   * @param context the context string of FIPS 204 section 5.2, up to 255 bytes
   * @return its index in this batch
   * @throws IllegalArgumentException if the context is longer
   * @throws IndexOutOfBoundsException if a part is not within its array
   */
  public int add(
      ExpandedKey key,
      byte[] context,
      byte[] message,
      int messageOffset,
      int messageLength,
      byte[] signature,
      int signatureOffset,
      int signatureLength) {
    if (context.length > CONTEXT_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a context has at most " + CONTEXT_BYTES_MAX + " bytes, got " + context.length);
    }
    java.util.Objects.checkFromIndexSize(messageOffset, messageLength, message.length);
    java.util.Objects.checkFromIndexSize(signatureOffset, signatureLength, signature.length);
    int index = size;
    if (index == order.length) {
      grow();
    }
    keys[index] = key;
    contexts[index] = context;
    messages[index] = message;
    messageOffsets[index] = messageOffset;
    messageLengths[index] = messageLength;
    signatures[index] = signature;
    // A signature of a wrong length has its place, and its verdict: see MatrixVerifier.
    signatureOffsets[index] =
        signatureLength == key.scheme().signatureBytes() ? signatureOffset : WRONG_LENGTH;
    verdicts[index] = false;
    size++;
    return index;
  }

  /** Stands where the offset of a signature would, if its length is not its scheme's. */
  static final int WRONG_LENGTH = -1;

  /** How many signatures were added. */
  public int size() {
    return size;
  }

  /**
   * Whether a signature holds; false before the batch was verified.
   *
   * @throws IndexOutOfBoundsException if there is no such signature
   */
  public boolean holds(int index) {
    java.util.Objects.checkIndex(index, size);
    return verdicts[index];
  }

  /** Whether every signature holds. */
  public boolean allHold() {
    for (int i = 0; i < size; i++) {
      if (!verdicts[i]) {
        return false;
      }
    }
    return true;
  }

  /** Empties it, letting go of keys, messages and signatures. */
  public void clear() {
    Arrays.fill(keys, 0, size, null);
    Arrays.fill(contexts, 0, size, NO_CONTEXT);
    Arrays.fill(messages, 0, size, NO_CONTEXT);
    Arrays.fill(signatures, 0, size, NO_CONTEXT);
    size = 0;
  }

  private void grow() {
    int capacity = 2 * order.length;
    keys = Arrays.copyOf(keys, capacity);
    contexts = Arrays.copyOf(contexts, capacity);
    messages = Arrays.copyOf(messages, capacity);
    messageOffsets = Arrays.copyOf(messageOffsets, capacity);
    messageLengths = Arrays.copyOf(messageLengths, capacity);
    signatures = Arrays.copyOf(signatures, capacity);
    signatureOffsets = Arrays.copyOf(signatureOffsets, capacity);
    verdicts = Arrays.copyOf(verdicts, capacity);
    order = Arrays.copyOf(order, capacity);
  }
}
