package io.ghostchain.zcrypto.kdf;

import io.ghostchain.zcrypto.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** HKDF (RFC 5869) by the JDK. */
public enum Hkdf {
  /** HKDF with HMAC-SHA-256. */
  SHA_256("HKDF-SHA256", 32),
  /** HKDF with HMAC-SHA-512. */
  SHA_512("HKDF-SHA512", 64);

  private final String name;
  private final int hashBytes;

  Hkdf(String name, int hashBytes) {
    this.name = name;
    this.hashBytes = hashBytes;
  }

  /** The longest output in bytes: 255 times that of the hash. */
  public int lengthMax() {
    return 255 * hashBytes;
  }

  /**
   * Extract, then expand.
   *
   * @param salt may be empty
   * @param info names what the key is for; may be empty
   * @param length of the result in bytes, from 1 to {@link #lengthMax}
   */
  public SecretBytes derive(SecretBytes material, byte[] salt, byte[] info, int length) {
    requireLength(length);
    byte[] secret = material.bytes();
    try {
      return run(
          HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(info, length));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** The first step alone: a key of the hash's length for {@link #expand}. */
  public SecretBytes extract(SecretBytes material, byte[] salt) {
    byte[] secret = material.bytes();
    try {
      return run(HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).extractOnly());
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /**
   * The second step alone, as often as keys are needed.
   *
   * @param key uniformly random and at least as long as the hash
   * @param length of the result in bytes, from 1 to {@link #lengthMax}
   */
  public SecretBytes expand(SecretBytes key, byte[] info, int length) {
    requireLength(length);
    if (key.length() < hashBytes) {
      throw new IllegalArgumentException(
          name + " expands a key of at least " + hashBytes + " bytes, got " + key.length());
    }
    SecretKeySpec pseudorandomKey = key.lend(bytes -> new SecretKeySpec(bytes, "Generic"));
    return run(HKDFParameterSpec.expandOnly(pseudorandomKey, info, length));
  }

  private SecretBytes run(AlgorithmParameterSpec parameters) {
    try {
      return SecretBytes.taking(KDF.getInstance(name).deriveData(parameters));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + name, impossible);
    }
  }

  private void requireLength(int length) {
    if (length < 1 || length > lengthMax()) {
      throw new IllegalArgumentException(
          name + " gives 1 to " + lengthMax() + " bytes, asked for " + length);
    }
  }
}
