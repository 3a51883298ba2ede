package io.ghostchain.zcrypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.params.Blake3Parameters;

/**
 * The two modes of BLAKE3 that take more than a message. Each gives an {@link XofHasher}, of whose
 * output the first 32 bytes are the usual length.
 */
public final class Blake3 {
  /** Length of a key in bytes. */
  public static final int KEY_BYTES = 32;

  private Blake3() {}

  /**
   * The keyed hash: a MAC and a pseudo-random function. The key is copied.
   *
   * @throws IllegalArgumentException unless the key has 32 bytes
   */
  public static XofHasher keyed(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a BLAKE3 key has 32 bytes, got " + key.length);
    }
    return with(Blake3Parameters.key(key));
  }

  /**
   * Key derivation: the key material is the hasher's input, the key its output.
   *
   * @param context hard-coded, globally unique, naming application and purpose; never user input
   */
  public static XofHasher deriveKey(String context) {
    return with(Blake3Parameters.context(context.getBytes(UTF_8)));
  }

  private static XofHasher with(Blake3Parameters parameters) {
    var digest = new Blake3Digest();
    digest.init(parameters);
    return new XofHasher(digest);
  }
}
