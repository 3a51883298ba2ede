package io.ghostchain.zcrypto;

import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/** A hash function whose output may have any length. */
public enum Xof {
  /** SHAKE128 (FIPS 202). */
  SHAKE_128,
  /** SHAKE256 (FIPS 202). */
  SHAKE_256,
  /** BLAKE3. */
  BLAKE3;

  /** The first {@code length} bytes of output for the parts, one after the other. */
  public byte[] hash(int length, byte[]... parts) {
    return hasher().update(parts).squeeze(length);
  }

  /** A hasher that takes its input and gives its output in pieces. */
  public XofHasher hasher() {
    return switch (this) {
      case SHAKE_128 -> new XofHasher(new SHAKEDigest(128));
      case SHAKE_256 -> new XofHasher(new SHAKEDigest(256));
      case BLAKE3 -> new XofHasher(new Blake3Digest());
    };
  }
}
