package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Text with a prefix and a checksum (BIP-350): how the 32 bytes of an id are shown to people.
 *
 * <p>The checksum finds any four wrong characters. Of one or two this says where they stand, but
 * never corrects them: the person must look (BIP-173, "Error correction").
 */
final class Bech32m {
  private static final String CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  /** The checksum constant of BIP-350. */
  private static final int CONSTANT = 0x2bc830a3;

  private static final int CHECKSUM = 6;
  private static final int TEXT_MAX = 90;
  private static final int ID_GROUPS = 52;

  private Bech32m() {}

  /** A text taken apart: five-bit groups without the checksum. */
  record Decoded(String prefix, Bytes groups) {}

  static String encode(String prefix, byte[] groups) {
    byte[] values = Arrays.copyOf(groups, groups.length + CHECKSUM);
    int checksum = polymod(prefix, values) ^ CONSTANT;
    for (int i = 0; i < CHECKSUM; i++) {
      values[groups.length + i] = (byte) ((checksum >>> (5 * (CHECKSUM - 1 - i))) & 31);
    }
    var text = new StringBuilder(prefix).append('1');
    for (byte value : values) {
      text.append(CHARSET.charAt(value));
    }
    return text.toString();
  }

  /**
   * Takes a text apart.
   *
   * @throws IllegalArgumentException that says what is wrong, and where
   */
  static Decoded decode(String text) {
    Require.that(
        text.length() <= TEXT_MAX,
        "at most " + TEXT_MAX + " characters",
        text.length() + " characters");
    for (int i = 0; i < text.length(); i++) {
      Require.that(
          text.charAt(i) > ' ' && text.charAt(i) < 0x7F,
          "printable ASCII at character " + (i + 1),
          String.format(Locale.ROOT, "U+%04X", (int) text.charAt(i)));
    }
    String lower = text.toLowerCase(Locale.ROOT);
    Require.that(
        text.equals(lower) || text.equals(text.toUpperCase(Locale.ROOT)),
        "only lower case or only upper case",
        text);
    int separator = lower.lastIndexOf('1');
    Require.that(separator > 0, "a prefix and the separator 1", text);
    Require.that(
        lower.length() - separator > CHECKSUM,
        "a checksum of " + CHECKSUM + " characters after the separator",
        text);
    String prefix = lower.substring(0, separator);
    byte[] values = new byte[lower.length() - separator - 1];
    for (int i = 0; i < values.length; i++) {
      char c = lower.charAt(separator + 1 + i);
      values[i] = (byte) CHARSET.indexOf(c);
      Require.that(
          values[i] >= 0,
          "one of " + CHARSET + " at character " + (separator + 2 + i),
          "'" + c + "'");
    }
    int residue = polymod(prefix, values) ^ CONSTANT;
    Require.that(
        residue == 0, "a text whose checksum fits", wrong(text, separator, values, residue));
    return new Decoded(prefix, Bytes.of(values, 0, values.length - CHECKSUM));
  }

  /** The text form of a 32-byte id. */
  static String encodeId(String prefix, Hash id) {
    byte[] groups = new byte[ID_GROUPS];
    for (int i = 0; i < ID_GROUPS * 5; i++) {
      if (i < 256 && id.bit(i)) {
        groups[i / 5] |= (byte) (16 >>> (i % 5));
      }
    }
    return encode(prefix, groups);
  }

  /**
   * Reads the text form of a 32-byte id.
   *
   * @throws IllegalArgumentException that says what is wrong, and where
   */
  static Hash decodeId(String prefix, String text) {
    Decoded decoded = decode(text);
    Require.that(
        decoded.prefix.equals(prefix),
        "a text that starts with " + prefix + "1",
        decoded.prefix + "1...");
    Require.count(
        "an id",
        "characters after the separator",
        decoded.groups.length() + CHECKSUM,
        ID_GROUPS + CHECKSUM,
        ID_GROUPS + CHECKSUM);
    byte[] id = new byte[Hash.BYTES];
    for (int i = 0; i < 256; i++) {
      if ((decoded.groups.at(i / 5) & (16 >>> (i % 5))) != 0) {
        id[i / 8] |= (byte) (128 >>> (i % 8));
      }
    }
    Require.that(
        (decoded.groups.at(ID_GROUPS - 1) & 15) == 0, "four zero bits of padding", "other bits");
    return Hash.of(id);
  }

  /** What a checksum of {@code residue} tells about the wrong characters. */
  private static String wrong(String text, int separator, byte[] values, int residue) {
    List<Integer> places = locate(values.length, residue);
    if (places.isEmpty()) {
      return text + ", which has several wrong or missing characters";
    }
    var found = new StringBuilder(text).append(", probably mistyped at character ");
    for (int i = 0; i < places.size(); i++) {
      int at = separator + 1 + places.get(i);
      found.append(i == 0 ? "" : " and ").append(at + 1);
      found.append(" ('").append(text.charAt(at)).append("')");
    }
    return found.toString();
  }

  /**
   * The places of the one or two wrong characters that explain a residue, none if it takes more.
   * The code has distance 5 up to 90 characters, so there is at most one answer of that size. Since
   * the checksum is linear, two errors leave the XOR of what each would leave alone.
   */
  private static List<Integer> locate(int length, int residue) {
    Map<Integer, Integer> placeOf = new HashMap<>();
    int[] residues = new int[length * 31];
    byte[] error = new byte[length];
    for (int at = 0; at < length; at++) {
      for (int value = 1; value < 32; value++) {
        error[at] = (byte) value;
        int single = polymod(0, error);
        residues[at * 31 + value - 1] = single;
        placeOf.put(single, at);
      }
      error[at] = 0;
    }
    Integer one = placeOf.get(residue);
    if (one != null) {
      return List.of(one);
    }
    for (int i = 0; i < residues.length; i++) {
      Integer other = placeOf.get(residue ^ residues[i]);
      if (other != null && other > i / 31) {
        var places = new ArrayList<Integer>();
        places.add(i / 31);
        places.add(other);
        return places;
      }
    }
    return List.of();
  }

  private static int polymod(String prefix, byte[] values) {
    int state = 1;
    for (int i = 0; i < prefix.length(); i++) {
      state = step(state, prefix.charAt(i) >>> 5);
    }
    state = step(state, 0);
    for (int i = 0; i < prefix.length(); i++) {
      state = step(state, prefix.charAt(i) & 31);
    }
    return polymod(state, values);
  }

  private static int polymod(int state, byte[] values) {
    int next = state;
    for (byte value : values) {
      next = step(next, value);
    }
    return next;
  }

  private static int step(int state, int value) {
    int next = ((state & 0x1ffffff) << 5) ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      if (((state >>> (25 + i)) & 1) != 0) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }
}
