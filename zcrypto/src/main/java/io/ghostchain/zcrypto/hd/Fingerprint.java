package io.ghostchain.zcrypto.hd;

import io.ghostchain.zcrypto.HashAlgorithm;
import java.nio.ByteBuffer;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** The short name of a key: the first 4 bytes of RIPEMD-160 of SHA-256 of the public key. */
final class Fingerprint {
  private Fingerprint() {}

  static int of(byte[] publicKey) {
    byte[] inner = HashAlgorithm.SHA_256.hash(publicKey);
    var digest = new RIPEMD160Digest();
    digest.update(inner, 0, inner.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return ByteBuffer.wrap(hash).getInt();
  }
}
