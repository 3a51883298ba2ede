package io.ghostchain.zcrypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** HMAC (RFC 2104) over a hash function. Keys may have any length, zero too. */
public enum Hmac {
  /** HMAC with SHA-256. */
  SHA_256("HmacSHA256", 32),
  /** HMAC with SHA-512. */
  SHA_512("HmacSHA512", 64),
  /** HMAC with SHA3-256. */
  SHA3_256("HmacSHA3-256", 32);

  private final String name;
  private final int bytes;

  Hmac(String name, int bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /** Length of a tag in bytes. */
  public int bytes() {
    return bytes;
  }

  /** The tag of the parts, one after the other. */
  public byte[] tag(byte[] key, byte[]... parts) {
    return tagger(key).update(parts).tag();
  }

  /** Whether {@code tag} is the whole tag of the parts, compared in constant time. */
  public boolean verify(byte[] key, byte[] tag, byte[]... parts) {
    return MessageDigest.isEqual(tag(key, parts), tag);
  }

  /** A tagger for many messages under one key, which is copied. */
  public Tagger tagger(byte[] key) {
    try {
      Mac mac = Mac.getInstance(name, "SunJCE");
      mac.init(new Key(key));
      return new Tagger(mac);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + name, impossible);
    }
  }

  /** A tag under way. Not thread-safe. */
  public static final class Tagger {
    private final Mac mac;

    private Tagger(Mac mac) {
      this.mac = mac;
    }

    /** Takes the parts, one after the other. */
    public Tagger update(byte[]... parts) {
      for (byte[] part : parts) {
        mac.update(part);
      }
      return this;
    }

    /** The tag of all that was taken; the tagger starts anew under the same key. */
    public byte[] tag() {
      return mac.doFinal();
    }
  }

  /** The JDK's SecretKeySpec keeps a copy that cannot be wiped, and refuses an empty key. */
  private static final class Key implements SecretKey {
    private static final long serialVersionUID = 1;

    private final transient byte[] bytes;

    Key(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public String getAlgorithm() {
      return "RAW";
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
