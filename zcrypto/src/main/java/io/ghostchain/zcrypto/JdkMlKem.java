package io.ghostchain.zcrypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import javax.crypto.DecapsulateException;
import javax.crypto.KEM;
import javax.security.auth.DestroyFailedException;

/** ML-KEM (FIPS 203) by the JDK, which takes a seed as the randomness of a new pair. */
record JdkMlKem(KemScheme scheme) implements KemEngine {
  private static final String KEYS = "SunJCE";

  @Override
  public CryptoProvider provider() {
    return CryptoProvider.JDK;
  }

  @Override
  public Encapsulation encapsulate(byte[] publicKey, SecureRandom random) {
    try {
      byte[] encoded = Der.sequence(scheme.algorithmIdentifier(), Der.bitString(publicKey));
      var key =
          KeyFactory.getInstance(scheme.standardName(), KEYS)
              .generatePublic(new X509EncodedKeySpec(encoded));
      KEM.Encapsulated made =
          KEM.getInstance("ML-KEM", KEYS).newEncapsulator(key, null, random).encapsulate();
      return new Encapsulation(made.encapsulation(), made.key().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK failed to encapsulate with " + scheme, e);
    }
  }

  @Override
  public Decapsulator decapsulator(byte[] seed, byte[] publicKey) {
    try {
      var generator = KeyPairGenerator.getInstance(scheme.standardName(), KEYS);
      generator.initialize(new NamedParameterSpec(scheme.standardName()), new SeedRandom(seed));
      return new Key(generator.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK took no seed of " + scheme, e);
    }
  }

  private record Key(java.security.PrivateKey key) implements Decapsulator {
    @Override
    public Optional<byte[]> decapsulate(byte[] ciphertext) {
      try {
        return Optional.of(
            KEM.getInstance("ML-KEM", KEYS)
                .newDecapsulator(key)
                .decapsulate(ciphertext)
                .getEncoded());
      } catch (DecapsulateException refused) {
        return Optional.empty();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the JDK failed to decapsulate with ML-KEM", e);
      }
    }

    @Override
    public void close() {
      try {
        key.destroy();
      } catch (DestroyFailedException leftToTheCollector) {
        // The seed, which we hold, is wiped.
      }
    }
  }
}
