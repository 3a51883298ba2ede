package io.ghostchain.benchmarks.verify;

import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.util.Arrays;
import java.util.Random;

/**
 * Keys and signatures of one scheme, a signature over 48 bytes for each key, which is what a
 * transaction has. Seeded, but for the signatures' own randomness.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
record Signed(SignatureScheme scheme, byte[][] keys, byte[][] messages, byte[][] signatures) {
  private static final int MESSAGE_BYTES = 48;

  static Signed make(SignatureScheme scheme, int count) {
    Random random = new Random(count);
    byte[][] keys = new byte[count][];
    byte[][] messages = new byte[count][MESSAGE_BYTES];
    byte[][] signatures = new byte[count][];
    byte[] seed = new byte[scheme.seedBytes()];
    for (int i = 0; i < count; i++) {
      random.nextBytes(seed);
      random.nextBytes(messages[i]);
      try (PrivateKey key = scheme.fromSeed(seed)) {
        keys[i] = key.publicKey().raw();
        signatures[i] = key.sign(messages[i]);
      }
    }
    return new Signed(scheme, keys, messages, signatures);
  }

  int count() {
    return keys.length;
  }

  /** The first ones alone. */
  Signed first(int count) {
    return new Signed(
        scheme,
        Arrays.copyOf(keys, count),
        Arrays.copyOf(messages, count),
        Arrays.copyOf(signatures, count));
  }
}
