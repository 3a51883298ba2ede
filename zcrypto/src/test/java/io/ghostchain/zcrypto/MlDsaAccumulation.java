package io.ghostchain.zcrypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/** CCTV's accumulated test: one hash over many key pairs and deterministic signatures. */
final class MlDsaAccumulation {
  private static final byte[] EMPTY = {};

  private MlDsaAccumulation() {}

  static String hash(SignatureScheme scheme, CryptoProvider provider, int rounds) {
    var seeds = new SHAKEDigest(128);
    var results = new SHAKEDigest(128);
    byte[] seed = new byte[32];
    SignatureEngine engine =
        provider == CryptoProvider.JDK
            ? SignatureEngines.jdkMlDsa(scheme, new Zeros())
            : new BcMlDsa(SignatureEngines.mlDsa(scheme), EMPTY, new Zeros());
    for (int i = 0; i < rounds; i++) {
      seeds.doOutput(seed, 0, seed.length);
      byte[] publicKey = SignatureEngines.publicKey(scheme, seed);
      results.update(publicKey, 0, publicKey.length);
      byte[] signature;
      try (SigningKey key = engine.signingKey(seed, publicKey)) {
        signature = key.sign(EMPTY);
      }
      results.update(signature, 0, signature.length);
      if (!engine.verifyingKey(publicKey).verify(EMPTY, signature)) {
        throw new AssertionError("round " + i + " of " + scheme + " does not verify");
      }
    }
    byte[] hash = new byte[32];
    results.doFinal(hash, 0, hash.length);
    return HexFormat.of().formatHex(hash);
  }

  /** The randomness of a deterministic signature (FIPS 204 section 3.4). */
  private static final class Zeros extends SecureRandom {
    Zeros() {
      super(null, null);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
