package io.ghostchain.zcrypto;

import java.util.Arrays;

/**
 * What encapsulating gives: a ciphertext for the peer, and the secret that it will find in it.
 *
 * @param ciphertext to be sent
 * @param sharedSecret to be kept, and wiped by {@link #close}
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record Encapsulation(byte[] ciphertext, byte[] sharedSecret) implements AutoCloseable {
  /** Wipes the shared secret. */
  @Override
  public void close() {
    Arrays.fill(sharedSecret, (byte) 0);
  }

  /** The lengths only. */
  @Override
  public String toString() {
    return "Encapsulation[" + ciphertext.length + " bytes]";
  }
}
