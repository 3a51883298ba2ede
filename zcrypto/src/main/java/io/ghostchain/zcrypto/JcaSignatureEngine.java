package io.ghostchain.zcrypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.security.auth.DestroyFailedException;

/**
 * A scheme by a provider behind the JCA.
 *
 * @param algorithm the scheme's name there
 * @param privateKeys how the provider takes a private key
 * @param random for signing, where the provider lets us choose
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
record JcaSignatureEngine(
    CryptoProvider provider,
    Provider jca,
    String algorithm,
    byte[] algorithmIdentifier,
    PrivateKeys privateKeys,
    SecureRandom random)
    implements SignatureEngine {

  /** How a seed becomes a private key of the JCA. */
  @FunctionalInterface
  interface PrivateKeys {
    java.security.PrivateKey of(Provider jca, String algorithm, byte[] seed, byte[] publicKey)
        throws GeneralSecurityException;
  }

  /**
   * By generating a pair from the seed in place of randomness: JDK 25 reads no PKCS#8 that holds a
   * seed.
   */
  static PrivateKeys generated() {
    return (jca, algorithm, seed, publicKey) -> {
      var generator = KeyPairGenerator.getInstance(algorithm, jca);
      generator.initialize(new NamedParameterSpec(algorithm), new SeedRandom(seed));
      return generator.generateKeyPair().getPrivate();
    };
  }

  /** By PKCS#8, in the given scheme's form. */
  static PrivateKeys pkcs8(byte[] algorithmIdentifier, PrivateKeyContents contents) {
    return (jca, algorithm, seed, publicKey) -> {
      byte[] inner = contents.of(seed, publicKey);
      byte[] encoded = Der.sequence(Der.integer(0), algorithmIdentifier, Der.octetString(inner));
      try {
        return KeyFactory.getInstance(algorithm, jca)
            .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } finally {
        Arrays.fill(inner, (byte) 0);
        Arrays.fill(encoded, (byte) 0);
      }
    };
  }

  /** What a scheme puts into the privateKey field of PKCS#8. */
  @FunctionalInterface
  interface PrivateKeyContents {
    byte[] of(byte[] seed, byte[] publicKey);
  }

  @Override
  public SigningKey signingKey(byte[] seed, byte[] publicKey) {
    try {
      return new Key(privateKeys.of(jca, algorithm, seed, publicKey));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(provider.label() + " took no seed of " + algorithm, e);
    }
  }

  @Override
  public VerifyingKey verifyingKey(byte[] publicKey) {
    java.security.PublicKey key;
    try {
      byte[] encoded = Der.sequence(algorithmIdentifier, Der.bitString(publicKey));
      key = KeyFactory.getInstance(algorithm, jca).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (InvalidKeySpecException noKey) {
      return VerifyingKey.OF_NOTHING;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(provider.label() + " no longer has " + algorithm, e);
    }
    return (message, signature) -> {
      try {
        Signature verifier = Signature.getInstance(algorithm, jca);
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(signature);
      } catch (SignatureException | InvalidKeyException refused) {
        return false;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(provider.label() + " no longer has " + algorithm, e);
      }
    };
  }

  private final class Key implements SigningKey {
    private final java.security.PrivateKey key;

    Key(java.security.PrivateKey key) {
      this.key = key;
    }

    @Override
    public byte[] sign(byte[] message) {
      try {
        Signature signer = Signature.getInstance(algorithm, jca);
        signer.initSign(key, random);
        signer.update(message);
        return signer.sign();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(provider.label() + " failed to sign with " + algorithm, e);
      }
    }

    @Override
    public void close() {
      try {
        key.destroy();
      } catch (DestroyFailedException leftToTheCollector) {
        // The provider cannot wipe this kind of key; the seed, which we hold, is wiped.
      }
    }
  }
}
