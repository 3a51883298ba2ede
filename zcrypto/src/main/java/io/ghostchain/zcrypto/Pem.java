package io.ghostchain.zcrypto;

import java.util.Base64;
import java.util.List;

/** The textual form of keys (RFC 7468, strict): one block between its BEGIN and END lines. */
public final class Pem {
  private static final int LINE_CHARACTERS = 64;

  /** A megabyte of text: far more than any key has. */
  private static final int CHARACTERS_MAX = 1 << 20;

  private Pem() {}

  /**
   * A block of text, its lines ended by line feeds.
   *
   * @param label such as {@link Pkcs8#PEM_LABEL}
   */
  public static String write(String label, byte[] der) {
    String body = Base64.getMimeEncoder(LINE_CHARACTERS, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  /**
   * The contents of the only block of a text.
   *
   * @throws KeyFormatException if there is no such block, or anything beside it
   */
  public static byte[] read(String label, String text) throws KeyFormatException {
    if (text.length() > CHARACTERS_MAX) {
      throw new KeyFormatException(
          "PEM of at most " + CHARACTERS_MAX + " characters, got " + text.length());
    }
    List<String> lines = text.strip().lines().map(String::stripTrailing).toList();
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    if (lines.size() < 3) {
      throw new KeyFormatException(
          "expected a PEM block of " + label + ", found " + lines.size() + " lines");
    }
    if (!lines.getFirst().equals(begin)) {
      throw new KeyFormatException("at line 1: expected " + begin);
    }
    if (!lines.getLast().equals(end)) {
      throw new KeyFormatException("at line " + lines.size() + ": expected " + end);
    }
    StringBuilder body = new StringBuilder();
    for (int i = 1; i < lines.size() - 1; i++) {
      String line = lines.get(i);
      boolean last = i == lines.size() - 2;
      if (line.isEmpty()
          || line.length() > LINE_CHARACTERS
          || (!last && line.length() < LINE_CHARACTERS)) {
        throw new KeyFormatException(
            "at line " + (i + 1) + ": expected a full line of " + LINE_CHARACTERS + " characters");
      }
      body.append(line);
    }
    try {
      return Base64.getDecoder().decode(body.toString());
    } catch (IllegalArgumentException e) {
      throw new KeyFormatException("expected base64 between BEGIN and END: " + e.getMessage());
    }
  }
}
