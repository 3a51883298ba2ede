package io.ghostchain.zcrypto.keystore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ghostchain.zcrypto.Passphrase;
import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.aead.Aead;
import io.ghostchain.zcrypto.aead.NotAuthenticException;
import io.ghostchain.zcrypto.kdf.Argon2id;
import io.ghostchain.zcrypto.keystore.KeystoreException.Fault;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The format of an encrypted keystore: Argon2id turns the passphrase into a key, and an AEAD seals
 * the secret with the whole header as associated data (docs/internals/keystore.md).
 *
 * <p>Every sealing draws salt and nonce afresh.
 */
public final class Keystore {
  /** The longest keystore in bytes. */
  public static final int BYTES_MAX =
      Keystore.FIXED_BYTES
          + Keystore.NONCE_BYTES_MAX
          + 1
          + KeystoreEntry.LABEL_CHARS_MAX
          + KeystoreEntry.SECRET_BYTES_MAX
          + Aead.TAG_BYTES;

  private static final byte[] MAGIC = "GHOSTKEY".getBytes(US_ASCII);
  private static final byte VERSION = 1;
  private static final byte ARGON2ID = 1;
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES_MAX = 24;
  private static final int FIXED_BYTES = 8 + 1 + 1 + 4 + 4 + 1 + 1 + SALT_BYTES;

  private Keystore() {}

  /**
   * Encrypts an entry with the default costs and XChaCha20-Poly1305.
   *
   * @param passphrase is not changed; the caller wipes it
   */
  public static byte[] seal(KeystoreEntry entry, char[] passphrase) {
    return seal(entry, passphrase, Argon2id.DEFAULT, Aead.XCHACHA20_POLY1305);
  }

  /** Encrypts an entry. */
  public static byte[] seal(KeystoreEntry entry, char[] passphrase, Argon2id cost, Aead aead) {
    byte[] label = entry.label().getBytes(US_ASCII);
    byte[] salt;
    try (SecretBytes random = SecretBytes.random(SALT_BYTES)) {
      salt = random.bytes();
    }
    byte[] nonce = aead.randomNonce();
    ByteBuffer header = ByteBuffer.allocate(FIXED_BYTES + nonce.length + 1 + label.length);
    header.put(MAGIC).put(VERSION).put(ARGON2ID);
    header.putInt(cost.memoryKib()).putInt(cost.iterations()).put((byte) cost.parallelism());
    header.put((byte) aead.id()).put(salt).put(nonce).put((byte) label.length).put(label);
    try (SecretBytes key = key(cost, passphrase, salt)) {
      byte[] sealed = entry.secret().lend(secret -> aead.seal(key, nonce, header.array(), secret));
      return ByteBuffer.allocate(header.capacity() + sealed.length)
          .put(header.array())
          .put(sealed)
          .array();
    }
  }

  /**
   * Decrypts an entry, which the caller closes. Costs are checked before anything is spent.
   *
   * @throws KeystoreException if the bytes are not a keystore or do not open
   */
  public static KeystoreEntry open(byte[] file, char[] passphrase) throws KeystoreException {
    try {
      return read(file, passphrase);
    } catch (BufferUnderflowException e) {
      throw new KeystoreException(
          Fault.MALFORMED, "the keystore breaks off after " + file.length + " bytes");
    }
  }

  /** The costs that a keystore states, without opening it. */
  static Argon2id cost(byte[] file) throws KeystoreException {
    try {
      return readCost(ByteBuffer.wrap(file));
    } catch (BufferUnderflowException e) {
      throw new KeystoreException(
          Fault.MALFORMED, "the keystore breaks off after " + file.length + " bytes");
    }
  }

  private static KeystoreEntry read(byte[] file, char[] passphrase) throws KeystoreException {
    ByteBuffer in = ByteBuffer.wrap(file);
    Argon2id cost = readCost(in);
    Aead aead = readAead(in);
    byte[] salt = take(in, SALT_BYTES);
    byte[] nonce = take(in, aead.nonceBytes());
    String label = new String(take(in, Byte.toUnsignedInt(in.get())), ISO_8859_1);
    if (!KeystoreEntry.isLabel(label)) {
      throw new KeystoreException(
          Fault.MALFORMED, "the keystore's label is not 1 to 64 of a-z, 0-9, '.' and '-'");
    }
    byte[] header = Arrays.copyOf(file, in.position());
    if (in.remaining() < Aead.TAG_BYTES
        || in.remaining() > KeystoreEntry.SECRET_BYTES_MAX + Aead.TAG_BYTES) {
      throw new KeystoreException(
          Fault.MALFORMED,
          "the sealed part of a keystore has 16 bytes to 1 MiB, got " + in.remaining());
    }
    byte[] sealed = take(in, in.remaining());
    try (SecretBytes key = keyWithin(cost, passphrase, salt)) {
      byte[] secret = aead.open(key, nonce, header, sealed);
      return new KeystoreEntry(label, SecretBytes.taking(secret));
    } catch (NotAuthenticException e) {
      throw new KeystoreException(
          Fault.NOT_AUTHENTIC, "the passphrase is wrong or the keystore was changed");
    }
  }

  private static Argon2id readCost(ByteBuffer in) throws KeystoreException {
    byte[] magic = new byte[Math.min(MAGIC.length, in.remaining())];
    in.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new KeystoreException(
          Fault.FOREIGN, "not a keystore: it does not start with \"GHOSTKEY\"");
    }
    requireKnown("version", VERSION, in.get());
    requireKnown("key derivation", ARGON2ID, in.get());
    int memoryKib = in.getInt();
    int iterations = in.getInt();
    int parallelism = Byte.toUnsignedInt(in.get());
    try {
      return new Argon2id(memoryKib, iterations, parallelism);
    } catch (IllegalArgumentException e) {
      throw new KeystoreException(
          Fault.TOO_COSTLY, "the keystore's costs are out of bounds: " + e.getMessage());
    }
  }

  private static Aead readAead(ByteBuffer in) throws KeystoreException {
    int id = Byte.toUnsignedInt(in.get());
    try {
      return Aead.ofId(id);
    } catch (IllegalArgumentException e) {
      throw new KeystoreException(
          Fault.UNSUPPORTED, "the keystore's encryption has the unknown id " + id);
    }
  }

  private static void requireKnown(String what, int known, byte found) throws KeystoreException {
    if (found != known) {
      throw new KeystoreException(
          Fault.UNSUPPORTED,
          "the keystore's " + what + " is " + Byte.toUnsignedInt(found) + ", known is " + known);
    }
  }

  private static SecretBytes keyWithin(Argon2id cost, char[] passphrase, byte[] salt)
      throws KeystoreException {
    try {
      return key(cost, passphrase, salt);
    } catch (IllegalStateException tooLittleHeap) {
      throw new KeystoreException(Fault.TOO_COSTLY, String.valueOf(tooLittleHeap.getMessage()));
    }
  }

  private static SecretBytes key(Argon2id cost, char[] passphrase, byte[] salt) {
    byte[] password = Passphrase.utf8(passphrase);
    try {
      return cost.derive(password, salt, Aead.KEY_BYTES);
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
