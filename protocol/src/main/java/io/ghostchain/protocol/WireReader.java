package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads canonical protobuf in one pass and refuses, at the byte, everything that {@link WireWriter}
 * would not have written.
 *
 * <p>The caller asks for a message's fields in ascending order; a field that is not next is absent.
 * What is left when the message was read is unknown, repeated or out of order. Byte strings are
 * views of the input. Used by one thread.
 */
final class WireReader {
  private static final int DEPTH_MAX = 8;

  private final byte[] in;
  private final int start;
  private int position;
  private int limit;

  /** The last field of the current message that was taken. */
  private int lastField;

  /** The tag at {@link #position} if it was looked at already: then field, wire type, its end. */
  private int tagAt = -1;

  private int tagField;
  private int tagWireType;
  private int tagEnd;

  /** The fields that lead to the current message, with the index where one is repeated. */
  private final String[] pathNames = new String[DEPTH_MAX + 1];

  private final int[] pathIndexes = new int[DEPTH_MAX + 1];
  private int depth;

  private WireReader(byte[] in, int start, int length, String root) {
    this.in = in;
    this.start = start;
    this.position = start;
    this.limit = start + length;
    this.pathNames[0] = root;
    this.pathIndexes[0] = -1;
  }

  /** Reads the fields of one message. */
  @FunctionalInterface
  interface Fields<T> {
    T read(WireReader in) throws DecodeException;
  }

  /**
   * Decodes one message that fills the given bytes. They become part of the value, so nobody may
   * write to them again.
   *
   * @param maxBytes the longest encoding that is looked at
   * @param name of the message, for errors
   */
  static <T> T decode(Bytes encoded, int maxBytes, String name, Fields<T> message)
      throws DecodeException {
    var in = new WireReader(encoded.array(), encoded.offset(), encoded.length(), name);
    if (encoded.length() > maxBytes) {
      throw new DecodeException(
          Reason.TOO_LARGE,
          maxBytes,
          name,
          "at most " + maxBytes + " bytes",
          encoded.length() + " bytes");
    }
    return in.body(message);
  }

  int uint32(int field, String name) throws DecodeException {
    return (int) number(field, name, Integer.MAX_VALUE);
  }

  long uint64(int field, String name) throws DecodeException {
    return number(field, name, Long.MAX_VALUE);
  }

  boolean bool(int field, String name) throws DecodeException {
    return number(field, name, 1) != 0;
  }

  /** At most {@code maxBytes}, empty if absent. */
  Bytes bytes(int field, String name, int maxBytes) throws DecodeException {
    if (!take(field, name, WireWriter.LENGTH)) {
      return Bytes.EMPTY;
    }
    int length = length(name, maxBytes);
    if (length == 0) {
      throw fail(position - 1, name, "no field for an empty value", "an empty field");
    }
    return skip(length);
  }

  /** A hash that must be there. */
  Hash hash(int field, String name) throws DecodeException {
    if (!take(field, name, WireWriter.LENGTH)) {
      throw fail(position, name, "a field of 32 bytes", "no such field");
    }
    return hashElement(name);
  }

  @Nullable Hash optionalHash(int field, String name) throws DecodeException {
    return take(field, name, WireWriter.LENGTH) ? hashElement(name) : null;
  }

  AccountId account(int field, String name) throws DecodeException {
    return new AccountId(hash(field, name));
  }

  @Nullable AccountId optionalAccount(int field, String name) throws DecodeException {
    Hash hash = optionalHash(field, name);
    return hash == null ? null : new AccountId(hash);
  }

  /** The fee asset if absent. */
  AssetId asset(int field, String name) throws DecodeException {
    int at = position;
    Hash hash = optionalHash(field, name);
    if (hash == null) {
      return AssetId.FEE;
    }
    var asset = new AssetId(hash);
    if (asset.isFee()) {
      throw fail(at, name, "no field for the fee asset", "32 zero bytes");
    }
    return asset;
  }

