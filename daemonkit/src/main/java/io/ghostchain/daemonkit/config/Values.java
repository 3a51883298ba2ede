package io.ghostchain.daemonkit.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;

/** Turns text and TOML values into a setting's type, and back into text. */
final class Values {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

  private Values() {}

  /** Whether a component of this type can be a setting. */
  static boolean supports(Type type) {
    if (isStringList(type)) {
      return true;
    }
    return type instanceof Class<?> c
        && (c == String.class
            || c == int.class
            || c == long.class
            || c == boolean.class
            || c == Path.class
            || c == Duration.class
            || c == ByteSize.class
            || c.isEnum());
  }

  /**
   * Reads a value.
   *
   * @param raw a {@code String} from anywhere, or a {@code Long}, {@code Boolean} or {@code
   *     TomlArray} of a file
   * @throws IllegalArgumentException saying what was expected and what came
   */
  static Object read(Type type, Object raw) {
    if (isStringList(type)) {
      return readList(raw);
    }
    Class<?> wanted = (Class<?>) type;
    if (wanted == int.class || wanted == long.class) {
      return readInteger(wanted, raw);
    }
    if (wanted == boolean.class) {
      return readBoolean(raw);
    }
    if (wanted == ByteSize.class && raw instanceof Long bytes) {
      return new ByteSize(bytes);
    }
    if (!(raw instanceof String text)) {
      throw new IllegalArgumentException("expected " + describe(type) + ", got " + show(raw));
    }
    if (wanted == String.class) {
      return text;
    }
    if (wanted == Path.class) {
      return readPath(text);
    }
    if (wanted == Duration.class) {
      return readDuration(text);
    }
    if (wanted == ByteSize.class) {
      return ByteSize.parse(text);
    }
    return readEnum(wanted, text);
  }

  /** A value as it would be written in the environment. */
  static String write(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(","));
      case Enum<?> constant -> enumName(constant);
      case Duration duration -> writeDuration(duration);
      default -> value.toString();
    };
  }

  /** What a type's values look like, for a message or the reference. */
  static String describe(Type type) {
    if (isStringList(type)) {
      return "a list of strings";
    }
    Class<?> wanted = (Class<?>) type;
    if (wanted == int.class || wanted == long.class) {
      return "an integer";
    }
    if (wanted == boolean.class) {
      return "true or false";
    }
    if (wanted == Path.class) {
      return "a path";
    }
    if (wanted == Duration.class) {
      return "a duration";
    }
    if (wanted == ByteSize.class) {
      return "a size";
    }
    if (wanted.isEnum()) {
      return "one of " + String.join(", ", enumNames(wanted));
    }
    return "a string";
  }

  private static boolean isStringList(Type type) {
    return type instanceof ParameterizedType generic
        && generic.getRawType() == List.class
        && generic.getActualTypeArguments()[0] == String.class;
  }

  private static List<String> readList(Object raw) {
    if (raw instanceof TomlArray array) {
      List<String> list = new ArrayList<>();
      for (Object entry : array.toList()) {
        if (!(entry instanceof String text)) {
          throw new IllegalArgumentException(
              "expected a list of strings, got " + show(entry) + " in it");
        }
        list.add(text);
      }
      return List.copyOf(list);
    }
    if (raw instanceof String text) {
      return Arrays.stream(text.split(",", -1))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .toList();
    }
    throw new IllegalArgumentException("expected a list of strings, got " + show(raw));
  }

  private static Object readInteger(Class<?> wanted, Object raw) {
    long value;
    switch (raw) {
      case Long number -> value = number;
      case String text -> {
        try {
          value = Long.parseLong(text.strip());
        } catch (NumberFormatException notANumber) {
          throw new IllegalArgumentException(
              "expected an integer, got \"" + text + "\"", notANumber);
        }
      }
      default -> throw new IllegalArgumentException("expected an integer, got " + show(raw));
    }
    if (wanted == long.class) {
      return value;
    }
    if (value != (int) value) {
      throw new IllegalArgumentException("expected an integer of 32 bits, got " + value);
    }
    return (int) value;
  }

  private static Boolean readBoolean(Object raw) {
    return switch (raw) {
      case Boolean value -> value;
      case String text when text.equals("true") -> true;
      case String text when text.equals("false") -> false;
      default -> throw new IllegalArgumentException("expected true or false, got " + show(raw));
    };
  }

  private static Path readPath(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("expected a path: " + e.getReason(), e);
    }
  }

  private static Duration readDuration(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected a duration such as 10ms, 5s, 2m, 24h or 7d, got \"" + text + "\"");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static String writeDuration(Duration duration) {
    long millis = duration.toMillis();
    long[] factors = {86_400_000, 3_600_000, 60_000, 1000};
    String[] units = {"d", "h", "m", "s"};
    for (int i = 0; i < units.length; i++) {
      if (millis != 0 && millis % factors[i] == 0) {
        return millis / factors[i] + units[i];
      }
    }
    return millis + "ms";
  }

  private static Object readEnum(Class<?> wanted, String text) {
    for (Object constant : wanted.getEnumConstants()) {
      if (enumName((Enum<?>) constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("expected " + describe(wanted) + ", got \"" + text + "\"");
  }

  private static List<String> enumNames(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(c -> enumName((Enum<?>) c)).toList();
  }

  private static String enumName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String show(Object raw) {
    return raw instanceof String text ? "\"" + text + "\"" : raw.toString();
  }
}
