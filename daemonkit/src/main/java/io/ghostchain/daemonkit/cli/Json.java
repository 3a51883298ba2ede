package io.ghostchain.daemonkit.cli;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, collections, strings, numbers, booleans and null as JSON (RFC 8259). */
public final class Json {
  private Json() {}

  /**
   * One line, without a line break at its end. Any other kind of value is written as its string.
   */
  public static String write(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  private static void append(StringBuilder text, @Nullable Object value) {
    switch (value) {
      case null -> text.append("null");
      case Boolean bool -> text.append(bool);
      case Integer number -> text.append(number);
      case Long number -> text.append(number);
      case Double number -> text.append(Double.isFinite(number) ? number.toString() : "null");
      case Map<?, ?> map -> {
        char before = '{';
        for (var entry : map.entrySet()) {
          text.append(before);
          appendString(text, String.valueOf(entry.getKey()));
          text.append(':');
          append(text, entry.getValue());
          before = ',';
        }
        text.append(map.isEmpty() ? "{}" : "}");
      }
      case Collection<?> list -> {
        char before = '[';
        for (Object entry : list) {
          text.append(before);
          append(text, entry);
          before = ',';
        }
        text.append(before == '[' ? "[]" : "]");
      }
      default -> appendString(text, value.toString());
    }
  }

  private static void appendString(StringBuilder text, String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < 0x20 || Character.isSurrogate(c)) {
            appendEscape(text, c);
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  private static void appendEscape(StringBuilder text, char c) {
    text.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append(Character.forDigit(c >>> shift & 15, 16));
    }
  }
}