  /** Zero if absent. */
  Amount amount(int field, String name) throws DecodeException {
    Bytes bytes = bytes(field, name, Amount.BYTES);
    if (bytes.isEmpty()) {
      return Amount.ZERO;
    }
    if (bytes.at(0) == 0) {
      throw fail(position - bytes.length(), name, "no leading zero byte", "0x00");
    }
    return Amount.readMinimal(bytes);
  }

  /** UTF-8 of at most {@code maxBytes}, empty if absent. */
  String string(int field, String name, int maxBytes) throws DecodeException {
    Bytes bytes = bytes(field, name, maxBytes);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.array(), bytes.offset(), bytes.length()))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw fail(position - bytes.length(), name, "UTF-8", bytes.toString());
    }
  }

  /** Packed numbers, at most {@code maxCount}. */
  List<Integer> packed(int field, String name, int maxCount) throws DecodeException {
    if (!take(field, name, WireWriter.LENGTH)) {
      return List.of();
    }
    int length = length(name, limit);
    if (length == 0) {
      throw fail(position - 1, name, "no field for an empty list", "an empty field");
    }
    int outer = limit;
    limit = position + length;
    var values = new ArrayList<Integer>();
    while (position < limit) {
      requireRoom(values.size(), maxCount, name);
      values.add((int) varint(name, Integer.MAX_VALUE));
    }
    limit = outer;
    return values;
  }

  List<Bytes> repeatedBytes(int field, String name, int maxCount, int maxBytes)
      throws DecodeException {
    if (!isNext(field)) {
      return List.of();
    }
    var values = new ArrayList<Bytes>();
    while (takeElement(field, name)) {
      requireRoom(values.size(), maxCount, name);
      values.add(skip(length(name, maxBytes)));
    }
    return values;
  }

  List<Hash> repeatedHash(int field, String name, int maxCount) throws DecodeException {
    if (!isNext(field)) {
      return List.of();
    }
    var values = new ArrayList<Hash>();
    while (takeElement(field, name)) {
      requireRoom(values.size(), maxCount, name);
      values.add(hashElement(name));
    }
    return values;
  }

  <T> List<T> repeated(int field, String name, int maxCount, Fields<T> message)
      throws DecodeException {
    if (!isNext(field)) {
      return List.of();
    }
    var values = new ArrayList<T>();
    while (takeElement(field, name)) {
      requireRoom(values.size(), maxCount, name);
      values.add(nested(name, values.size(), message));
    }
    return values;
  }

  /** A message that must be there. */
  <T> T message(int field, String name, Fields<T> message) throws DecodeException {
    if (!take(field, name, WireWriter.LENGTH)) {
      throw fail(position, name, "a message", "no such field");
    }
    return nested(name, -1, message);
  }

  <T> @Nullable T optionalMessage(int field, String name, Fields<T> message)
      throws DecodeException {
    return take(field, name, WireWriter.LENGTH) ? nested(name, -1, message) : null;
  }

  /** The number of the field that comes next in this message, 0 at its end. */
  int nextField() throws DecodeException {
    if (position == limit) {
      return 0;
    }
    readTag();
    return tagField;
  }

  DecodeException fail(Reason reason, String name, String expected, String got) {
    return new DecodeException(reason, position - start, path(name), expected, got);
  }

  private <T> T nested(String name, int index, Fields<T> message) throws DecodeException {
    int length = length(name, limit);
    if (depth == DEPTH_MAX - 1) {
      throw fail(position, name, "at most " + DEPTH_MAX + " levels", "one more");
    }
    int outerLimit = limit;
    int outerField = lastField;
    limit = position + length;
    lastField = 0;
    depth++;
    pathNames[depth] = name;
    pathIndexes[depth] = index;
    T value = body(message);
    depth--;
    limit = outerLimit;
    lastField = outerField;
    return value;
  }

  private <T> T body(Fields<T> message) throws DecodeException {
    int from = position;
    T value;
    try {
      value = message.read(this);
    } catch (Require.Invalid invalid) {
      throw fail(invalid.reason, from, null, invalid.expected, invalid.got);
    }
    if (position != limit) {
      readTag();
      throw tagField <= lastField
          ? fail(position, null, "ascending fields", tagField + " after " + lastField)
          : fail(position, null, "a known field or the end", "field " + tagField);
    }
    return value;
  }

  private long number(int field, String name, long max) throws DecodeException {
    if (!take(field, name, WireWriter.VARINT)) {
      return 0;
    }
    int at = position;
    long value = varint(name, max);
    if (value == 0) {
      throw fail(at, name, "no field for zero", "a field of zero");
    }
    return value;
  }

  private boolean isNext(int field) throws DecodeException {
    return nextField() == field;
  }

  private boolean take(int field, String name, int wireType) throws DecodeException {
    if (!isNext(field) || lastField >= field) {
      return false;
    }
    requireWireType(name, wireType);
    lastField = field;
    position = tagEnd;
    return true;
  }

  private boolean takeElement(int field, String name) throws DecodeException {
    if (!isNext(field) || lastField > field) {
      return false;
    }
    requireWireType(name, WireWriter.LENGTH);
    lastField = field;
    position = tagEnd;
    return true;
  }

  private void requireWireType(String name, int wireType) throws DecodeException {
    if (tagWireType != wireType) {
      throw fail(position, name, "wire type " + wireType, "wire type " + tagWireType);
    }
  }

  private void readTag() throws DecodeException {
    if (tagAt == position) {
      return;
    }
    int at = position;
    long tag = varint(null, 0xFFFFFFFFL);
    tagEnd = position;
    position = at;
    tagField = (int) (tag >>> 3);
    tagWireType = (int) (tag & 7);
    if (tagField == 0) {
      throw fail(at, null, "a field number of at least 1", "0");
    }
    if (tagWireType != WireWriter.VARINT && tagWireType != WireWriter.LENGTH) {
      throw fail(at, null, "wire type 0 or 2", "wire type " + tagWireType);
    }
    tagAt = at;
  }

  private long varint(@Nullable String name, long max) throws DecodeException {
    int at = position;
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == limit) {
        throw fail(position, name, "the rest of a number", "the end");
      }
      byte next = in[position++];
      if (shift == 63 && (next & 0xFE) != 0) {
        break;
      }
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        if (next == 0 && shift != 0) {
          throw fail(position - 1, name, "a number in as few bytes as it takes", "0x00 at its end");
        }
        if (value < 0 || value > max) {
          throw fail(at, name, "a number up to " + max, Long.toUnsignedString(value));
        }
        return value;
      }
    }
    throw fail(at, name, "a number of at most 64 bits", "a longer one");
  }

  private int length(String name, int max) throws DecodeException {
    int at = position;
    int length = (int) varint(name, Integer.MAX_VALUE);
    if (length > limit - position) {
      throw fail(at, name, "at most the " + (limit - position) + " bytes that are left", length);
    }
    if (length > max) {
      throw fail(at, name, "at most " + max + " bytes", length);
    }
    return length;
  }

  private Hash hashElement(String name) throws DecodeException {
    int at = position;
    int length = length(name, limit);
    if (length != Hash.BYTES) {
      throw fail(at, name, "32 bytes", length);
    }
    position += Hash.BYTES;
    return Hash.read(in, position - Hash.BYTES);
  }

  private Bytes skip(int length) {
    position += length;
    return Bytes.view(in, position - length, length);
  }

  private void requireRoom(int size, int max, String name) throws DecodeException {
    if (size == max) {
      throw fail(position, name, "at most " + max + " items", "one more");
    }
  }

  private DecodeException fail(int at, @Nullable String name, String expected, int got) {
    return fail(at, name, expected, Integer.toString(got));
  }

  private DecodeException fail(int at, @Nullable String name, String expected, String got) {
    return fail(Reason.MALFORMED, at, name, expected, got);
  }

  private DecodeException fail(
      Reason reason, int at, @Nullable String name, String expected, String got) {
    return new DecodeException(reason, at - start, path(name), expected, got);
  }

  private String path(@Nullable String name) {
    var path = new StringBuilder();
    for (int i = 0; i <= depth; i++) {
      path.append(i == 0 ? "" : ".").append(pathNames[i]);
      if (pathIndexes[i] >= 0) {
        path.append('[').append(pathIndexes[i]).append(']');
      }
    }
    return name == null ? path.toString() : path.append('.').append(name).toString();
  }
}
