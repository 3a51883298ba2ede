package io.ghostchain.zcrypto;

import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/** ML-KEM (FIPS 203) by Bouncy Castle. The seed is d || z (section 7.1). */
record BcMlKem(MLKEMParameters parameters) implements KemEngine {
  /** The raw public key, the encapsulation key, of a seed. */
  static byte[] publicKey(MLKEMParameters parameters, byte[] seed) {
    var key = new MLKEMPrivateKeyParameters(parameters, seed.clone());
    byte[] publicKey = key.getPublicKey();
    key.destroy();
    return publicKey;
  }

  /** The expanded private key, the decapsulation key, of a seed. */
  static byte[] expanded(MLKEMParameters parameters, byte[] seed) {
    var key = new MLKEMPrivateKeyParameters(parameters, seed.clone());
    byte[] expanded = key.getEncoded();
    key.destroy();
    return expanded;
  }

  /** The modulus check of FIPS 203 section 7.2; the length has been checked. */
  static boolean admitsKey(MLKEMParameters parameters, byte[] publicKey) {
    try {
      var parsed = new MLKEMPublicKeyParameters(parameters, publicKey);
      return parsed.getEncoded().length == publicKey.length;
    } catch (IllegalArgumentException outOfRange) {
      return false;
    }
  }

  @Override
  public CryptoProvider provider() {
    return CryptoProvider.BC;
  }

  @Override
  public Encapsulation encapsulate(byte[] publicKey, SecureRandom random) {
    SecretWithEncapsulation made =
        new MLKEMGenerator(random)
            .generateEncapsulated(new MLKEMPublicKeyParameters(parameters, publicKey));
    return new Encapsulation(made.getEncapsulation(), made.getSecret());
  }

  @Override
  public Decapsulator decapsulator(byte[] seed, byte[] publicKey) {
    return decapsulator(seed);
  }

  /**
   * A key for decapsulating.
   *
   * @param secret a seed, or an expanded private key
   */
  Decapsulator decapsulator(byte[] secret) {
    var key = new MLKEMPrivateKeyParameters(parameters, secret.clone());
    return new Decapsulator() {
      @Override
      public Optional<byte[]> decapsulate(byte[] ciphertext) {
        return Optional.of(new MLKEMExtractor(key).extractSecret(ciphertext));
      }

      @Override
      public void close() {
        key.destroy();
      }
    };
  }
}
