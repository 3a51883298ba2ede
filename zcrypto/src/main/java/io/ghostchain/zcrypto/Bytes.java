package io.ghostchain.zcrypto;

import java.util.Arrays;

/** Cutting and joining of byte arrays. */
final class Bytes {
  private Bytes() {}

  static byte[] concatenate(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length = Math.addExact(length, part.length);
    }
    byte[] whole = new byte[length];
    int position = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, position, part.length);
      position += part.length;
    }
    return whole;
  }

  /** All but the last bytes. */
  static byte[] head(byte[] whole, int tailBytes) {
    return Arrays.copyOf(whole, whole.length - tailBytes);
  }

  /** The last bytes. */
  static byte[] tail(byte[] whole, int tailBytes) {
    return Arrays.copyOfRange(whole, whole.length - tailBytes, whole.length);
  }
}
