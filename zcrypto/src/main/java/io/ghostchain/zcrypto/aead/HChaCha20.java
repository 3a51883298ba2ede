package io.ghostchain.zcrypto.aead;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * The key derivation inside XChaCha20 (draft-irtf-cfrg-xchacha section 2.2): ChaCha20's rounds
 * without the final addition. Additions, rotations and exclusive ors only, so its time depends on
 * nothing secret.
 */
final class HChaCha20 {
  /** How many bytes of the nonce it takes. */
  static final int NONCE_BYTES = 16;

  /** "expand 32-byte k", little-endian (RFC 8439 section 2.3). */
  private static final int[] CONSTANTS = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

  private HChaCha20() {}

  /** The key of 32 bytes that belongs to a key and the first 16 bytes of a nonce. */
  static byte[] subkey(byte[] key, byte[] nonce) {
    int[] state = new int[16];
    System.arraycopy(CONSTANTS, 0, state, 0, 4);
    words(key).get(state, 4, 8);
    words(nonce).get(state, 12, 4);
    for (int i = 0; i < 10; i++) {
      quarterRound(state, 0, 4, 8, 12);
      quarterRound(state, 1, 5, 9, 13);
      quarterRound(state, 2, 6, 10, 14);
      quarterRound(state, 3, 7, 11, 15);
      quarterRound(state, 0, 5, 10, 15);
      quarterRound(state, 1, 6, 11, 12);
      quarterRound(state, 2, 7, 8, 13);
      quarterRound(state, 3, 4, 9, 14);
    }
    byte[] subkey = new byte[32];
    words(subkey).put(state, 0, 4).put(state, 12, 4);
    Arrays.fill(state, 0);
    return subkey;
  }

  private static IntBuffer words(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
  }

  /** RFC 8439 section 2.1. */
  private static void quarterRound(int[] s, int a, int b, int c, int d) {
    s[a] += s[b];
    s[d] = Integer.rotateLeft(s[d] ^ s[a], 16);
    s[c] += s[d];
    s[b] = Integer.rotateLeft(s[b] ^ s[c], 12);
    s[a] += s[b];
    s[d] = Integer.rotateLeft(s[d] ^ s[a], 8);
    s[c] += s[d];
    s[b] = Integer.rotateLeft(s[b] ^ s[c], 7);
  }
}
