package io.ghostchain.zcrypto.hd;

import io.ghostchain.zcrypto.HashAlgorithm;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Bitcoin's Base58Check, on arrays that can be wiped: 4 bytes of double SHA-256 behind the data.
 */
final class Base58 {
  private static final String DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int CHECKSUM_BYTES = 4;

  /** The cost grows with the square of the length, so it is bounded; an extended key has 111. */
  private static final int CHARS_MAX = 128;

  private Base58() {}

  static char[] encodeChecked(byte[] data) {
    byte[] bytes = Arrays.copyOf(data, data.length + CHECKSUM_BYTES);
    System.arraycopy(checksum(data), 0, bytes, data.length, CHECKSUM_BYTES);
    char[] reversed = new char[bytes.length * 138 / 100 + 1];
    int length = 0;
    int zeros = leadingZeros(bytes);
    for (int start = zeros; start < bytes.length; ) {
      int remainder = 0;
      for (int i = start; i < bytes.length; i++) {
        int value = remainder << 8 | Byte.toUnsignedInt(bytes[i]);
        bytes[i] = (byte) (value / 58);
        remainder = value % 58;
      }
      reversed[length++] = DIGITS.charAt(remainder);
      while (start < bytes.length && bytes[start] == 0) {
        start++;
      }
    }
    char[] text = new char[zeros + length];
    Arrays.fill(text, 0, zeros, DIGITS.charAt(0));
    for (int i = 0; i < length; i++) {
      text[zeros + i] = reversed[length - 1 - i];
    }
    Arrays.fill(reversed, '\0');
    return text;
  }

  /**
   * The data of a text.
   *
   * @throws IllegalArgumentException if it holds another character or its checksum is wrong
   */
  static byte[] decodeChecked(char[] text) {
    if (text.length > CHARS_MAX) {
      throw new IllegalArgumentException(
          "at most " + CHARS_MAX + " characters of Base58 are read, got " + text.length);
    }
    byte[] value = new byte[text.length];
    int low = value.length;
    int zeros = 0;
    for (int i = 0; i < text.length; i++) {
      int carry = DIGITS.indexOf(text[i]);
      if (carry < 0) {
        throw new IllegalArgumentException("character " + (i + 1) + " is not one of Base58");
      }
      zeros += carry == 0 && zeros == i ? 1 : 0;
      for (int j = value.length - 1; j >= low || carry > 0; j--) {
        carry += 58 * Byte.toUnsignedInt(value[j]);
        value[j] = (byte) carry;
        carry >>>= 8;
        low = Math.min(low, j);
      }
    }
    byte[] bytes = new byte[zeros + value.length - low];
    System.arraycopy(value, low, bytes, zeros, value.length - low);
    Arrays.fill(value, (byte) 0);
    if (bytes.length < CHECKSUM_BYTES) {
      throw new IllegalArgumentException("Base58Check ends in a checksum of 4 bytes");
    }
    byte[] data = Arrays.copyOf(bytes, bytes.length - CHECKSUM_BYTES);
    byte[] found = Arrays.copyOfRange(bytes, data.length, bytes.length);
    Arrays.fill(bytes, (byte) 0);
    if (!MessageDigest.isEqual(found, checksum(data))) {
      Arrays.fill(data, (byte) 0);
      throw new IllegalArgumentException("the Base58 checksum is wrong: a character is mistaken");
    }
    return data;
  }

  private static byte[] checksum(byte[] data) {
    byte[] twice = HashAlgorithm.SHA_256.hash(HashAlgorithm.SHA_256.hash(data));
    return Arrays.copyOf(twice, CHECKSUM_BYTES);
  }

  private static int leadingZeros(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    return zeros;
  }
}
