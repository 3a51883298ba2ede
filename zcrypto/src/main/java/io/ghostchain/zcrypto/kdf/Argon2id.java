package io.ghostchain.zcrypto.kdf;

import io.ghostchain.zcrypto.SecretBytes;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id version 1.3 (RFC 9106) with its costs, which are bounded, since they often come from a
 * file that somebody else wrote.
 *
 * @param memoryKib memory in KiB, from 8 a lane to {@value #MEMORY_KIB_MAX}
 * @param iterations passes over the memory, from 1 to {@value #ITERATIONS_MAX}
 * @param parallelism lanes, from 1 to {@value #PARALLELISM_MAX}; they run one after the other
 */
public record Argon2id(int memoryKib, int iterations, int parallelism) {
  /** The most memory: 512 MiB. */
  public static final int MEMORY_KIB_MAX = 512 << 10;

  /** The most passes. */
  public static final int ITERATIONS_MAX = 32;

  /** The most lanes. */
  public static final int PARALLELISM_MAX = 16;

  /** The shortest salt in bytes (RFC 9106 section 3.1 recommends 16). */
  public static final int SALT_BYTES_MIN = 8;

  /** The second choice of RFC 9106 section 4: 64 MiB, three passes, four lanes. */
  public static final Argon2id DEFAULT = new Argon2id(64 << 10, 3, 4);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if a cost is out of bounds
   */
  public Argon2id {
    require("parallelism", parallelism, 1, PARALLELISM_MAX);
    require("iterations", iterations, 1, ITERATIONS_MAX);
    require("memory in KiB", memoryKib, 8 * parallelism, MEMORY_KIB_MAX);
  }

  /**
   * Derives a key.
   *
   * @param salt at least {@value #SALT_BYTES_MIN} bytes
   * @param length of the result in bytes, from 4 to 1024
   * @throws IllegalStateException if the memory does not fit this process's heap
   */
  public SecretBytes derive(byte[] password, byte[] salt, int length) {
    require("length of the salt", salt.length, SALT_BYTES_MIN, 1024);
    require("length of the result", length, 4, 1024);
    long heapKib = Runtime.getRuntime().maxMemory() >>> 10;
    if (memoryKib > heapKib / 4 * 3) {
      throw new IllegalStateException(
          "Argon2id needs "
              + (memoryKib >> 10)
              + " MiB of memory, and the heap of this process has at most "
              + (heapKib >> 10)
              + " MiB: raise -Xmx");
    }
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(parallelism)
            .withSalt(salt)
            .build();
    var generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] key = new byte[length];
    generator.generateBytes(password, key);
    return SecretBytes.taking(key);
  }

  private static void require(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "Argon2id's " + what + " is " + min + " to " + max + ", got " + value);
    }
  }
}
