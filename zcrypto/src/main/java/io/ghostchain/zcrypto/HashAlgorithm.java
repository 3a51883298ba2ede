package io.ghostchain.zcrypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.jcajce.provider.digest.Keccak;
import org.bouncycastle.jcajce.provider.digest.SHA3;

/**
 * A hash function with a fixed length of output. For ids and Merkle trees use {@link Hash#sha256},
 * the fastest of these on small inputs.
 *
 * <p>SHA-2 comes from the JDK (hardware instructions), the Keccak family and BLAKE3 from Bouncy
 * Castle, which measured faster than the JDK's SHA-3 on x86.
 */
public enum HashAlgorithm {
  /** SHA-256 (FIPS 180-4). */
  SHA_256(32),
  /** SHA-384 (FIPS 180-4). */
  SHA_384(48),
  /** SHA-512 (FIPS 180-4). */
  SHA_512(64),
  /** SHA-512/256 (FIPS 180-4): SHA-512 with its own initial value, cut to 32 bytes. */
  SHA_512_256(32),
  /** SHA3-256 (FIPS 202). */
  SHA3_256(32),
  /** SHA3-512 (FIPS 202). */
  SHA3_512(64),
  /** Keccak-256 as Ethereum uses it: SHA3-256 with the padding of before FIPS 202. */
  KECCAK_256(32),
  /**
   * BLAKE3 with 32 bytes of output; see {@link Xof#BLAKE3} for more and {@link Blake3} for keys.
   */
  BLAKE3(32);

  private final int bytes;

  HashAlgorithm(int bytes) {
    this.bytes = bytes;
  }

  /** Length of a digest in bytes. */
  public int bytes() {
    return bytes;
  }

  /** The digest of the parts, one after the other. */
  public byte[] hash(byte[]... parts) {
    return hasher().update(parts).digest();
  }

  /** A hasher that takes its input in pieces. */
  public Hasher hasher() {
    return switch (this) {
      case SHA_256 -> new Hasher(jdk("SHA-256"));
      case SHA_384 -> new Hasher(jdk("SHA-384"));
      case SHA_512 -> new Hasher(jdk("SHA-512"));
      case SHA_512_256 -> new Hasher(jdk("SHA-512/256"));
      case SHA3_256 -> new Hasher(new SHA3.Digest256());
      case SHA3_512 -> new Hasher(new SHA3.Digest512());
      case KECCAK_256 -> new Hasher(new Keccak.Digest256());
      case BLAKE3 -> new Hasher(new BlakeDigest());
    };
  }

  private static MessageDigest jdk(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has " + name, impossible);
    }
  }

  /** BLAKE3 in the form of the others. */
  private static final class BlakeDigest extends MessageDigest {
    private final Blake3Digest digest = new Blake3Digest();

    BlakeDigest() {
      super("BLAKE3");
    }

    @Override
    protected void engineUpdate(byte input) {
      digest.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      digest.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
      byte[] out = new byte[digest.getDigestSize()];
      digest.doFinal(out, 0);
      return out;
    }

    @Override
    protected void engineReset() {
      digest.reset();
    }
  }
}
