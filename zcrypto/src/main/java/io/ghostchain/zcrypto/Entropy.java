package io.ghostchain.zcrypto;

import java.security.SecureRandom;

/** The system's secure random, shared: {@link SecureRandom} is safe for many threads. */
final class Entropy {
  static final SecureRandom RANDOM = new SecureRandom();

  private Entropy() {}

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
