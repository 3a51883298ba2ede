package io.ghostchain.zquic.http3;

/**
 * One header or trailer field.
 *
 * @param name in lower case (RFC 9114 section 4.2)
 * @param value printable ASCII
 */
public record Field(String name, String value) {
  /** Checks that the field can be sent as it is. */
  public Field {
    if (name.isEmpty() || !name.chars().allMatch(Field::isNameCharacter)) {
      throw new IllegalArgumentException(
          "a field's name is a lower-case token (RFC 9110 section 5.6.2), got \"" + name + "\"");
    }
    if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'))) {
      throw new IllegalArgumentException(
          "a field's value is printable ASCII, " + name + " has another character");
    }
  }

  private static boolean isNameCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }
}
