package io.ghostchain.zquic.grpc;

import java.nio.charset.StandardCharsets;

/** The percent-encoding of {@code grpc-message} ("Status-Message", PROTOCOL-HTTP2.md). */
final class PercentCoding {
  private static final String HEX = "0123456789ABCDEF";

  private PercentCoding() {}

  /** Encodes the UTF-8 bytes of {@code text}, leaving printable ASCII but {@code %} as it is. */
  static String encode(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b >= ' ' && b <= '~' && b != '%') {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.charAt(b >> 4 & 0xf)).append(HEX.charAt(b & 0xf));
      }
    }
    return out.toString();
  }

  /**
   * Decodes; an escape that is none stays as it is, and bytes that are not UTF-8 become replacement
   * characters, since a status is worth more than its message ("must not error or throw").
   */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] out = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' && i + 2 < text.length()) {
        int high = Character.digit(text.charAt(i + 1), 16);
        int low = Character.digit(text.charAt(i + 2), 16);
        if (high >= 0 && low >= 0) {
          out[length++] = (byte) (high << 4 | low);
          i += 2;
          continue;
        }
      }
      out[length++] = (byte) c;
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '%') {
        return false;
      }
    }
    return true;
  }
}
