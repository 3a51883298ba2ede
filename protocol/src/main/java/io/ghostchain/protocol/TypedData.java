package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.HashAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Data with named and typed fields that an Ethereum wallet shows to a person and signs, with the
 * hash of EIP-712. Only what the ledger uses of it: structs of text, lists of text, unsigned
 * numbers and 32 bytes, never nested.
 *
 * @param domain whose signature it is: EIP-712's EIP712Domain
 * @param message what is signed
 */
public record TypedData(Struct domain, Struct message) {
  /** Length of {@link #signingMessage}. */
  public static final int SIGNING_BYTES = 2 + 2 * Hash.BYTES;

  /**
   * A struct of EIP-712.
   *
   * @param name its type
   * @param fields in the order of the type, which is hashed
   */
  public record Struct(String name, List<Field> fields) {
    /** Copies the list. */
    public Struct {
      fields = List.copyOf(fields);
    }

    /** The type as EIP-712 writes it, such as {@code Mail(string from,string to)}. */
    public String type() {
      return fields.stream()
          .map(field -> field.type() + " " + field.name())
          .collect(Collectors.joining(",", name + "(", ")"));
    }

    /** EIP-712's hashStruct. */
    public Hash hash() {
      byte[] words = new byte[(1 + fields.size()) * Hash.BYTES];
      keccak(utf8(type()), words, 0);
      int at = Hash.BYTES;
      for (Field field : fields) {
        field.write(words, at);
        at += Hash.BYTES;
      }
      return keccak(words);
    }
  }

  /** A field of a struct. */
  public sealed interface Field {
    /** Its name. */
    String name();

    /** Its type as EIP-712 writes it. */
    String type();

    /** Writes the 32 bytes of EIP-712's encodeData. */
    private void write(byte[] target, int offset) {
      switch (this) {
        case Text(_, String value) -> keccak(utf8(value), target, offset);
        case Texts(_, List<String> values) -> {
          byte[] words = new byte[values.size() * Hash.BYTES];
          for (int i = 0; i < values.size(); i++) {
            keccak(utf8(values.get(i)), words, i * Hash.BYTES);
          }
          keccak(words, target, offset);
        }
        case Unsigned(_, _, long value) ->
            BigEndian.putLong(target, offset + Hash.BYTES - Long.BYTES, value);
        case Fixed(_, Hash value) -> value.write(target, offset);
      }
    }
  }

  /** A {@code string}. */
  public record Text(String name, String value) implements Field {
    @Override
    public String type() {
      return "string";
    }
  }

  /** A {@code string[]}. */
  public record Texts(String name, List<String> values) implements Field {
    /** Copies the list. */
    public Texts {
      values = List.copyOf(values);
    }

    @Override
    public String type() {
      return "string[]";
    }
  }

  /**
   * A {@code uintN}.
   *
   * @param bits 8 to 256
   * @param value without a sign bit, as all numbers of the ledger
   */
  public record Unsigned(String name, int bits, long value) implements Field {
    /** Checks the components. */
    public Unsigned {
      Require.natural(name, value);
    }

    @Override
    public String type() {
      return "uint" + bits;
    }
  }

  /** A {@code bytes32}. */
  public record Fixed(String name, Hash value) implements Field {
    @Override
    public String type() {
      return "bytes32";
    }
  }

  /**
   * The {@value #SIGNING_BYTES} bytes whose Keccak-256 is signed: 0x19, 0x01, the hash of the
   * domain and that of the message.
   */
  public byte[] signingMessage() {
    byte[] bytes = new byte[SIGNING_BYTES];
    bytes[0] = 0x19;
    bytes[1] = 0x01;
    domain.hash().write(bytes, 2);
    message.hash().write(bytes, 2 + Hash.BYTES);
    return bytes;
  }

  /** What ECDSA signs: Keccak-256 of {@link #signingMessage}. */
  public Hash digest() {
    return keccak(signingMessage());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Hash keccak(byte[] bytes) {
    return Hash.of(HashAlgorithm.KECCAK_256.hash(bytes));
  }

  private static void keccak(byte[] bytes, byte[] target, int offset) {
    System.arraycopy(HashAlgorithm.KECCAK_256.hash(bytes), 0, target, offset, Hash.BYTES);
  }
}
