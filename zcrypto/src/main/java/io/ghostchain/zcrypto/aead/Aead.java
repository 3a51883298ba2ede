package io.ghostchain.zcrypto.aead;

import io.ghostchain.zcrypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * A scheme of authenticated encryption, with the id under which files name it. All take keys of 32
 * bytes and append a tag of 16 bytes to the ciphertext.
 *
 * <p>A nonce must never serve twice under one key: the second use gives away both plaintexts and,
 * with GCM, the key that authenticates. Count nonces of 12 bytes; random ones of 24 bytes never
 * meet.
 */
public enum Aead {
  /** AES-256 in Galois/counter mode (NIST SP 800-38D). */
  AES_256_GCM(1, 12, "AES", "AES/GCM/NoPadding"),
  /** ChaCha20-Poly1305 (RFC 8439). */
  CHACHA20_POLY1305(2, 12, "ChaCha20", "ChaCha20-Poly1305"),
  /** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha section 2): nonces may be random. */
  XCHACHA20_POLY1305(3, 24, "ChaCha20", "ChaCha20-Poly1305");

  /** Length of a key in bytes. */
  public static final int KEY_BYTES = 32;

  /** How many bytes sealing adds. */
  public static final int TAG_BYTES = 16;

  /** The longest plaintext, in bytes: 1 GiB, below the limit of every scheme here. */
  public static final int PLAINTEXT_BYTES_MAX = 1 << 30;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final int id;
  private final int nonceBytes;
  private final String keyName;
  private final String cipherName;

  Aead(int id, int nonceBytes, String keyName, String cipherName) {
    this.id = id;
    this.nonceBytes = nonceBytes;
    this.keyName = keyName;
    this.cipherName = cipherName;
  }

  /**
   * The scheme of an id in a file.
   *
   * @throws IllegalArgumentException if no scheme has it
   */
  public static Aead ofId(int id) {
    for (Aead aead : values()) {
      if (aead.id == id) {
        return aead;
      }
    }
    throw new IllegalArgumentException("no authenticated encryption has the id " + id);
  }

  /** The id in files. */
  public int id() {
    return id;
  }

  /** Length of a nonce in bytes. */
  public int nonceBytes() {
    return nonceBytes;
  }

  /** A fresh key from the system's secure random. */
  public SecretBytes generateKey() {
    return SecretBytes.random(KEY_BYTES);
  }

  /**
   * A fresh nonce from the system's secure random. With 12 bytes this is safe for a key that seals
   * once or a few times, and for at most 2^32 messages (NIST SP 800-38D section 8.3).
   */
  public byte[] randomNonce() {
    byte[] nonce = new byte[nonceBytes];
    RANDOM.nextBytes(nonce);
    return nonce;
  }

  /**
   * Encrypts and authenticates: the ciphertext, as long as the plaintext, and the tag.
   *
   * @param associated is authenticated, not encrypted, and not part of the result
   * @throws IllegalArgumentException if key, nonce or plaintext has a length that is not allowed
   */
  public byte[] seal(SecretBytes key, byte[] nonce, byte[] associated, byte[] plaintext) {
    if (plaintext.length > PLAINTEXT_BYTES_MAX) {
      throw new IllegalArgumentException(
          "at most " + PLAINTEXT_BYTES_MAX + " bytes can be sealed, got " + plaintext.length);
    }
    try {
      return run(Cipher.ENCRYPT_MODE, key, nonce, associated, plaintext);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("sealing with " + this + " failed", impossible);
    }
  }

  /**
   * Authenticates and decrypts: the plaintext, of which nothing leaves if anything was changed.
   *
   * @throws NotAuthenticException if the bytes were not sealed so, for whatever reason
   * @throws IllegalArgumentException if key or nonce has a length that is not allowed
   */
  public byte[] open(SecretBytes key, byte[] nonce, byte[] associated, byte[] sealed)
      throws NotAuthenticException {
    try {
      return run(Cipher.DECRYPT_MODE, key, nonce, associated, sealed);
    } catch (AEADBadTagException e) {
      throw new NotAuthenticException();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("opening with " + this + " failed", impossible);
    }
  }

  private byte[] run(int mode, SecretBytes key, byte[] nonce, byte[] associated, byte[] input)
      throws GeneralSecurityException {
    if (key.length() != KEY_BYTES) {
      throw new IllegalArgumentException(this + " takes a key of 32 bytes, got " + key.length());
    }
    if (nonce.length != nonceBytes) {
      throw new IllegalArgumentException(
          this + " takes a nonce of " + nonceBytes + " bytes, got " + nonce.length);
    }
    Cipher cipher = Cipher.getInstance(cipherName, "SunJCE");
    byte[] raw =
        this == XCHACHA20_POLY1305 ? key.lend(k -> HChaCha20.subkey(k, nonce)) : key.bytes();
    try {
      cipher.init(mode, new Key(keyName, raw), parameters(nonce));
      cipher.updateAAD(associated);
      return cipher.doFinal(input);
    } finally {
      Arrays.fill(raw, (byte) 0);
    }
  }

  private AlgorithmParameterSpec parameters(byte[] nonce) {
    return switch (this) {
      case AES_256_GCM -> new GCMParameterSpec(8 * TAG_BYTES, nonce);
      case CHACHA20_POLY1305 -> new IvParameterSpec(nonce);
      case XCHACHA20_POLY1305 -> {
        byte[] tail = new byte[12];
        System.arraycopy(nonce, HChaCha20.NONCE_BYTES, tail, 4, 8);
        yield new IvParameterSpec(tail);
      }
    };
  }

  /** The JDK's SecretKeySpec would keep a copy that cannot be wiped. */
  private static final class Key implements SecretKey {
    private static final long serialVersionUID = 1;

    private final String algorithm;
    private final transient byte[] bytes;

    Key(String algorithm, byte[] bytes) {
      this.algorithm = algorithm;
      this.bytes = bytes;
    }

    @Override
    public String getAlgorithm() {
      return algorithm;
    }

    @Override
    public String getFormat() {
      return "RAW";
    }

    @Override
    public byte[] getEncoded() {
      return bytes.clone();
    }
  }
}
