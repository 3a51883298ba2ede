package io.ghostchain.zcrypto;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.SLHDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.SLHDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.SLHDSAParameters;
import org.bouncycastle.crypto.params.SLHDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.SLHDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.SLHDSASigner;

/**
 * Pure SLH-DSA (FIPS 205 section 10.2) with an empty context by Bouncy Castle, hedged with fresh
 * randomness.
 *
 * <p>Its seed is SK.seed || SK.prf || PK.seed, from which the rest of the key follows (FIPS 205
 * algorithm 18).
 */
record BcSlhDsa(SLHDSAParameters parameters, SecureRandom random) implements SignatureEngine {
  static BcSlhDsa pure(SLHDSAParameters parameters) {
    return new BcSlhDsa(parameters, Entropy.RANDOM);
  }

  /** The raw public key, PK.seed || PK.root, of a seed. */
  static byte[] publicKey(SLHDSAParameters parameters, byte[] seed) {
    int n = parameters.getN();
    var generator = new SLHDSAKeyPairGenerator();
    generator.init(new SLHDSAKeyGenerationParameters(Entropy.RANDOM, parameters));
    byte[] skSeed = Arrays.copyOf(seed, n);
    byte[] skPrf = Arrays.copyOfRange(seed, n, 2 * n);
    byte[] pkSeed = Arrays.copyOfRange(seed, 2 * n, 3 * n);
    var pair = generator.internalGenerateKeyPair(skSeed, skPrf, pkSeed);
    byte[] publicKey = ((SLHDSAPublicKeyParameters) pair.getPublic()).getEncoded();
    ((SLHDSAPrivateKeyParameters) pair.getPrivate()).destroy();
    Arrays.fill(skSeed, (byte) 0);
    Arrays.fill(skPrf, (byte) 0);
    return publicKey;
  }

  /** The private key of FIPS 205 section 9.1, SK.seed || SK.prf || PK.seed || PK.root. */
  static byte[] privateKey(byte[] seed, byte[] publicKey) {
    byte[] key = Arrays.copyOf(seed, seed.length + publicKey.length / 2);
    System.arraycopy(publicKey, publicKey.length / 2, key, seed.length, publicKey.length / 2);
    return key;
  }

  @Override
  public CryptoProvider provider() {
    return CryptoProvider.BC;
  }

  @Override
  public SigningKey signingKey(byte[] seed, byte[] publicKey) {
    byte[] secret = privateKey(seed, publicKey);
    try {
      return new Key(new SLHDSAPrivateKeyParameters(parameters, secret));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  @Override
  public VerifyingKey verifyingKey(byte[] publicKey) {
    var key = new SLHDSAPublicKeyParameters(parameters, publicKey);
    return (message, signature) -> {
      var verifier = new SLHDSASigner();
      verifier.init(false, key);
      return verifier.verifySignature(message, signature);
    };
  }

  private final class Key implements SigningKey {
    private final SLHDSAPrivateKeyParameters key;

    Key(SLHDSAPrivateKeyParameters key) {
      this.key = key;
    }

    @Override
    public byte[] sign(byte[] message) {
      var signer = new SLHDSASigner();
      signer.init(true, new ParametersWithRandom(key, random));
      return signer.generateSignature(message);
    }

    @Override
    public void close() {
      key.destroy();
    }
  }
}
