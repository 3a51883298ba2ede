package io.ghostchain.zwallet;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a JSON object of texts and whole numbers, such as the endpoint file (RFC 8259, without
 * nesting, null, booleans and fractions).
 *
 * <p>Jackson reads more, but to load its parser initializes {@link java.math.BigDecimal}, which
 * computes powers of five for 20 ms in a JVM that has just started: every command would wait.
 */
final class FlatJson {
  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  /**
   * The members in their order, numbers as they are written.
   *
   * @throws IllegalArgumentException if the text is anything else, saying where
   */
  static Map<String, String> parse(String text) {
    FlatJson json = new FlatJson(text);
    Map<String, String> members = new LinkedHashMap<>();
    json.expect('{');
    if (json.next() == '}') {
      json.at++;
    } else {
      do {
        String name = json.string();
        json.expect(':');
        if (members.put(name, json.value()) != null) {
          throw json.wrong("one member " + name);
        }
      } while (json.comma());
    }
    if (json.next() != 0) {
      throw json.wrong("an end");
    }
    return members;
  }

  /** Whether another member follows; if none does, the object is closed. */
  private boolean comma() {
    if (next() == ',') {
      at++;
      return true;
    }
    expect('}');
    return false;
  }

  private String value() {
    if (next() == '"') {
      return string();
    }
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from) {
      throw wrong("a text or a number");
    }
    return text.substring(from, at);
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (true) {
      char c = take();
      if (c == '"') {
        return value.toString();
      }
      value.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = take();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(take(), 16);
          if (digit < 0) {
            throw wrong("four hexadecimal digits");
          }
          unit = unit << 4 | digit;
        }
        yield (char) unit;
      }
      default -> throw wrong("an escape");
    };
  }

  /** A character inside a string, where control characters must be escaped. */
  private char take() {
    if (at == text.length() || text.charAt(at) < ' ') {
      throw wrong("the end of a string");
    }
    return text.charAt(at++);
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      throw wrong(String.valueOf(wanted));
    }
    at++;
  }

  /** The next character that is no white space, or 0 at the end. */
  private char next() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at == text.length() ? 0 : text.charAt(at);
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException("expected " + expected + " at character " + at);
  }
}
