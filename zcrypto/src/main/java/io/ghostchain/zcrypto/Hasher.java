package io.ghostchain.zcrypto;

import java.security.MessageDigest;

/** A hash under way, made by {@link HashAlgorithm#hasher}. Not thread-safe. */
public final class Hasher {
  private final MessageDigest digest;

  Hasher(MessageDigest digest) {
    this.digest = digest;
  }

  /** Takes the parts, one after the other. */
  public Hasher update(byte[]... parts) {
    for (byte[] part : parts) {
      digest.update(part);
    }
    return this;
  }

  /** Takes {@code length} bytes from {@code offset} on. */
  public Hasher update(byte[] source, int offset, int length) {
    digest.update(source, offset, length);
    return this;
  }

  /** The digest of all that was taken; the hasher starts anew. */
  public byte[] digest() {
    return digest.digest();
  }
}
