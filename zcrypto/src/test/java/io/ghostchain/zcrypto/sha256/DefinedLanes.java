package io.ghostchain.zcrypto.sha256;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import org.jspecify.annotations.Nullable;

/** The compression function as FIPS 180-4 section 6.2.2 writes it, lane after lane. */
final class DefinedLanes implements Sha256Lanes {
  private static final int[] K = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  @Override
  public String name() {
    return "defined";
  }

  @Override
  public @Nullable String obstacle() {
    return null;
  }

  @Override
  public void compress(int[] states, byte[] blocks, int[] scratch) {
    IntBuffer words = ByteBuffer.wrap(blocks).asIntBuffer();
    for (int lane = 0; lane < LANES; lane++) {
      int[] w = new int[64];
      for (int t = 0; t < 16; t++) {
        w[t] = words.get(lane * 16 + t);
      }
      for (int t = 16; t < 64; t++) {
        int early = w[t - 15];
        int late = w[t - 2];
        w[t] =
            (Integer.rotateRight(late, 17) ^ Integer.rotateRight(late, 19) ^ late >>> 10)
                + w[t - 7]
                + (Integer.rotateRight(early, 7) ^ Integer.rotateRight(early, 18) ^ early >>> 3)
                + w[t - 16];
      }
      int[] v = new int[8];
      for (int i = 0; i < 8; i++) {
        v[i] = states[i * LANES + lane];
      }
      for (int t = 0; t < 64; t++) {
        int e = v[4];
        int t1 =
            v[7]
                + (Integer.rotateRight(e, 6)
                    ^ Integer.rotateRight(e, 11)
                    ^ Integer.rotateRight(e, 25))
                + ((e & v[5]) ^ (~e & v[6]))
                + K[t]
                + w[t];
        int a = v[0];
        int t2 =
            (Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22))
                + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
        System.arraycopy(v, 0, v, 1, 7);
        v[4] += t1;
        v[0] = t1 + t2;
      }
      for (int i = 0; i < 8; i++) {
        states[i * LANES + lane] += v[i];
      }
    }
  }
}
