package io.ghostchain.zcrypto;

import java.security.SecureRandom;
import java.util.Optional;

/** One provider's implementation of one KEM. Stateless: any thread may use it. */
interface KemEngine {
  /** Who does the arithmetic. */
  CryptoProvider provider();

  /**
   * A secret for who holds the private key.
   *
   * @param publicKey one that {@link KemEngines#admitsKey} admitted
   * @param random what to take the randomness from
   */
  Encapsulation encapsulate(byte[] publicKey, SecureRandom random);

  /** A key for decapsulating. The engine keeps no reference to the seed. */
  Decapsulator decapsulator(byte[] seed, byte[] publicKey);

  /** A private key that decapsulates, in its provider's form. */
  interface Decapsulator extends ProviderKey {
    /** The secret of a ciphertext of the right length; nothing if the KEM refuses it openly. */
    Optional<byte[]> decapsulate(byte[] ciphertext);
  }
}
