package io.ghostchain.zcrypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Secret bytes that can be destroyed: a symmetric key, a seed, the contents of a keystore. {@link
 * #close} wipes them.
 *
 * <p>Wiping is best effort on the JVM: a moving collector may have left an older copy behind. Safe
 * for use by several threads, as long as none uses it after it was closed.
 */
public final class SecretBytes implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;
  private volatile boolean destroyed;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A secret of its own copy of these bytes; wiping the original is the caller's. */
  public static SecretBytes copyOf(byte[] bytes) {
    return new SecretBytes(bytes.clone());
  }

  /** A secret made of this very array, which is wiped with it: the caller no longer touches it. */
  public static SecretBytes taking(byte[] bytes) {
    return new SecretBytes(bytes);
  }

  /** Fresh bytes from the system's secure random. */
  public static SecretBytes random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return new SecretBytes(bytes);
  }

  /** Length in bytes. */
  public int length() {
    return bytes.length;
  }

  /**
   * A copy, which the caller wipes.
   *
   * @throws IllegalStateException if the secret was destroyed
   */
  public byte[] bytes() {
    requireAlive();
    return bytes.clone();
  }

  /**
   * What {@code use} makes of the bytes, lent without a copy: it must neither change nor keep them.
   *
   * @throws IllegalStateException if the secret was destroyed
   */
  public <R extends @Nullable Object> R lend(Function<byte[], R> use) {
    requireAlive();
    return use.apply(bytes);
  }

  /** Whether both hold the same bytes, in time that depends on the lengths only. */
  public boolean sameAs(SecretBytes other) {
    requireAlive();
    other.requireAlive();
    return MessageDigest.isEqual(bytes, other.bytes);
  }

  /** Whether {@link #close} was called. */
  public boolean isDestroyed() {
    return destroyed;
  }

  /** Wipes the bytes. Closing twice is harmless. */
  @Override
  public void close() {
    destroyed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  /** The length only. */
  @Override
  public String toString() {
    return "SecretBytes[" + bytes.length + " bytes]";
  }

  private void requireAlive() {
    if (destroyed) {
      throw new IllegalStateException("the secret was destroyed");
    }
  }
}
