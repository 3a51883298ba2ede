package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes canonical protobuf: the caller names fields in ascending order, and a field of its default
 * value is left out.
 *
 * <p>Used by one thread. What is written is what {@link WireReader} accepts, byte for byte.
 */
final class WireWriter {
  static final int VARINT = 0;
  static final int LENGTH = 2;

  private byte[] buffer;
  private int position;

  WireWriter(int expectedBytes) {
    buffer = new byte[Math.max(16, expectedBytes)];
  }

  /** Writes the fields of one message. */
  @FunctionalInterface
  interface Fields {
    void write(WireWriter out);
  }

  static byte[] encode(int expectedBytes, Fields message) {
    var out = new WireWriter(expectedBytes);
    message.write(out);
    return out.position == out.buffer.length ? out.buffer : Arrays.copyOf(out.buffer, out.position);
  }

  /** What stands before the {@code length} bytes of a field. */
  static byte[] head(int field, int length) {
    return encode(
        16,
        out -> {
          out.tag(field, LENGTH);
          out.varint(length);
        });
  }

  void uint32(int field, int value) {
    uint64(field, value);
  }

  void uint64(int field, long value) {
    if (value != 0) {
      tag(field, VARINT);
      varint(value);
    }
  }

  void bool(int field, boolean value) {
    uint64(field, value ? 1 : 0);
  }

  void bytes(int field, Bytes value) {
    if (!value.isEmpty()) {
      element(field, value);
    }
  }

  void hash(int field, Hash value) {
    tag(field, LENGTH);
    varint(Hash.BYTES);
    reserve(Hash.BYTES);
    value.write(buffer, position);
    position += Hash.BYTES;
  }

  void optionalHash(int field, @Nullable Hash value) {
    if (value != null) {
      hash(field, value);
    }
  }

  void account(int field, AccountId value) {
    hash(field, value.hash());
  }

  void optionalAccount(int field, @Nullable AccountId value) {
    if (value != null) {
      account(field, value);
    }
  }

  /** The fee asset is absent. */
  void asset(int field, AssetId value) {
    if (!value.isFee()) {
      hash(field, value.hash());
    }
  }

  void amount(int field, Amount value) {
    if (!value.isZero()) {
      int length = value.minimalBytes();
      tag(field, LENGTH);
      varint(length);
      reserve(length);
      value.writeMinimal(buffer, position);
      position += length;
    }
  }

  void string(int field, String value) {
    bytes(field, Bytes.wrap(value.getBytes(StandardCharsets.UTF_8)));
  }

  void packed(int field, List<Integer> values) {
    if (!values.isEmpty()) {
      message(
          field,
          out -> {
            for (int value : values) {
              out.varint(value);
            }
          });
    }
  }

  void repeatedBytes(int field, List<Bytes> values) {
    for (Bytes value : values) {
      element(field, value);
    }
  }

  void repeatedHash(int field, List<Hash> values) {
    for (Hash value : values) {
      hash(field, value);
    }
  }

  /** A message that is there, were all its fields of default value. */
  void message(int field, Fields message) {
    tag(field, LENGTH);
    reserve(1);
    int lengthAt = position++;
    message.write(this);
    int length = position - lengthAt - 1;
    int lengthBytes = varintBytes(length);
    if (lengthBytes > 1) {
      reserve(lengthBytes - 1);
      System.arraycopy(buffer, lengthAt + 1, buffer, lengthAt + lengthBytes, length);
    }
    position = lengthAt;
    varint(length);
    position += length;
  }

  private void element(int field, Bytes value) {
    tag(field, LENGTH);
    varint(value.length());
    reserve(value.length());
    value.write(buffer, position);
    position += value.length();
  }

  private void tag(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  private void varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[position++] = (byte) rest;
  }

  /** How many bytes a field of this many bytes takes, if its number is below 16. */
  static int fieldBytes(int length) {
    return 1 + varintBytes(length) + length;
  }

  private static int varintBytes(int value) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
  }

  private void reserve(int more) {
    if (buffer.length - position < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, position + more));
    }
  }
}
