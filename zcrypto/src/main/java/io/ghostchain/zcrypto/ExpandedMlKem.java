package io.ghostchain.zcrypto;

import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;

/**
 * The expanded private key of ML-KEM (FIPS 203 section 7.1), dkPKE || ek || H(ek) || z: reading one
 * that came from elsewhere, without its seed. Its public key, the hash of it and a secret sent to
 * it are checked.
 */
final class ExpandedMlKem {
  private static final int HASH_BYTES = 32;
  private static final int Z_BYTES = 32;

  private ExpandedMlKem() {}

  /** How many bytes an expanded key of a scheme has. */
  static int bytes(KemScheme scheme) {
    // dkPKE is as long as ek without its seed of 32 bytes.
    return 2 * scheme.publicKeyBytes() - 32 + HASH_BYTES + Z_BYTES;
  }

  /**
   * A key from its expanded form, which is copied.
   *
   * @throws KeyFormatException if its parts do not belong together
   */
  static KemPrivateKey read(KemScheme scheme, byte[] expanded) throws KeyFormatException {
    if (expanded.length != bytes(scheme)) {
      throw new KeyFormatException(
          "an expanded key of %s has %d bytes, got %d"
              .formatted(scheme, bytes(scheme), expanded.length));
    }
    int publicOffset = scheme.publicKeyBytes() - 32;
    int hashOffset = publicOffset + scheme.publicKeyBytes();
    byte[] publicKey = Arrays.copyOfRange(expanded, publicOffset, hashOffset);
    byte[] hash = Arrays.copyOfRange(expanded, hashOffset, hashOffset + HASH_BYTES);
    if (!MessageDigest.isEqual(hash, HashAlgorithm.SHA3_256.hash(publicKey))) {
      throw new KeyFormatException("the expanded key does not hold the hash of its public key");
    }
    KemPublicKey sound;
    try {
      sound = KemPublicKey.of(scheme, publicKey);
      new MLKEMPrivateKeyParameters(KemEngines.mlKem(scheme), expanded.clone()).destroy();
    } catch (IllegalArgumentException e) {
      throw new KeyFormatException("the expanded key is none of " + scheme);
    }
    KemPrivateKey key = KemPrivateKey.ofExpandedMlKem(sound, expanded.clone());
    try (Encapsulation sent = sound.encapsulate()) {
      byte[] found = key.decapsulate(sent.ciphertext()).orElse(new byte[0]);
      if (!MessageDigest.isEqual(found, sent.sharedSecret())) {
        key.close();
        throw new KeyFormatException("the expanded key's private half is not its public half's");
      }
      Arrays.fill(found, (byte) 0);
    }
    return key;
  }
}
