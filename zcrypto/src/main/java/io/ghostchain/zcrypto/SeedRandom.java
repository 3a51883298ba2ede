package io.ghostchain.zcrypto;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A {@link SecureRandom} that hands out given bytes once: how the JDK, which takes no seed, is made
 * to derive a key pair from one.
 */
final class SeedRandom extends SecureRandom {
  private final byte[] seed;
  private int position;

  /**
   * A random that copies {@code seed}.
   *
   * @param seed as many bytes as will be asked for
   */
  SeedRandom(byte[] seed) {
    super(null, null);
    this.seed = seed.clone();
  }

  @Override
  public void nextBytes(byte[] bytes) {
    if (bytes.length > seed.length - position) {
      throw new IllegalStateException(
          "asked for "
              + bytes.length
              + " bytes of a seed of which "
              + (seed.length - position)
              + " are left");
    }
    System.arraycopy(seed, position, bytes, 0, bytes.length);
    Arrays.fill(seed, position, position + bytes.length, (byte) 0);
    position += bytes.length;
  }
}
