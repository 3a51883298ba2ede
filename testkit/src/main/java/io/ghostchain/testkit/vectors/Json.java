package io.ghostchain.testkit.vectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * One value of a JSON document, held as a tree; it knows its path, so that a complaint names it.
 *
 * <p>An array iterates over its elements, an object over its members' values. Immutable.
 */
public final class Json implements Iterable<Json> {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Vectors carry messages and signatures of many megabytes in one string.
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(256 << 20).build())
          .build();

  private final String path;
  private final Object value;

  private Json(String path, Object value) {
    this.path = path;
    this.value = value;
  }

  /**
   * Reads a whole document.
   *
   * @param name what to call it in messages
   */
  public static Json parse(String name, String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Object value = read(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException(name + ": text after the document");
      }
      return new Json(name, value);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Where this value stands: the document's name and the members and indices down to here. */
  public String path() {
    return path;
  }

  /** Whether this object has a member of that name that is not null. */
  public boolean has(String member) {
    return value instanceof Map<?, ?> members
        && members.get(member) != null
        && members.get(member) != Null.NULL;
  }

  /**
   * A member of this object.
   *
   * @throws NoSuchElementException if there is none
   */
  public Json get(String member) {
    if (value instanceof Map<?, ?> members) {
      Object found = members.get(member);
      if (found != null) {
        return new Json(path + "." + member, found);
      }
      throw new NoSuchElementException(path + " has no \"" + member + "\" but " + members.keySet());
    }
    throw expected("an object");
  }

  /** An element of this array. */
  public Json get(int index) {
    if (value instanceof List<?> elements) {
      return new Json(path + "[" + index + "]", elements.get(index));
    }
    throw expected("an array");
  }

  /** How many elements this array, or members this object, has. */
  public int size() {
    return switch (value) {
      case List<?> elements -> elements.size();
      case Map<?, ?> members -> members.size();
      default -> throw expected("an array or object");
    };
  }

  /** The names of this object's members, in the document's order. */
  public List<String> names() {
    if (value instanceof Map<?, ?> members) {
      return members.keySet().stream().map(String.class::cast).toList();
    }
    throw expected("an object");
  }

  @Override
  public Iterator<Json> iterator() {
    List<Json> children = new ArrayList<>();
    if (value instanceof Map<?, ?> members) {
      members.forEach((name, child) -> children.add(new Json(path + "." + name, child)));
    } else {
      for (int i = 0; i < size(); i++) {
        children.add(get(i));
      }
    }
    return children.iterator();
  }

  /** This string. */
  public String text() {
    if (value instanceof String text) {
      return text;
    }
    throw expected("a string");
  }

  /** This whole number. */
  public int integer() {
    if (value instanceof Number number) {
      return Math.toIntExact(number.longValue());
    }
    throw expected("a whole number");
  }

  /** This boolean. */
  public boolean bool() {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw expected("true or false");
  }

  /** The bytes that this string spells in hexadecimal. */
  public byte[] hex() {
    return HexFormat.of().parseHex(text());
  }

  /** The text of a member. */
  public String text(String member) {
    return get(member).text();
  }

  /** The whole number that a member is. */
  public int integer(String member) {
    return get(member).integer();
  }

  /** The boolean that a member is. */
  public boolean bool(String member) {
    return get(member).bool();
  }

  /** The bytes that a member spells in hexadecimal. */
  public byte[] hex(String member) {
    return get(member).hex();
  }

  @Override
  public String toString() {
    return path;
  }

  private IllegalStateException expected(String what) {
    return new IllegalStateException(
        path + " is not " + what + " but a " + value.getClass().getSimpleName());
  }

  private static Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IllegalArgumentException("an empty document");
    }
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, read(parser));
        }
        yield members;
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(read(parser));
        }
        yield elements;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Null.NULL;
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalArgumentException("unexpected " + token + " in JSON");
    };
  }

  private enum Null {
    NULL
  }
}
