package io.ghostchain.zcrypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * What a person typed, as bytes: NFKD (Unicode Standard Annex 15), then UTF-8, so that the same
 * passphrase typed on another system opens the same wallet (BIP-39 asks for the same).
 *
 * <p>The characters stay out of strings, which cannot be wiped, but for runs of non-ASCII
 * characters while they are normalised.
 */
public final class Passphrase {
  private Passphrase() {}

  /**
   * The bytes of a passphrase; the caller wipes both.
   *
   * @throws IllegalArgumentException if the text holds half a surrogate pair
   */
  public static byte[] utf8(char[] typed) {
    char[] normal = nfkd(typed);
    try {
      return encode(normal);
    } finally {
      Arrays.fill(normal, '\0');
    }
  }

  /** The text in NFKD, in an array that the caller wipes. */
  public static char[] nfkd(char[] typed) {
    char[] normal = new char[typed.length];
    int length = 0;
    for (int start = 0; start < typed.length; ) {
      int end = segmentEnd(typed, start);
      CharSequence segment = CharBuffer.wrap(typed, start, end - start);
      if (end - start > 1 || typed[start] > 0x7f) {
        segment = Normalizer.normalize(segment, Normalizer.Form.NFKD);
      }
      if (length + segment.length() > normal.length) {
        normal = grow(normal, 2 * (length + segment.length()));
      }
      for (int i = 0; i < segment.length(); i++) {
        normal[length++] = segment.charAt(i);
      }
      start = end;
    }
    char[] exact = Arrays.copyOf(normal, length);
    Arrays.fill(normal, '\0');
    return exact;
  }

  /**
   * Up to the next ASCII character: those are their own NFKD and nothing combines across their left
   * edge, so the segments may be normalised one by one.
   */
  private static int segmentEnd(char[] text, int start) {
    int end = start + 1;
    while (end < text.length && text[end] > 0x7f) {
      end++;
    }
    return end;
  }

  private static char[] grow(char[] secret, int length) {
    char[] longer = Arrays.copyOf(secret, length);
    Arrays.fill(secret, '\0');
    return longer;
  }

  private static byte[] encode(char[] text) {
    ByteBuffer out = ByteBuffer.allocate(3 * text.length);
    try {
      var encoder = StandardCharsets.UTF_8.newEncoder();
      var result = encoder.encode(CharBuffer.wrap(text), out, true);
      if (result.isError()) {
        result.throwException();
      }
      encoder.flush(out);
      return Arrays.copyOf(out.array(), out.position());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the passphrase holds half a surrogate pair", e);
    } finally {
      Arrays.fill(out.array(), (byte) 0);
    }
  }
}
